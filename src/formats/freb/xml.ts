import type { XMLParser } from 'fast-xml-parser';
import type { EventDetail, EventField } from '../../model/events.ts';
import { ATTRIBUTE, newParser } from '../xml/parser.ts';

const ARRAYS = new Set(['Data', 'Keyword']);

/** The parser of events: what may stand several times is a list, also when it stands once. */
export const newEventParser = (): XMLParser =>
  newParser({ isArray: (name) => ARRAYS.has(name) || name.endsWith('Description') });

const parser = newEventParser();

/**
 * Reads one `<Event>…</Event>`. `mixed`: a value has elements inside, whose place between its text the parser does not
 * tell. null: the parser does not take it.
 */
export function parseEvent(text: string): { readonly detail: EventDetail; readonly mixed: boolean } | null {
  let parsed: unknown;
  try {
    parsed = parser.parse(text);
  } catch {
    return null;
  }
  const event = child(parsed, 'Event') ?? {};
  return { detail: detailOf(event), mixed: hasMixed(child(event, 'EventData')) };
}

/** An element as the parser gives it: members are child elements, `@_` attributes and `#text`. Only ever read. */
type Element = Readonly<Record<string, unknown>>;

function detailOf(event: Element): EventDetail {
  const system = child(event, 'System');
  const provider = child(system, 'Provider');
  const execution = child(system, 'Execution');
  const rendering = child(event, 'RenderingInfo');
  return {
    name: text(rendering, 'Opcode'),
    provider: attribute(provider, 'Name'),
    providerGuid: attribute(provider, 'Guid'),
    version: text(system, 'Version'),
    level: text(system, 'Level'),
    opcode: text(system, 'Opcode'),
    keywords: text(system, 'Keywords'),
    keywordNames: children(child(rendering, 'Keywords'), 'Keyword').map(textOf),
    systemTime: attribute(child(system, 'TimeCreated'), 'SystemTime'),
    activityId: attribute(child(system, 'Correlation'), 'ActivityID'),
    processId: attribute(execution, 'ProcessID'),
    threadId: attribute(execution, 'ThreadID'),
    computer: text(system, 'Computer'),
    culture: attribute(rendering, 'Culture'),
    eventGuid: text(child(event, 'ExtendedTracingInfo'), 'EventGuid'),
    data: children(child(event, 'EventData'), 'Data').map((data) => field(data, 'Name')),
    descriptions: descriptions(rendering),
  };
}

function hasMixed(eventData: Element | null): boolean {
  return children(eventData, 'Data').some(
    (data) => isElement(data) && Object.keys(data).some((name) => name !== '#text' && !name.startsWith(ATTRIBUTE)),
  );
}

/** `freb:Description` by local name: the prefix is the writer's choice and may change when a file is saved again. */
function descriptions(rendering: Element | null): readonly EventField[] {
  if (rendering === null) return [];
  const out: EventField[] = [];
  for (const [name, value] of Object.entries(rendering)) {
    if (name !== 'Description' && !name.endsWith(':Description')) continue;
    for (const one of Array.isArray(value) ? value : [value]) out.push(field(one, 'Data'));
  }
  return out;
}

function field(element: unknown, nameAttribute: string): EventField {
  return { name: isElement(element) ? attribute(element, nameAttribute) : '', value: textOf(element) };
}

function child(parent: unknown, name: string): Element | null {
  const first = children(parent, name)[0];
  return isElement(first) ? first : null;
}

function children(parent: unknown, name: string): readonly unknown[] {
  if (!isElement(parent) || !Object.hasOwn(parent, name)) return [];
  const value = parent[name];
  return Array.isArray(value) ? value : [value];
}

function attribute(element: Element | null, name: string): string {
  const value = element?.[ATTRIBUTE + name];
  return typeof value === 'string' ? value : '';
}

function text(parent: Element | null, name: string): string {
  return textOf(children(parent, name)[0]);
}

/** Text of an element and, after it, of the elements inside: a value is expected to have none. */
function textOf(element: unknown): string {
  if (typeof element === 'string') return element;
  if (Array.isArray(element)) return element.map(textOf).join('');
  if (!isElement(element)) return '';
  let out = '';
  for (const [name, value] of Object.entries(element)) if (!name.startsWith(ATTRIBUTE)) out += textOf(value);
  return out;
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
