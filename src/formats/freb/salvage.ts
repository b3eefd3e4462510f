import type { EventDetail, EventField } from '../../model/events.ts';
import { decodeReferences, normaliseNewlines } from '../xml/entities.ts';
import { walkTags, type Tag } from './tags.ts';

/**
 * Reads an event by the names of its tags alone, in file order: `Data` is a value until its end tag, `Opcode` after
 * `RenderingInfo` is the name. It needs no structure, so it reads events whose tags do not match, and it needs little
 * memory, so it reads those with values of megabytes. On a sound event it gives what the parser gives.
 */
export function salvageEvent(source: string): EventDetail {
  const reading = new Reading();
  walkTags(normaliseNewlines(source), {
    text: (text) => reading.text(decodeReferences(text)),
    literal: (text) => reading.text(text),
    start: (tag) => reading.start(tag),
    end: (name) => reading.end(name),
  });
  return reading.finish();
}

class Reading {
  /** First value of each element and attribute: `Level`, `Provider@Name`. */
  readonly #single = new Map<string, string>();
  readonly #data: EventField[] = [];
  readonly #descriptions: EventField[] = [];
  readonly #keywordNames: string[] = [];
  #rendering = false;
  #element = '';
  #label = '';
  #pieces: string[] = [];

  text(text: string): void {
    if (this.#element !== '') this.#pieces.push(text);
  }

  start(tag: Tag): void {
    const { name, attributes, empty } = tag;
    const local = localName(name);
    // Markup inside a value: its text belongs to the value.
    if (this.#element === 'Data' && !OUTSIDE_DATA.has(local)) return;
    this.#close();
    if (name === 'RenderingInfo') this.#rendering = true;
    for (const [key, value] of attributes) this.#keep(`${name}@${key}`, decodeReferences(value));
    this.#element = name === 'Opcode' && this.#rendering ? 'name' : local;
    this.#label = decodeReferences(attributes.get(local === 'Data' ? 'Name' : 'Data') ?? '');
    if (empty) this.#close();
  }

  end(name: string): void {
    if (this.#element === 'Data' && !OUTSIDE_DATA.has(localName(name))) return;
    this.#close();
  }

  #keep(key: string, value: string): void {
    if (!this.#single.has(key)) this.#single.set(key, value);
  }

  #close(): void {
    const value = this.#pieces.join('');
    if (this.#element === 'Data') this.#data.push({ name: this.#label, value });
    else if (this.#element === 'Description') this.#descriptions.push({ name: this.#label, value });
    else if (this.#element === 'Keyword') this.#keywordNames.push(value);
    else if (this.#element !== '') this.#keep(this.#element, value);
    this.#element = '';
    this.#pieces = [];
  }

  finish(): EventDetail {
    // What is open now never ended: half a value is no value.
    const get = (key: string): string => this.#single.get(key) ?? '';
    return {
      name: get('name'),
      provider: get('Provider@Name'),
      providerGuid: get('Provider@Guid'),
      version: get('Version'),
      level: get('Level'),
      opcode: get('Opcode'),
      keywords: get('Keywords'),
      keywordNames: this.#keywordNames,
      systemTime: get('TimeCreated@SystemTime'),
      activityId: get('Correlation@ActivityID'),
      processId: get('Execution@ProcessID'),
      threadId: get('Execution@ThreadID'),
      computer: get('Computer'),
      culture: get('RenderingInfo@Culture'),
      eventGuid: get('EventGuid'),
      data: this.#data,
      descriptions: this.#descriptions,
    };
  }
}

/** Elements that cannot be part of a value: when one of them turns up, the value's end tag is missing. */
const OUTSIDE_DATA = new Set([
  'Data',
  'EventData',
  'RenderingInfo',
  'Opcode',
  'Description',
  'ExtendedTracingInfo',
  'EventGuid',
  'Event',
]);

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}
