import { estimateShift } from '../../analysis/correlate/clock.ts';
import { type Candidate, joinTraces, type RequestJoin } from '../../analysis/correlate/join.ts';
import type { RowSource } from '../../analysis/correlate/source.ts';
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
  const byTrace = joinAll(workspace, subjects);
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
 * Ids first, over all logs. Then logs of a known site that record duration and sub-status, then those of an unknown
 * site, then the rest: a second log of the same requests that says less must not make an exact row ambiguous.
 */
function joinAll(workspace: EngineWorkspace, subjects: readonly JoinSubject[]): ReadonlyMap<TraceKey, RequestJoin> {
  const { store } = workspace.logs;
  const source = storeSource(store);
  const joins = new Map(joinTraces(subjects, { ...source, between: () => [], covers: () => [] }));
  const ordered = tiers(workspace, source);
  for (const paths of ordered) {
    const open = subjects.filter(({ key }) => !isSettled(joins.get(key)));
    for (const [key, join] of joinTraces(open, limited(source, paths))) {
      const old = joins.get(key);
      if (old === undefined || old.kind === 'none' || isSettled(join)) joins.set(key, withoutCopies(workspace, join));
    }
  }
  if (ordered.length === 1) return joins;
  // Why there is none is a question to all logs together.
  const unfound = subjects.filter(({ key }) => joins.get(key)?.kind === 'none');
  for (const [key, join] of joinTraces(unfound, source)) joins.set(key, withoutCopies(workspace, join));
  return joins;
}

const isSettled = (join: RequestJoin | undefined): boolean =>
  join?.kind === 'several' || (join?.kind === 'one' && join.how !== 'weak');

/** Paths of the logs, those that say most first. */
function tiers(workspace: EngineWorkspace, source: RowSource): readonly ReadonlySet<string>[] {
  const sites = new Map(source.covers().map(({ path, siteId }) => [path, siteId]));
  const [known, unknown, vague] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { log } of workspace.logs.store.chunks) {
    const says = !log.localTime && !log.absent.includes('timeTaken') && !log.absent.includes('substatus');
    const tier = !says ? vague : (sites.get(log.path) ?? null) === null ? unknown : known;
    tier.add(log.path);
  }
  return [known, unknown, vague].filter((tier) => tier.size > 0);
}

/** A source that knows some files only. */
function limited(source: RowSource, paths: ReadonlySet<string>): RowSource {
  const covers = source.covers().filter(({ path }) => paths.has(path));
  return {
    between: (from, to, begun, status) =>
      source.between(from, to, begun, status).filter(({ table }) => paths.has(table.path)),
    withKeys: () => new Map(),
    covers: () => covers,
  };
}

/** Rows of several files that are word for word the same are one request: a log that was copied. The first stands. */
function withoutCopies(workspace: EngineWorkspace, join: RequestJoin): RequestJoin {
  if (join.kind !== 'several') return join;
  const order = ({ table }: Candidate): number => workspace.files.owner(table.file)?.id ?? 0;
  const [first] = join.candidates.toSorted((a, b) => order(a) - order(b));
  const files = new Set(join.candidates.map(({ table }) => table.file));
  const rows = new Set(join.candidates.map(signature));
  if (first === undefined || files.size < join.candidates.length || rows.size > 1) return join;
  const score = Math.min(1, Math.round(first.score * join.candidates.length * 100) / 100);
  return { kind: 'one', how: 'unique', match: { ...first, score }, why: [`the same row stands in ${files.size} logs`] };
}

function signature({ table, row }: Candidate): string {
  const { time, timeTaken, status, substatus, win32, method, stem, query, clientIp, userAgent } = table;
  const numbers = [time, timeTaken, status, substatus, win32].map((column) => column[row]);
  const texts = [method, stem, query, clientIp, userAgent].map((column) => table.strings.at(column[row] ?? -1));
  return [...numbers, ...texts].join(' ');
}

/**
 * Logs without a zone get the shift that most traces agree in, unless they have one. What no trace speaks of gets the
 * shift of the others, where these have one in common: nobody is asked twice for the zone of a server.
 */
export function putClocksRight(workspace: EngineWorkspace): void {
  const subjects = workspace.traces.all().map(({ trace, facts }) => joinSubject(trace, facts));
  const zoneless = workspace.side.requestLogs.filter(
    ({ localTime, file }) => localTime === true && workspace.logs.shiftOf(file) === undefined,
  );
  for (const table of zoneless) {
    const offset = estimateShift(subjects, table);
    if (offset !== null) workspace.shiftLog(table.file, { ms: offset.shiftMs, traces: offset.traces });
  }
  const { logs, side } = workspace;
  const local = side.requestLogs.filter(({ localTime }) => localTime === true);
  const known = new Set(local.flatMap(({ file }) => logs.shiftOf(file)?.ms ?? []));
  const [common] = known;
  if (common === undefined || known.size > 1) return;
  for (const { file } of local)
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

function placeOf({ table, row, score }: Candidate): JoinedRow {
  return { file: table.file, path: table.path, line: table.line[row] ?? 0, score };
}
