import { greatestOf } from '../../base/extent.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';
import type { HttpErrTable } from '../../model/sidefiles.ts';
import { epochMs, type EpochMs, type FileKey, type RowIx } from '../../model/units.ts';
import type { RuleInputs } from '../rule.ts';

/** Rows of one outcome: what a log says about many requests at once. Times are the ends of the requests. */
export interface RowGroup {
  readonly status: number;
  readonly subStatus: number;
  readonly win32: number;
  readonly count: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Different paths, lower case. */
  readonly stems: ReadonlySet<string>;
  /** Time-taken in ms, sorted; rows without one are left out. */
  readonly taken: readonly number[];
  /** The log records sub-statuses; without them a 502 may be a 502.3 or a 502.5. */
  readonly exact: boolean;
  /** Most rows that share one second. */
  readonly burst: number;
  readonly sample: { readonly file: FileKey; readonly row: RowIx; readonly line: number };
  readonly methods: ReadonlySet<string>;
}

/** Rows of HTTPERR with one reason. */
export interface ReasonGroup {
  readonly reason: string;
  readonly count: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly queues: ReadonlySet<string>;
  readonly sample: { readonly file: FileKey; readonly row: RowIx; readonly line: number; readonly text: string };
}

interface Growing {
  status: number;
  subStatus: number;
  win32: number;
  count: number;
  from: number;
  to: number;
  stems: Set<string>;
  methods: Set<string>;
  /** Strings of the table at hand that are among the stems, and among the methods. */
  seenStems: Set<number>;
  seenMethods: Set<number>;
  taken: number[];
  /** Rows by second, without those of the second at hand. */
  seconds: Map<number, number>;
  second: number;
  inSecond: number;
  exact: boolean;
  sample: RowGroup['sample'];
}

/** The front end of App Service gives up after this. */
export const FRONT_END_MS = 230_000;

/**
 * A success that came after the front end of App Service had given up. The mark of that platform in the query is asked
 * for: elsewhere a long success is a download.
 */
export function cutByFrontEnd(table: RequestLogTable, row: number): boolean {
  const status = table.status[row] ?? 0;
  if (status < 200 || status >= 300 || (table.timeTaken[row] ?? -1) < FRONT_END_MS) return false;
  return table.strings.at(table.query[row] ?? -1).includes('X-ARR-LOG-ID');
}

/** Rows that failed, or ran into the limit of a front end, by status, sub-status and Windows code; earliest first. */
export function groupRows(logRows: RuleInputs['logRows']): readonly RowGroup[] {
  const groups = new Map<string, Growing>();
  for (const { table, rows } of logRows) {
    for (const group of groups.values()) {
      group.seenStems.clear();
      group.seenMethods.clear();
    }
    const finder = new GroupFinder(groups, table);
    for (const row of rows) addRow(finder.of(row), table, row);
  }
  return [...groups.values()].map(finished).sort((a, b) => a.from - b.from || b.count - a.count);
}

function finished(group: Growing): RowGroup {
  endSecond(group);
  const { status, subStatus, win32, count, stems, methods, exact, sample } = group;
  return {
    status,
    subStatus,
    win32,
    count,
    from: epochMs(group.from),
    to: epochMs(group.to),
    stems,
    methods,
    taken: Array.from(Float64Array.from(group.taken).sort()),
    exact,
    burst: Math.max(0, greatestOf(group.seconds.values())),
    sample,
  };
}

/** Finds the group of a row. Rows of one outcome mostly follow one another, or take turns with a few others. */
class GroupFinder {
  readonly #groups: Map<string, Growing>;
  readonly #table: RequestLogTable;
  readonly #known = new Map<number, Growing[]>();

  constructor(groups: Map<string, Growing>, table: RequestLogTable) {
    this.#groups = groups;
    this.#table = table;
  }

  /** null for a row that is no failure. */
  of(row: RowIx): Growing | null {
    const { status, substatus, win32 } = this.#table;
    const code = status[row] ?? 0;
    if (code < 400 && !cutByFrontEnd(this.#table, row)) return null;
    const subStatus = substatus[row] ?? 0;
    const windows = win32[row] ?? 0;
    const both = code * 0x10000 + subStatus;
    const alike = this.#known.get(both) ?? [];
    const known = alike.find((group) => group.win32 === windows);
    if (known !== undefined) return known;
    const group = this.#group(code, subStatus, windows, row);
    this.#known.set(both, [...alike, group]);
    return group;
  }

  #group(status: number, subStatus: number, win32: number, row: RowIx): Growing {
    const key = `${status}.${subStatus}/${win32}`;
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const table = this.#table;
    const time = table.time[row] ?? Number.NaN;
    const group: Growing = {
      status,
      subStatus,
      win32,
      count: 0,
      from: time,
      to: time,
      stems: new Set(),
      methods: new Set(),
      seenStems: new Set(),
      seenMethods: new Set(),
      taken: [],
      seconds: new Map(),
      second: Number.NaN,
      inSecond: 0,
      exact: table.absent?.includes('substatus') !== true,
      sample: { file: table.file, row, line: table.line[row] ?? 0 },
    };
    this.#groups.set(key, group);
    return group;
  }
}

function addRow(group: Growing | null, table: RequestLogTable, row: RowIx): void {
  if (group === null) return;
  const taken = table.timeTaken[row] ?? -1;
  const time = table.time[row] ?? Number.NaN;
  const stem = table.stem[row] ?? -1;
  const method = table.method[row] ?? -1;
  group.count++;
  // A string is one and the same text throughout a table: it is looked at once.
  if (!group.seenStems.has(stem)) {
    group.seenStems.add(stem);
    group.stems.add(table.strings.at(stem).toLowerCase());
  }
  if (!group.seenMethods.has(method)) {
    group.seenMethods.add(method);
    group.methods.add(table.strings.at(method).toUpperCase());
  }
  if (taken >= 0) group.taken.push(taken);
  if (Number.isNaN(time)) return;
  if (!(group.from <= time)) group.from = time;
  if (!(group.to >= time)) group.to = time;
  const second = Math.floor(time / 1000);
  if (second !== group.second) endSecond(group);
  group.second = second;
  group.inSecond++;
}

function endSecond(group: Growing): void {
  const { seconds, second, inSecond } = group;
  if (inSecond > 0) seconds.set(second, (seconds.get(second) ?? 0) + inSecond);
  group.inSecond = 0;
}

/** Rows of HTTPERR by reason, most frequent first; idle time-outs of the kernel are no failures and left out. */
export function groupReasons(httpErr: RuleInputs['httpErr']): readonly ReasonGroup[] {
  const groups = new Map<string, { -readonly [K in keyof ReasonGroup]: ReasonGroup[K] } & { queues: Set<string> }>();
  for (const { table, rows } of httpErr) {
    for (const row of rows) {
      const reason = table.strings.at(table.reason[row] ?? -1);
      if (reason === '' || reason === 'Timer_ConnectionIdle') continue;
      const time = epochMs(table.time[row] ?? Number.NaN);
      const queue = table.strings.at(table.queue[row] ?? -1);
      const known = groups.get(reason);
      if (known === undefined) {
        const sample = { file: table.file, row, line: table.line[row] ?? 0, text: httpErrText(table, row) };
        groups.set(reason, {
          reason,
          count: 1,
          from: time,
          to: time,
          queues: new Set(queue === '' ? [] : [queue]),
          sample,
        });
        continue;
      }
      known.count++;
      if (!(known.from <= time)) known.from = time;
      if (!(known.to >= time)) known.to = time;
      if (queue !== '') known.queues.add(queue);
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** Middle of the sorted time-taken values; null when no row has one. */
export const medianTaken = (group: RowGroup): number | null => group.taken[Math.floor(group.taken.length / 2)] ?? null;

function httpErrText(table: HttpErrTable, row: RowIx): string {
  const at = (column: Int32Array): string => table.strings.at(column[row] ?? -1);
  const status = table.status[row] ?? 0;
  return [status === 0 ? '' : String(status), at(table.method), at(table.url), at(table.reason), at(table.queue)]
    .filter((part) => part !== '')
    .join(' ');
}
