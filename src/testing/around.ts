import { readFileSync } from 'node:fs';
import type { AroundItem, AroundKind, AroundPart } from '../engine/questions/around.ts';
import { type Dropped, opened } from './opened.ts';

const folder = new URL('samples/logs/', import.meta.url);

/** Content of a file of the sample incident. */
export const sampleBytes = (path: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(path, folder)));

/** A file of the sample incident, to be dropped. */
export const sampleLog = (path: string): Dropped => [path, sampleBytes(path)];

/** The traced request of the sample incident. */
const TRACE_PATH = 'FailedReqLogFiles/W3SVC1/fr000142.xml';
const TRACE_TEXT = new TextDecoder().decode(sampleBytes(TRACE_PATH));

/** The id under which an in-process application would log that request. */
export const TRACE_ID = '400001a7-0000-dc00-b63f-84710c7967bb';

/** The trace of the incident, with other words in some places. */
export function traced(...changes: readonly (readonly [from: string, to: string])[]): Dropped {
  let text = TRACE_TEXT;
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`no ${from} in the trace`);
    text = text.replaceAll(from, to);
  }
  return [TRACE_PATH, text];
}

/** A change for `traced`: one more header of the request. */
export const withHeader = (line: string): readonly [string, string] => [
  'Connection: keep-alive',
  `Connection: keep-alive\r\n${line}`,
];

/** What is around a trace, the one of the incident unless another is named, by kind. */
export async function around(
  dropped: readonly Dropped[],
  path = TRACE_PATH,
): Promise<ReadonlyMap<AroundKind, AroundPart>> {
  const { engine, requests } = await opened(dropped);
  const key = requests.find((row) => row.path === path)?.key;
  const answer = key === undefined ? null : await engine.around(key);
  if (answer === null) throw new Error('no trace');
  return new Map(answer.parts.map((part) => [part.kind, part]));
}

/** One part of it. */
export async function partOf(kind: AroundKind, dropped: readonly Dropped[], path?: string): Promise<AroundPart> {
  const part = (await around(dropped, path)).get(kind);
  if (part === undefined) throw new Error('no part');
  return part;
}

/** `likely title | why; why` of each item, `ambiguous n` in front where it is, or why there is none. */
export function toldPart(part: AroundPart): readonly string[] {
  if (part.items.length === 0) return [part.none];
  const items = part.items.map((item) => `${item.certainty} ${item.title} | ${item.why.join('; ')}`);
  return part.candidates === 0 ? items : [`ambiguous ${part.candidates}`, ...items];
}

/** First lines of what was found in a text. */
export const matchesOf = (item: AroundItem | undefined): readonly string[] =>
  (item?.lines ?? []).filter(({ match }) => match).map(({ text }) => text);
