import { Candidates } from '../../analysis/correlate/candidates.ts';
import { agreeing, estimateShift } from '../../analysis/correlate/clock.ts';
import { type Candidate, joinTraces, type RequestJoin } from '../../analysis/correlate/join.ts';
import type { LogSlice } from '../../analysis/correlate/source.ts';
import { joinSubject, type JoinSubject } from '../../analysis/correlate/subject.ts';
import type { FileKey, TraceKey } from '../../model/units.ts';
import { storeSource } from '../../store/log-source.ts';
import type { JoinedRow, TraceLogRow } from '../questions/joins.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Traces by the row that is their request. */
export interface RowTraces {
  traceOf(file: FileKey, line: number): TraceKey | null;
  /** Rows that have a trace. */
  readonly rows: readonly JoinedRow[];
}

interface Joins extends RowTraces {
  readonly generation: number;
  readonly version: number;
  readonly byTrace: ReadonlyMap<TraceKey, RequestJoin>;
}

const known = new WeakMap<EngineWorkspace, Joins>();
const NO_JOINS: Joins = { generation: -1, version: -1, byTrace: new Map(), traceOf: () => null, rows: [] };

/** Every trace with its row. While a job still adds files, what was known before. */
export function joinsOf(workspace: EngineWorkspace): Joins {
  const { generation, jobs, logs } = workspace;
  const old = known.get(workspace);
  if (old !== undefined && old.generation === generation && old.version === logs.version) return old;
  if (jobs.busy) return old ?? NO_JOINS;
  const subjects = workspace.traces.all().map(({ trace, facts }) => joinSubject(trace, facts));
  const byTrace = joinTraces(subjects, storeSource(logs.store));
  const traces = new Map<string, TraceKey>();
  const rows: JoinedRow[] = [];
  for (const [key, join] of byTrace) {
    if (join.kind !== 'one') continue;
    const row = placeOf(join.match);
    // Two traces of one request share the row; the first of them is the link.
    if (traces.has(`${row.line} ${row.file}`)) continue;
    traces.set(`${row.line} ${row.file}`, key);
    rows.push(row);
  }
  const joins: Joins = {
    generation: workspace.generation,
    version: logs.version,
    byTrace,
    traceOf: (file, line) => traces.get(`${line} ${file}`) ?? null,
    rows,
  };
  known.set(workspace, joins);
  return joins;
}

/**
 * Logs get the shift that most traces agree in, unless a person has set one: those without a zone, and those of a
 * machine whose clock is off. What no trace speaks of gets the zone of the others, where these have one in common:
 * nobody is asked twice for the zone of a server.
 */
export function putClocksRight(workspace: EngineWorkspace): void {
  const { logs } = workspace;
  const { slices } = storeSource(logs.store);
  if (slices.length === 0) return;
  const subjects = workspace.traces.all().map(({ trace, facts }) => joinSubject(trace, facts));
  if (subjects.length > 0) setClocks(workspace, subjects, slices);
  shareZone(workspace, slices);
}

function setClocks(workspace: EngineWorkspace, subjects: readonly JoinSubject[], slices: readonly LogSlice[]): void {
  const { logs } = workspace;
  const candidates = new Candidates({ slices }, subjects);
  for (const clock of clocksOf(slices)) {
    const files = [...new Set(clock.map(({ file }) => file))];
    if (files.some((file) => logs.shiftOf(file)?.traces === null)) continue;
    const ms = estimateShift(subjects, clock, candidates);
    if (ms === null) continue;
    for (const file of files) {
      const own = clock.filter((slice) => slice.file === file);
      const traces = agreeing(subjects, own, candidates, ms);
      const now = logs.shiftOf(file);
      if (now?.ms !== ms || now.traces !== traces) workspace.shiftLog(file, { ms, traces });
    }
  }
}

/** Slices by clock: logs of one folder are of one server. */
function clocksOf(slices: readonly LogSlice[]): Iterable<readonly LogSlice[]> {
  const clocks = new Map<string, LogSlice[]>();
  for (const slice of slices) {
    const clock = `${slice.localTime} ${slice.path.replace(/[^/\\!]*$/, '')}`;
    const known = clocks.get(clock);
    if (known === undefined) clocks.set(clock, [slice]);
    else known.push(slice);
  }
  return clocks.values();
}

function shareZone(workspace: EngineWorkspace, slices: readonly LogSlice[]): void {
  const { logs } = workspace;
  const local = new Set(slices.filter(({ localTime }) => localTime).map(({ file }) => file));
  const known = new Set([...local].flatMap((file) => logs.shiftOf(file)?.ms ?? []));
  const [common] = known;
  if (common === undefined || known.size > 1) return;
  for (const file of local)
    if (logs.shiftOf(file) === undefined) workspace.shiftLog(file, { ms: common, traces: null });
}

/** What the logs say of the request of a trace; null when no request log is open. */
export function logRowOf(workspace: EngineWorkspace, key: TraceKey): TraceLogRow | null {
  if (workspace.logs.rows === 0) return null;
  const join = joinsOf(workspace).byTrace.get(key);
  if (join === undefined) return null;
  switch (join.kind) {
    case 'one':
      return { kind: 'one', how: join.how, row: placeOf(join.match), why: join.why };
    case 'several':
      return { kind: 'several', candidates: join.candidates.map(placeOf), why: join.why };
    case 'none':
      return { kind: 'none', why: join.why };
  }
}

function placeOf({ slice, row, score }: Candidate): JoinedRow {
  return { file: slice.file, path: slice.path, line: slice.line(row), score };
}
