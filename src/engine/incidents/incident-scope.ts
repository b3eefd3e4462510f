import type { StoryInputs, StoryStdout } from '../../analysis/story/inputs.ts';
import { httpErrBelongs, NO_EVENT_FILE, recordBelongs, type Owner } from '../../diagnosis/narrow/belongs.ts';
import { eventFiles } from '../../diagnosis/narrow/event-files.ts';
import { startWithin } from '../../formats/stdout/name.ts';
import { isKuduSite } from '../../diagnosis/narrow/site-parts.ts';
import { siteKey, Sites } from '../../diagnosis/narrow/sites.ts';
import { cluesOfStdout, type ClueKind } from '../../diagnosis/side/clues.ts';
import type { Incident } from '../../model/incident.ts';
import type { HttpErrTable, StdoutLog } from '../../model/sidefiles.ts';
import { epochMs, rowIx, type FileKey } from '../../model/units.ts';
import type { StoredTrace } from '../../store/traces.ts';
import { currentIncidents } from './incidents-api.ts';
import { siteOfRow } from './log-sites.ts';
import { storyLogs } from './story-logs.ts';
import { storyTrace } from './story-trace.ts';
import { traceRows } from '../traces/trace-rows.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Incidents of one application with no longer pause between them are one episode. */
const PAUSE = 15 * 60_000;
/** What lies so long before and after belongs to the story: what was done, and what was done about it. */
const AROUND = 15 * 60_000;
/** A stdout log is made by the start that the rows around it tell of. */
const SAME_START = 15_000;

/** Everything that belongs to one incident's application and time. */
export interface IncidentScope {
  /** Incidents of the same application and time, earliest first; the one asked for among them. */
  readonly episode: readonly Incident[];
  readonly inputs: StoryInputs;
}

/** Narrows what is loaded to the application and the time of an incident. */
export function scopeOf(workspace: EngineWorkspace, incident: Incident): IncidentScope {
  const applications = new Applications(workspace);
  const mine = applications.of(incident);
  const all = currentIncidents(workspace).filter((other) => other === incident || shares(mine, applications.of(other)));
  const episode = chained(incident, all);
  const from = Math.min(...episode.map((one) => one.from ?? Infinity));
  const to = Math.max(...episode.map((one) => one.to ?? one.from ?? -Infinity));
  const window =
    Number.isFinite(from) && Number.isFinite(to)
      ? { from: epochMs(from - AROUND), to: epochMs(to + AROUND) }
      : { from: epochMs(0), to: epochMs(0) };
  const also = ownLines(workspace, incident);
  return { episode, inputs: { window, also, ...applications.filesOf(mine, episode, window) } };
}

/** Lines of the incident's own rows: a request that is refused as too large is no failure of the server, and its story. */
function ownLines({ side }: EngineWorkspace, incident: Incident): StoryInputs['also'] {
  const lines = new Map<FileKey, Set<number>>();
  for (const { file, rows } of incident.rows) {
    const table = side.requestLogs.find((one) => one.file === file);
    for (const row of table === undefined ? [] : rows) {
      if ((table?.status[row] ?? 0) >= 500) continue;
      const known = lines.get(file) ?? new Set<number>();
      lines.set(file, known.add(table?.line[row] ?? 0));
    }
  }
  return lines;
}

const shares = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((key) => b.has(key));

/** The incidents that hang together with one in time, over others if need be. */
function chained(incident: Incident, all: readonly Incident[]): readonly Incident[] {
  const chain = new Set([incident]);
  for (let grown = true; grown;) {
    grown = false;
    for (const other of all) {
      if (chain.has(other) || ![...chain].some((one) => near(one, other))) continue;
      chain.add(other);
      grown = true;
    }
  }
  return all.filter((one) => chain.has(one));
}

function near(a: Incident, b: Incident): boolean {
  if (a.from === null || b.from === null) return false;
  return a.from <= (b.to ?? b.from) + PAUSE && b.from <= (a.to ?? a.from) + PAUSE;
}

/** Which application each file, trace and incident is of, by keys: see `logSites`. */
class Applications {
  readonly #workspace: EngineWorkspace;
  readonly #sites: Sites;

  constructor(workspace: EngineWorkspace) {
    this.#workspace = workspace;
    const { traces, side } = workspace;
    this.#sites = new Sites(traces.all(), side.requestLogs);
  }

  of(incident: Incident): ReadonlySet<string> {
    const keys = new Set<string>();
    for (const key of incident.traces) {
      const site = siteKey(this.#workspace.traces.get(key)?.trace.request.siteId ?? null);
      if (site !== null) keys.add(site);
    }
    for (const { file, rows } of incident.rows) {
      const log = this.#workspace.side.requestLogs.find((one) => one.file === file);
      if (log !== undefined) keys.add(siteOfRow(this.#workspace, log, rows[0] ?? 0));
      const table = this.#workspace.side.httpErr.find((one) => one.file === file);
      for (const row of table === undefined ? [] : rows) {
        const site = table?.siteId[row] ?? -1;
        if (site >= 0) keys.add(`#${site}`);
      }
    }
    return keys;
  }

  filesOf(
    keys: ReadonlySet<string>,
    episode: readonly Incident[],
    window: StoryInputs['window'],
  ): Omit<StoryInputs, 'window' | 'also'> {
    const { traces, side, files } = this.#workspace;
    const paths = new Map(files.all().map(({ file }) => [file.key, file.path]));
    const own = traces
      .all()
      .filter(({ trace }) => keys.has(siteKey(trace.request.siteId) ?? '') || inEpisode(trace.key, episode));
    const site = [...keys].find((key) => key.startsWith('#'));
    const first = own.at(0);
    const owner: Owner = {
      siteId: site === undefined ? null : Number(site.slice(1)),
      appPool: first?.trace.request.appPool ?? episode.flatMap(({ pools }) => pools).at(0) ?? '',
      processId: null,
      computer: first?.trace.computer ?? episode.flatMap(({ computers }) => computers).at(0) ?? '',
      host: '',
      physicalPath: first?.facts.physicalPath ?? '',
    };
    const recordFiles = eventFiles(side.eventLog, traces.all(), side.stdout);
    // What processes and services tell is of the application, and not of the site in which Kudu runs beside it.
    const kudu = keys.size > 0 && [...keys].every(isKuduSite);
    const eventLog = (kudu ? [] : side.eventLog)
      .filter((record) => recordBelongs(record, recordFiles.get(record.file) ?? NO_EVENT_FILE, owner))
      .map((record) => ({ record, path: paths.get(record.file) ?? '' }));
    const rows = traceRows(this.#workspace);
    const pids = new Set([
      ...own.flatMap(({ trace }) => trace.request.processId ?? []),
      ...eventLog.flatMap(({ record }) => record.processId ?? []),
    ]);
    const begun = startsOf(episode);
    const belongs = (log: StdoutLog): boolean =>
      this.#sites.only(site ?? null) ||
      (log.processId !== null && pids.has(log.processId)) ||
      begun.some((at) => log.startedAt !== null && Math.abs(log.startedAt - at) <= SAME_START);
    return {
      ...storyLogs(this.#workspace, (table, row) => keys.has(siteOfRow(this.#workspace, table, row)), window),
      httpErr: side.httpErr
        .map((table) => ({ table, rows: rowsOf(table, owner) }))
        .filter(({ rows }) => rows.length > 0),
      eventLog,
      stdout: kudu ? [] : side.stdout.filter(belongs).map((log) => storyStdout(log, window)),
      traces: own.flatMap((stored) => storyTrace(stored, rows.get(stored.trace.key) ?? null)),
    };
  }
}

const inEpisode = (key: StoredTrace['trace']['key'], episode: readonly Incident[]): boolean =>
  episode.some(({ traces }) => traces.includes(key));

const startsOf = (episode: readonly Incident[]): readonly number[] => episode.flatMap(({ from }) => from ?? []);

/** A row that names a site is of no application that has only a name, as those of App Service do. */
function rowsOf(table: HttpErrTable, owner: Owner) {
  const named = (row: number): boolean => (table.siteId[row] ?? -1) >= 0;
  return Array.from({ length: table.length }, (_, row) => rowIx(row)).filter(
    (row) => httpErrBelongs(table, row, owner) && (owner.siteId !== null || !named(row)),
  );
}

const SIGNS: ReadonlyMap<ClueKind, StoryStdout['telling'][number]['sign']> = new Map([
  ['listening', 'listening'],
  ['started', 'listening'],
  ['heartbeat', 'heartbeat'],
  ['unhandled', 'crashed'],
  ['framework-missing', 'crashed'],
  ['sdk-commands', 'crashed'],
  ['runtime-config', 'crashed'],
  ['bad-image', 'crashed'],
  ['host-missing', 'crashed'],
  ['bind-failed', 'crashed'],
  ['stack-overflow', 'crashed'],
  ['out-of-memory', 'crashed'],
  ['assembly-missing', 'error'],
  ['exception', 'error'],
]);

function storyStdout(log: StdoutLog, { from, to }: StoryInputs['window']): StoryStdout {
  return {
    file: log.file,
    path: log.path,
    // Names without padding can mean several instants: the one that lies in the story is taken.
    startedAt: log.startedAt ?? startWithin(log.path, from, to),
    processId: log.processId,
    telling: cluesOfStdout(log).flatMap(({ kind, line, text }) => {
      const sign = SIGNS.get(kind);
      return sign === undefined ? [] : [{ line, text, sign }];
    }),
  };
}
