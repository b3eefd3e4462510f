import { Candidates } from '../../analysis/correlate/candidates.ts';
import { estimateShift } from '../../analysis/correlate/clock.ts';
import { joinTraces, type RequestJoin } from '../../analysis/correlate/join.ts';
import { joinSubject, type JoinSubject } from '../../analysis/correlate/subject.ts';
import { LogMachine } from '../../formats/w3c/scan/machine.ts';
import { LogStore } from '../../store/logs.ts';
import { storeSource } from '../../store/log-source.ts';
import type { FileKey, TraceKey } from '../../model/units.ts';
import { analysedTrace } from '../analysed-trace.ts';
import type { Scenario, TracedCase } from './scenario.ts';
import type { Served } from './served.ts';
import { tracedText } from './traced.ts';

/** What the join said of a trace, measured against the truth. `WRONG` is a wrong row that was called sure. */
export const OUTCOMES = ['right', 'weak', 'among', 'others', 'none', 'missed', 'weak bad', 'WRONG'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A trace with what the join said. */
export interface Judged {
  readonly of: TracedCase;
  readonly join: RequestJoin;
  readonly outcome: Outcome;
  /** The right row is the first of several. */
  readonly first: boolean;
}

/** What came of a scenario. */
export interface ScenarioOutcome {
  readonly traces: readonly Judged[];
  /** Shift that was found for the clock of the logs, in milliseconds; null: none. */
  readonly shift: number | null;
}

/** Writes and reads the traces of a scenario, reads its logs, sets their clock, joins, and compares with the truth. */
export async function judged(scenario: Scenario): Promise<ScenarioOutcome> {
  const store = new LogStore();
  for (const { path, text } of scenario.logs) addLog(store, path, text);
  const subjects = await Promise.all(scenario.traces.map(({ request, path }, ix) => subjectOf(request, path, ix)));
  const before = storeSource(store);
  const shift = estimateShift(subjects, before.slices, new Candidates(before, subjects));
  if (shift !== null) for (const { path } of scenario.logs) store.shift(path as FileKey, shift);
  const joins = joinTraces(subjects, storeSource(store));
  const traces = scenario.traces.map((of, ix) => {
    const join = joins.get(`${ix}` as TraceKey) ?? { kind: 'none', why: [] };
    return { of, join, ...compared(of, join) };
  });
  return { traces, shift };
}

/** Writes the trace of a request, reads it, and takes what a log could say too. */
export async function subjectOf(request: Served, path: string, ix: number): Promise<JoinSubject> {
  const { trace, facts } = await analysedTrace(tracedText(request, ix), path);
  return joinSubject({ ...trace, key: `${ix}` as TraceKey }, facts);
}

function addLog(store: LogStore, path: string, text: string): void {
  const machine = new LogMachine({ state: null, keep: null, lean: null, onPart: null });
  machine.push(new TextEncoder().encode(text));
  const { rows, parts } = machine.end();
  const placed = parts.map((part) => ({ part, firstLine: 1, firstByte: 0 }));
  store.add({ file: path as FileKey, path, rows, parts: placed, localTime: false, absent: absentOf(text) });
}

function absentOf(text: string): ('query' | 'clientIp' | 'userAgent' | 'host' | 'user')[] {
  const fields = [...text.matchAll(/^#Fields: (.*?)\r?$/gm)].flatMap(([, list = '']) => list.split(' '));
  const known = [
    ['query', 'cs-uri-query'],
    ['clientIp', 'c-ip'],
    ['userAgent', 'cs(User-Agent)'],
    ['host', 'cs-host'],
    ['user', 'cs-username'],
  ] as const;
  return known.flatMap(([name, field]) => (fields.includes(field) ? [] : [name]));
}

function compared({ row }: TracedCase, join: RequestJoin): { readonly outcome: Outcome; readonly first: boolean } {
  const isTruth = (candidate: Extract<RequestJoin, { kind: 'one' }>['match']): boolean =>
    row !== null && candidate.slice.path === row.path && candidate.slice.line(candidate.row) === row.line;
  switch (join.kind) {
    case 'none':
      return { outcome: row === null ? 'none' : 'missed', first: false };
    case 'several': {
      const at = join.candidates.findIndex(isTruth);
      return { outcome: at < 0 ? 'others' : 'among', first: at === 0 };
    }
    case 'one': {
      const weak = join.how === 'weak';
      if (isTruth(join.match)) return { outcome: weak ? 'weak' : 'right', first: true };
      return { outcome: weak ? 'weak bad' : 'WRONG', first: false };
    }
  }
}
