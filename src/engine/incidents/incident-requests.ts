import { formatStatus } from '../../knowledge/substatus.ts';
import { urlTemplate } from '../../analysis/url-template.ts';
import type { Incident } from '../../model/incident.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';
import type { FileKey } from '../../model/units.ts';
import { siteOfRow } from './log-sites.ts';
import type { StoredTrace } from '../../store/traces.ts';
import { traceRows } from '../traces/trace-rows.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** One request of an incident, as far as it is known: a trace, or a row of a log. Texts are '' where nothing is known. */
export interface IncidentRequest {
  readonly incident: Incident;
  /** Where it is known from. */
  readonly from: 'trace' | 'log' | 'httperr';
  /** Begin of the request, EpochMs; NaN for none. */
  readonly at: number;
  /** `502.3`. */
  readonly status: string;
  readonly module: string;
  readonly site: string;
  readonly pool: string;
  readonly process: string;
  readonly machine: string;
  readonly template: string;
}

type Visit = (request: IncidentRequest) => void;

/**
 * Shows every request of some incidents to `visit`, each once: the row of a traced request counts with its trace. There
 * may be millions, so nothing is kept.
 */
export function eachRequest(workspace: EngineWorkspace, incidents: readonly Incident[], visit: Visit): void {
  const traced = new Set(incidents.flatMap(({ traces }) => traces));
  const counted = new Map<FileKey, Set<number>>();
  for (const [key, { file, line }] of traceRows(workspace)) {
    if (!traced.has(key)) continue;
    const lines = counted.get(file);
    if (lines === undefined) counted.set(file, new Set([line]));
    else lines.add(line);
  }
  for (const incident of incidents) {
    eachTrace(workspace, incident, visit);
    eachLogRow(workspace, incident, counted, visit);
    eachHttpErrRow(workspace, incident, visit);
  }
}

function eachTrace(workspace: EngineWorkspace, incident: Incident, visit: Visit): void {
  for (const key of incident.traces) {
    const stored = workspace.traces.get(key);
    if (stored !== null) visit(new TracedRequest(incident, stored));
  }
}

/** Says what it is asked for: most looks at thousands of requests want one or two fields of each. */
class TracedRequest implements IncidentRequest {
  readonly incident: Incident;
  readonly from = 'trace';
  readonly #stored: StoredTrace;

  constructor(incident: Incident, stored: StoredTrace) {
    this.incident = incident;
    this.#stored = stored;
  }

  get at(): number {
    return this.#stored.trace.startedAt ?? Number.NaN;
  }

  get status(): string {
    return this.#stored.trace.request.statusCode;
  }

  get module(): string {
    return this.#stored.facts.producing?.module ?? '';
  }

  get site(): string {
    return numberText(this.#stored.trace.request.siteId);
  }

  get pool(): string {
    return this.#stored.trace.request.appPool;
  }

  get process(): string {
    return numberText(this.#stored.trace.request.processId);
  }

  get machine(): string {
    return this.#stored.trace.computer;
  }

  get template(): string {
    const known = templates.get(this.#stored);
    if (known !== undefined) return known;
    const template = urlTemplate(this.#stored.trace.request.url);
    templates.set(this.#stored, template);
    return template;
  }
}

const numberText = (value: number | null): string => (value === null ? '' : String(value));
const templates = new WeakMap<StoredTrace, string>();

function eachLogRow(
  workspace: EngineWorkspace,
  incident: Incident,
  counted: ReadonlyMap<FileKey, ReadonlySet<number>>,
  visit: Visit,
): void {
  for (const { file, rows } of incident.rows) {
    const table = workspace.side.requestLogs.find((one) => one.file === file);
    if (table === undefined) continue;
    const log: LogTexts = {
      table,
      site: siteText(workspace, table, rows[0] ?? 0),
      template: remembered((stem) => (stem < 0 ? '' : urlTemplate(table.strings.at(stem)))),
      status: remembered((both) => formatStatus(Math.floor(both / SUBS), both % SUBS)),
    };
    const lines = counted.get(file);
    for (const row of rows)
      if (lines === undefined || !lines.has(table.line[row] ?? 0)) visit(new LoggedRequest(incident, log, row));
  }
}

interface LogTexts {
  readonly table: RequestLogTable;
  readonly site: string;
  readonly template: (stem: number) => string;
  readonly status: (both: number) => string;
}

/** A row says what it is asked for, as a trace does. */
class LoggedRequest implements IncidentRequest {
  readonly incident: Incident;
  readonly from = 'log';
  readonly at: number;
  readonly #log: LogTexts;
  readonly #row: number;

  constructor(incident: Incident, log: LogTexts, row: number) {
    const { time, timeTaken } = log.table;
    this.incident = incident;
    this.at = (time[row] ?? Number.NaN) - Math.max(0, timeTaken[row] ?? 0);
    this.#log = log;
    this.#row = row;
  }

  get status(): string {
    const { status, substatus } = this.#log.table;
    return this.#log.status((status[this.#row] ?? 0) * SUBS + (substatus[this.#row] ?? 0));
  }

  get site(): string {
    return this.#log.site;
  }

  get template(): string {
    return this.#log.template(this.#log.table.stem[this.#row] ?? -1);
  }

  get module(): string {
    return '';
  }

  get pool(): string {
    return '';
  }

  get process(): string {
    return '';
  }

  get machine(): string {
    return '';
  }
}

function eachHttpErrRow(workspace: EngineWorkspace, incident: Incident, visit: Visit): void {
  for (const { file, rows } of incident.rows) {
    const table = workspace.side.httpErr.find((one) => one.file === file);
    if (table === undefined) continue;
    for (const row of rows) {
      const status = table.status[row] ?? 0;
      const site = table.siteId[row] ?? -1;
      const url = table.strings.at(table.url[row] ?? -1);
      visit({
        ...NOT_LOGGED,
        from: 'httperr',
        incident,
        at: table.time[row] ?? Number.NaN,
        status: status === 0 ? '' : String(status),
        site: site < 0 ? '' : String(site),
        pool: table.strings.at(table.queue[row] ?? -1),
        template: url === '' ? '' : urlTemplate(url),
      });
    }
  }
}

/** More than any sub-status. */
const SUBS = 0x10000;

function remembered(make: (index: number) => string): (index: number) => string {
  const known = new Map<number, string>();
  return (index) => {
    let text = known.get(index);
    if (text === undefined) {
      text = make(index);
      known.set(index, text);
    }
    return text;
  };
}

/** What HTTPERR has no field for. */
const NOT_LOGGED = { module: '', process: '', machine: '' } as const;

/** `1`, or the name of a site that has no number; '' for a log of which nothing is known. */
function siteText(workspace: EngineWorkspace, table: RequestLogTable, row: number): string {
  const key = siteOfRow(workspace, table, row);
  return key.startsWith('file:') ? '' : key.replace(/^#|^name:/, '');
}
