import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Candidates } from '../../analysis/correlate/candidates.ts';
import { estimateShift } from '../../analysis/correlate/clock.ts';
import { joinTraces } from '../../analysis/correlate/join.ts';
import type { JoinSubject } from '../../analysis/correlate/subject.ts';
import { LogMachine } from '../../formats/w3c/scan/machine.ts';
import type { LogPart } from '../../model/logpart.ts';
import type { FileKey } from '../../model/units.ts';
import { storeSource } from '../../store/log-source.ts';
import { LogStore } from '../../store/logs.ts';
import { requestOf } from './from-log.ts';
import { subjectOf } from './outcome.ts';
import { Random } from './random.ts';

/** A log on disk as the page would hold it. */
export async function storeOf(file: string, path: string): Promise<LogStore> {
  const parts: LogPart[] = [];
  const machine = new LogMachine({ state: null, keep: null, lean: null, onPart: (part) => void parts.push(part) });
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) machine.push(chunk as Uint8Array);
  const { rows } = machine.end();
  const store = new LogStore();
  const placed = parts.map((part) => ({ part, firstLine: 1, firstByte: 0 }));
  store.add({ file: path as FileKey, path, rows, parts: placed, localTime: false, absent: [] });
  return store;
}

/** Traces of failing rows of a log on disk that lasted some time at least, evenly from all of it. */
export async function subjectsOf(file: string, count: number, leastMs = 0): Promise<readonly JoinSubject[]> {
  const random = new Random(1);
  const failing: string[] = [];
  let seen = 0;
  let fields: readonly string[] = [];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (line.startsWith('#Fields: ')) fields = line.slice('#Fields: '.length).split(' ');
    const taken = / [45]\d\d \d+ \d+ (\d+)$/.exec(line)?.[1];
    if (taken === undefined || Number(taken) < leastMs) continue;
    // Every failing row has the same chance to be among them.
    const place = seen < count ? seen : random.int(0, seen);
    if (place < count) failing[place] = line;
    seen += 1;
  }
  return Promise.all(
    failing.map((line, ix) => {
      const values = line.split(' ');
      const row = new Map(fields.map((field, at) => [field, values[at] ?? '-']));
      return subjectOf(requestOf(random, row), 'W3SVC1/fr.xml', ix);
    }),
  );
}

/** Milliseconds of one join of all traces, and of one look at the clock; and how many found a row. */
export function timed(
  subjects: readonly JoinSubject[],
  store: LogStore,
): { readonly joinMs: number; readonly clockMs: number; readonly found: number } {
  const started = performance.now();
  const joins = joinTraces(subjects, storeSource(store));
  const joined = performance.now();
  const source = storeSource(store);
  estimateShift(subjects, source.slices, new Candidates(source, subjects));
  const looked = performance.now();
  const found = [...joins.values()].filter(({ kind }) => kind === 'one').length;
  return { joinMs: joined - started, clockMs: looked - joined, found };
}
