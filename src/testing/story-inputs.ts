import { NO_INPUTS, type StoryInputs } from '../analysis/story/inputs.ts';
import { tellStory } from '../analysis/story.ts';
import { httpErrReader } from '../formats/httperr/reader.ts';
import { w3cReader } from '../formats/w3c/reader.ts';
import type { StepKind, StoryStep } from '../model/story.ts';
import { epochMs, rowIx } from '../model/units.ts';
import { byteSource } from './byte-source.ts';
import { eventLogRecord } from './eventlog-builder.ts';
import { readWith } from './read-with.ts';
import { httpErrText, w3cText, type HttpErrRow, type W3cBlock, type W3cRow } from './w3c-builder.ts';

/** Instant of a time of day; all stories of tests play on one day. */
export const at = (clock: string): number => Date.parse(`2026-03-12T${clock}Z`);
export const WINDOW = { from: epochMs(at('13:30:00')), to: epochMs(at('15:30:00')) };

/** A request log as the reader gives it. */
export async function log(rows: readonly W3cRow[] | readonly W3cBlock[], name = 'u_ex260312.log') {
  const blocks: readonly W3cBlock[] = rows.some((row) => 'rows' in row)
    ? (rows as readonly W3cBlock[])
    : [{ rows: rows as readonly W3cRow[] }];
  const { items } = await readWith(w3cReader, byteSource(w3cText(blocks), name));
  const item = items[0];
  if (item?.kind !== 'requestLog') throw new Error('no log');
  return item.table;
}

/** An HTTPERR log, all rows of which are of the application. */
export async function httpErr(rows: readonly HttpErrRow[]) {
  const { items } = await readWith(httpErrReader, byteSource(httpErrText(rows), 'httperr1.log'));
  const item = items[0];
  if (item?.kind !== 'httpErr') throw new Error('no log');
  return { table: item.table, rows: rows.map((_, ix) => rowIx(ix)) };
}

/** Rows from `from` on, one every `every` seconds. */
export function rows(from: string, count: number, every: number, row: W3cRow = {}): readonly W3cRow[] {
  return Array.from({ length: count }, (_, ix) => ({ ...row, at: stamp(at(from) + ix * every * 1000) }));
}
/** `2026-03-12 14:23:39`. */
export const stamp = (instant: number): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
export const byTime = (list: readonly W3cRow[]): readonly W3cRow[] =>
  list.toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : (a.at ?? '') > (b.at ?? '') ? 1 : 0));

export const tell = (inputs: Partial<StoryInputs>): readonly StoryStep[] =>
  tellStory({ ...NO_INPUTS, window: WINDOW, ...inputs });
/** `14:18:05 hang` of each step. */
export const brief = (steps: readonly StoryStep[]): readonly string[] =>
  steps.map((step) => `${new Date(step.at).toISOString().slice(11, 19)} ${step.kind}`);
export const step = (steps: readonly StoryStep[], kind: StepKind): StoryStep => {
  const found = steps.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`no step ${kind} in ${brief(steps).join(', ')}`);
  return found;
};

/** A record of the event log, in the file `events.xml`. */
export const record = (
  time: string,
  id: number,
  message: string,
  more: Partial<Parameters<typeof eventLogRecord>[0]> = {},
) => ({
  record: eventLogRecord({ time: `2026-03-12T${time}Z`, id, message, ...more }),
  path: 'events.xml',
});
