import { greatestOf, leastOf } from '../base/extent.ts';
import { ancmVersion } from '../knowledge/ancm.ts';
import { urlParts } from '../base/url.ts';
import type { RequestLogTable } from '../model/requestlog.ts';
import type { AppLogEntry, ConfigFile, EventLogRecord, HttpErrTable, StdoutLog } from '../model/sidefiles.ts';
import { epochMs, rowIx, type EpochMs, type FileKey, type RowIx } from '../model/units.ts';
import { failedAt } from './incident-context.ts';
import {
  configBelongs,
  httpErrBelongs,
  machine,
  NO_EVENT_FILE,
  recordBelongs,
  rowBelongs,
  stdoutBelongs,
  type EventFile,
  type Owner,
} from './narrow/belongs.ts';
import { eventFiles } from './narrow/event-files.ts';
import { isKuduSite, siteParts } from './narrow/site-parts.ts';
import { siteKey, Sites } from './narrow/sites.ts';
import { between, byTime, nearest } from './narrow/sorted.ts';
import type { RuleInputs, TraceInput } from './rule.ts';
import { isModuleRecord } from './side/events.ts';
import { cutByFrontEnd } from './side/rows.ts';

/** Everything that is open in the workspace. */
export interface Loaded {
  readonly traces: readonly TraceInput[];
  readonly requestLogs: readonly RequestLogTable[];
  readonly httpErr: readonly HttpErrTable[];
  readonly eventLog: readonly EventLogRecord[];
  readonly stdout: readonly StdoutLog[];
  readonly appLog: readonly AppLogEntry[];
  readonly config: readonly ConfigFile[];
}

/** Rows that make up an incident without a trace. */
export interface RowSubject {
  readonly logRows: RuleInputs['logRows'];
  readonly httpErr: RuleInputs['httpErr'];
}

/** A cause may be on record long before (a file left behind), its echo shortly after. */
const RECORDS_BEFORE_MS = 30 * 60_000;
const RECORDS_AFTER_MS = 120_000;
const ROWS_AROUND_MS = 60_000;
/** Telling rows of a busy log within a minute or two are alike: the nearest say what all would. */
const ROWS_AROUND_MOST = 2_000;
const TRACES_AROUND_MS = 120_000;
/** Enough to tell a process from an action; more would make the cost of a crowd grow with its square. */
const TRACES_AROUND_MOST = 200;
/** A stdout file of a start is made while the request waits; one of an older start is still being written. */
const STARTED_AFTER_MS = 15_000;

/**
 * Narrows what is loaded to what belongs to one trace or one incident: same machine, site, process and time. A side
 * file of another site or day never reaches a rule. Built once for a workspace, asked once for each trace.
 */
export class InputIndex {
  readonly #loaded: Loaded;
  readonly #eventFiles: ReadonlyMap<FileKey, EventFile>;
  readonly #records: readonly EventLogRecord[];
  readonly #recordTimes: Float64Array;
  readonly #entries: readonly AppLogEntry[];
  readonly #entryTimes: Float64Array;
  readonly #logs: readonly TimedTable<RequestLogTable>[];
  readonly #httpErr: readonly TimedTable<HttpErrTable>[];
  readonly #pools: ReadonlyMap<string, { readonly traces: readonly TraceInput[]; readonly times: Float64Array }>;
  readonly #sites: Sites;

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
    this.#eventFiles = eventFiles(loaded.eventLog, loaded.traces, loaded.stdout);
    this.#records = byTime(loaded.eventLog, (record) => record.time);
    this.#recordTimes = Float64Array.from(this.#records, (record) => record.time ?? Number.NaN);
    this.#entries = byTime(loaded.appLog, (entry) => entry.time);
    this.#entryTimes = Float64Array.from(this.#entries, (entry) => entry.time ?? Number.NaN);
    this.#sites = new Sites(loaded.traces, loaded.requestLogs);
    this.#logs = loaded.requestLogs.flatMap((table) => this.#partsOf(table));
    this.#httpErr = loaded.httpErr.map((table) => timed(table, null, () => true));
    this.#pools = pools(loaded.traces);
  }

  /** The telling rows of a log, by site where it holds several. */
  #partsOf(table: RequestLogTable): readonly TimedTable<RequestLogTable>[] {
    if (siteParts(table) === null) {
      return [timed(table, this.#sites.ofLog(table), (row) => isTelling(table, row))];
    }
    return this.#sites
      .sitesOf(table)
      .map((site) => timed(table, site, (row) => isTelling(table, row) && this.#sites.ofRow(table, row) === site));
  }

  /** Inputs for the verdict on one trace. */
  forTrace(trace: TraceInput): RuleInputs {
    const owner = ownerOf(trace);
    const start = trace.trace.startedAt;
    const site = siteKey(owner.siteId);
    const config = this.#config(owner, site, trace.facts.moduleName ?? '');
    if (start === null) return { ...NOTHING, trace, config, stdout: this.#sites.only(site) ? this.#loaded.stdout : [] };
    const end = start + Math.max(trace.trace.observed, trace.trace.reported ?? 0);
    const window = { from: epochMs(start - RECORDS_BEFORE_MS), to: epochMs(end + RECORDS_AFTER_MS) };
    return {
      trace,
      otherTraces: this.#others(trace),
      ...this.#sideFiles(owner, site, window, end),
      logRows: this.#rows(owner, site, start - ROWS_AROUND_MS, end + ROWS_AROUND_MS),
      httpErr: this.#reasons(owner, start - ROWS_AROUND_MS, end + ROWS_AROUND_MS),
      config,
      window,
    };
  }

  /** Inputs for an incident that has rows and no trace. */
  forRows(subject: RowSubject): RuleInputs {
    const times = [...timesOf(subject.logRows), ...timesOf(subject.httpErr)].filter((time) => !Number.isNaN(time));
    const { site, siteId } = this.#siteOf(subject);
    const owner: Owner = { siteId, appPool: '', processId: null, computer: '', host: '', physicalPath: '' };
    const config = this.#config(owner, site, '');
    if (times.length === 0) return { ...NOTHING, ...subject, config };
    const from = leastOf(times);
    const to = greatestOf(times);
    const window = { from: epochMs(from - RECORDS_BEFORE_MS), to: epochMs(to + RECORDS_AFTER_MS) };
    const rowsAround =
      site === null
        ? this.#rowsOfSameLogs(subject, from - ROWS_AROUND_MS, to + ROWS_AROUND_MS)
        : this.#rows(owner, site, from - ROWS_AROUND_MS, to + ROWS_AROUND_MS);
    const side = this.#sideFiles(owner, site, window, to);
    return { trace: null, otherTraces: NONE, ...side, ...subject, rowsAround, config, window };
  }

  /** Site of an incident of rows: that of its log, or the one that HTTPERR names. */
  #siteOf(subject: RowSubject): { readonly site: string | null; readonly siteId: number | null } {
    const keys = subject.logRows.map(({ table, rows }) => this.#sites.ofRow(table, rows[0] ?? 0));
    const site = keys.find((key) => key !== null) ?? siteKey(siteOfRows(subject));
    return { site, siteId: site?.startsWith('#') === true ? Number(site.slice(1)) : null };
  }

  /**
   * Inputs for side files that no trace and no row belongs to: an event log or a stdout log alone. `around`: the part of
   * them that is asked about; null: all.
   */
  forSideFiles(around: { readonly from: number; readonly to: number } | null = null): RuleInputs {
    const { config } = this.#loaded;
    const [from, to] =
      around === null ? [-Infinity, Infinity] : [around.from - RECORDS_BEFORE_MS, around.to + RECORDS_AFTER_MS];
    const within = ({ time }: { readonly time: number | null }): boolean =>
      around === null || (time !== null && time >= from && time <= to);
    const eventLog = this.#loaded.eventLog.filter(within);
    const appLog = this.#loaded.appLog.filter(within);
    const stdout = this.#loaded.stdout.filter(
      ({ startedAt }) => startedAt === null || (startedAt >= from && startedAt <= to),
    );
    const times = [...eventLog, ...appLog].flatMap(({ time }) => time ?? []).toSorted((a, b) => a - b);
    const first = times[0];
    const last = times.at(-1);
    const window = first === undefined || last === undefined ? null : { from: first, to: last };
    return { ...NOTHING, eventLog, stdout, appLog, config, window };
  }

  #sideFiles(
    owner: Owner,
    site: string | null,
    window: { from: EpochMs; to: EpochMs },
    end: number,
  ): Pick<RuleInputs, 'eventLog' | 'appLog' | 'stdout'> {
    if (site !== null && isKuduSite(site)) return { eventLog: NONE, appLog: NONE, stdout: NONE };
    // Nobody says whose rows these are and files of several sites are open: any of them may be foreign.
    if (site === null && !this.#sites.only(null)) return { eventLog: NONE, appLog: NONE, stdout: NONE };
    const eventLog = between(this.#records, this.#recordTimes, window.from, window.to).filter((record) =>
      recordBelongs(record, this.#eventFiles.get(record.file) ?? NO_EVENT_FILE, owner),
    );
    return {
      eventLog,
      appLog: between(this.#entries, this.#entryTimes, window.from, window.to).filter(
        (entry) => entry.processId === null || owner.processId === null || entry.processId === owner.processId,
      ),
      stdout: this.#stdout(owner, site, window.from, end, processesOf(eventLog)),
    };
  }

  /** Files of the process: those of starts within the window, and the one that was open before. */
  #stdout(
    owner: Owner,
    site: string | null,
    from: number,
    end: number,
    recorded: ReadonlySet<number>,
  ): readonly StdoutLog[] {
    const alone = this.#sites.only(site);
    const own = this.#loaded.stdout.filter((log) => stdoutBelongs(log, owner, alone, recorded));
    const begun = own.filter((log) => log.startedAt === null || log.startedAt <= end + STARTED_AFTER_MS);
    const latest = begun.reduce(
      (max, log) => Math.max(max, log.startedAt ?? Number.NEGATIVE_INFINITY),
      Number.NEGATIVE_INFINITY,
    );
    return begun.filter((log) => log.startedAt === null || log.startedAt === latest || log.startedAt >= from);
  }

  #rows(owner: Owner, wanted: string | null, from: number, to: number): RuleInputs['logRows'] {
    return this.#logs.flatMap(({ table, rows, times, site }) => {
      if (site !== null && wanted !== null && site !== wanted) return [];
      const inside = nearest(rows, times, { from, to, at: to - ROWS_AROUND_MS }, ROWS_AROUND_MOST).filter(
        (row) => site !== null || rowBelongs(table, row, owner),
      );
      return inside.length === 0 ? [] : [{ table, rows: inside }];
    });
  }

  /** Where no log says whose it is: the rows around in the same log are of the same site all the same. */
  #rowsOfSameLogs(subject: RowSubject, from: number, to: number): RuleInputs['logRows'] {
    return subject.logRows.map(({ table, rows }) => {
      const log = this.#logs.find((one) => one.table === table);
      return { table, rows: log === undefined ? rows : between(log.rows, log.times, from, to) };
    });
  }

  #reasons(owner: Owner, from: number, to: number): RuleInputs['httpErr'] {
    return this.#httpErr.flatMap(({ table, rows, times }) => {
      const inside = nearest(rows, times, { from, to, at: to - ROWS_AROUND_MS }, ROWS_AROUND_MOST).filter((row) =>
        httpErrBelongs(table, row, owner),
      );
      return inside.length === 0 ? [] : [{ table, rows: inside }];
    });
  }

  #others(trace: TraceInput): readonly TraceInput[] {
    const pool = this.#pools.get(poolKey(trace));
    const at = failedAt(trace);
    if (pool === undefined || pool.traces.length < 2 || Number.isNaN(at)) return NONE;
    const window = { from: at - TRACES_AROUND_MS, to: at + TRACES_AROUND_MS, at };
    return nearest(pool.traces, pool.times, window, TRACES_AROUND_MOST).filter((other) => other !== trace);
  }

  #config(owner: Owner, site: string | null, module: string): readonly ConfigFile[] {
    const { config } = this.#loaded;
    if (config.length === 0) return NONE;
    const alone = this.#sites.only(site) && config.filter((file) => file.kind === 'web.config').length <= 1;
    return config.filter((file) => {
      // A handler of the other generation cannot have served this request.
      const other = file.handlers.find((handler) => ancmVersion(handler.modules) !== null);
      if (file.kind === 'web.config' && other !== undefined && module !== '' && other.modules !== module) return false;
      return configBelongs(file, owner, alone);
    });
  }
}

const NONE: readonly never[] = [];
const NOTHING: RuleInputs = {
  trace: null,
  otherTraces: NONE,
  logRows: NONE,
  httpErr: NONE,
  eventLog: NONE,
  stdout: NONE,
  appLog: NONE,
  config: NONE,
  window: null,
};

interface TimedTable<Table> {
  readonly table: Table;
  readonly rows: readonly RowIx[];
  readonly times: Float64Array;
  /** Key of the site, null where the log does not say. */
  readonly site: string | null;
}

/** Rows that a rule may want, in order of time. */
function timed<Table extends { readonly length: number; readonly time: Float64Array }>(
  table: Table,
  site: string | null,
  wanted: (row: number) => boolean,
): TimedTable<Table> {
  const rows: RowIx[] = [];
  for (let row = 0; row < table.length; row++) if (wanted(row) && !Number.isNaN(table.time[row])) rows.push(rowIx(row));
  const sorted = byTime(rows, (row) => table.time[row] ?? null);
  return { table, rows: sorted, times: Float64Array.from(sorted, (row) => table.time[row] ?? Number.NaN), site };
}

const isTelling = (table: RequestLogTable, row: number): boolean =>
  (table.status[row] ?? 0) >= 400 || cutByFrontEnd(table, row);

function pools(
  traces: readonly TraceInput[],
): ReadonlyMap<string, { traces: readonly TraceInput[]; times: Float64Array }> {
  const groups = new Map<string, TraceInput[]>();
  for (const trace of traces) {
    if (Number.isNaN(failedAt(trace))) continue;
    const key = poolKey(trace);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [trace]);
    else known.push(trace);
  }
  return new Map(
    [...groups].map(([key, list]) => {
      const sorted = byTime(list, failedAt);
      return [key, { traces: sorted, times: Float64Array.from(sorted, failedAt) }];
    }),
  );
}

const poolKey = ({ trace }: TraceInput): string =>
  `${machine(trace.computer)}|${trace.request.siteId ?? ''}|${trace.request.appPool.toLowerCase()}`;

function ownerOf({ trace, facts }: TraceInput): Owner {
  const { siteId, appPool, processId, url } = trace.request;
  const { host } = urlParts(url);
  return { siteId, appPool, processId, computer: trace.computer, host, physicalPath: facts.physicalPath };
}

/** Worker processes that the module's records of the site name. */
function processesOf(records: readonly EventLogRecord[]): ReadonlySet<number> {
  return new Set(
    records.flatMap((record) => (isModuleRecord(record) && record.processId !== null ? [record.processId] : [])),
  );
}

function* timesOf(groups: RuleInputs['logRows'] | RuleInputs['httpErr']): Iterable<number> {
  for (const { table, rows } of groups) for (const row of rows) yield table.time[row] ?? Number.NaN;
}

function siteOfRows({ httpErr }: RowSubject): number | null {
  for (const { table, rows } of httpErr) {
    const site = rows.map((row) => table.siteId[row] ?? -1).find((id) => id >= 0);
    if (site !== undefined) return site;
  }
  return null;
}
