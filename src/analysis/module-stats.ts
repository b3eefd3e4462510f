import { SpanFlag, type SpanKind } from '../model/spans.ts';
import { ms, type Ms } from '../model/units.ts';
import { spanKind, spanMicros, type SpanSet } from './span-totals.ts';

/** What one module did in one notification and pass, over many traces. `module` is '' for time in no module. */
export interface ModuleStats {
  readonly module: string;
  /** 0: PRE_BEGIN_REQUEST, and time in no module. */
  readonly notification: number;
  readonly post: boolean;
  /** Runs of the module. */
  readonly count: number;
  /** Traces with at least one run. */
  readonly traces: number;
  /** Sum of the runs from start to end, modules and requests inside them included. */
  readonly total: Ms;
  /** Sum of the time in the module and its own phases, in no other module. The self times of all rows add up to all time. */
  readonly self: Ms;
  readonly waiting: Ms;
  /** Of single runs from start to end, nearest rank. */
  readonly p50: Ms;
  readonly p95: Ms;
  readonly p99: Ms;
  readonly max: Ms;
  /** Part of all time that is `self`, 0 to 1; 0 when no time passed at all. */
  readonly share: number;
}

interface Growing {
  readonly module: string;
  readonly notification: number;
  readonly post: boolean;
  readonly runs: number[];
  traces: number;
  lastTrace: number;
  self: number;
  waiting: number;
}

/** Statistics of all traces by module, notification and pass, the largest self time first. */
export function moduleStats(traces: readonly SpanSet[]): readonly ModuleStats[] {
  const byModule: Rows = new Map();
  traces.forEach((set, index) => addTrace(byModule, set, index));
  const rows = [...byModule.values()].flat().filter((row) => row.runs.length > 0 || row.self > 0);
  const all = rows.reduce((sum, row) => sum + row.self, 0);
  return rows.toSorted((a, b) => b.self - a.self || inName(a, b)).map((row) => finished(row, all));
}

/** Rows by module; each module has a few, told apart by notification and pass. */
type Rows = Map<string, Growing[]>;

function inName(a: Growing, b: Growing): number {
  if (a.module !== b.module) return a.module < b.module ? -1 : 1;
  return a.notification - b.notification || Number(a.post) - Number(b.post);
}

function addTrace(rows: Rows, set: SpanSet, index: number): void {
  const { spans } = set;
  const { total, self, waiting } = spanMicros(spans);
  const owners: Growing[] = [];
  const nobody = rowFor(rows, '', 0, false);
  for (let s = 0; s < spans.length; s++) {
    const kind = spanKind(spans, s);
    const row =
      kind === 'module' ? moduleRow(rows, set, s) : isPart(kind) ? (owners[spans.parent[s] ?? -1] ?? nobody) : nobody;
    owners.push(row);
    row.self += self[s] ?? 0;
    row.waiting += waiting[s] ?? 0;
    if (kind !== 'module' && kind !== 'outside') continue;
    row.runs.push(total[s] ?? 0);
    if (row.lastTrace !== index) row.traces++;
    row.lastTrace = index;
  }
}

/** Kinds whose time belongs to the module around them. */
function isPart(kind: SpanKind): boolean {
  return kind === 'phase' || kind === 'handler' || kind === 'filter';
}

function moduleRow(rows: Rows, { spans, strings }: SpanSet, s: number): Growing {
  const post = ((spans.flags[s] ?? 0) & SpanFlag.post) !== 0;
  return rowFor(rows, strings.at(spans.module[s] ?? -1), spans.notification[s] ?? 0, post);
}

function rowFor(rows: Rows, module: string, notification: number, post: boolean): Growing {
  let same = rows.get(module);
  if (same === undefined) rows.set(module, (same = []));
  const known = same.find((row) => row.notification === notification && row.post === post);
  if (known !== undefined) return known;
  const row: Growing = { module, notification, post, runs: [], traces: 0, lastTrace: -1, self: 0, waiting: 0 };
  same.push(row);
  return row;
}

function finished(row: Growing, all: number): ModuleStats {
  const runs = Float64Array.from(row.runs).sort();
  const rank = (share: number): Ms => fromMicros(runs[Math.max(0, Math.ceil(share * runs.length) - 1)] ?? 0);
  return {
    module: row.module,
    notification: row.notification,
    post: row.post,
    count: runs.length,
    traces: row.traces,
    total: fromMicros(runs.reduce((sum, run) => sum + run, 0)),
    self: fromMicros(row.self),
    waiting: fromMicros(row.waiting),
    p50: rank(0.5),
    p95: rank(0.95),
    p99: rank(0.99),
    max: rank(1),
    share: all === 0 ? 0 : row.self / all,
  };
}

function fromMicros(micros: number): Ms {
  return ms(micros / 1000);
}
