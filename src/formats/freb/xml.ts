import { XMLParser } from 'fast-xml-parser';
import { LIMITS } from '../../intake/limits.ts';
import type { EventDetail, EventField } from '../../model/events.ts';
import { decodeReferences } from './entities.ts';

const ARRAYS = new Set(['Data', 'Keyword']);

/** References only: a DOCTYPE never defines anything here, wherever in a file it stands. */
const decoder = {
  reset(): unknown {
    return this;
  },
  setXmlVersion(): void {},
  setExternalEntities(): void {},
  addInputEntities(): void {
    throw new Error('doctype');
  },
  decode: decodeReferences,
};

/**
 * The one configured parser: no numbers made of text, no trimming, no entities but those of XML. It accepts mismatched
 * and missing tags in silence, so only elements that the guard found sound may be given to it.
 */
export function newParser(): XMLParser {
  return new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@_',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    removeNSPrefix: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    allowBooleanAttributes: false,
    maxNestedTags: LIMITS.xmlDepth,
    htmlEntities: false,
    stopNodes: [],
    jPath: false,
    isArray: (name) => ARRAYS.has(name) || name.endsWith('Description'),
    entityDecoder: decoder,
  });
}

const parser = newParser();

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
    (data) => isElement(data) && Object.keys(data).some((name) => name !== '#text' && !name.startsWith('@_')),
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
  const value = element?.[`@_${name}`];
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
  for (const [name, value] of Object.entries(element)) if (!name.startsWith('@_')) out += textOf(value);
  return out;
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
