import { formatStatus } from '../../knowledge/substatus.ts';
import { urlTemplate } from '../../analysis/url-template.ts';
import type { Incident } from '../../model/incident.ts';
import type { FileKey } from '../../model/units.ts';
import { logSites } from './log-sites.ts';
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
  const counted = new Set<string>();
  for (const [key, { file, line }] of traceRows(workspace)) if (traced.has(key)) counted.add(`${line} ${file}`);
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

function eachLogRow(workspace: EngineWorkspace, incident: Incident, counted: ReadonlySet<string>, visit: Visit): void {
  for (const { file, rows } of incident.rows) {
    const table = workspace.side.requestLogs.find((one) => one.file === file);
    if (table === undefined) continue;
    const template = remembered((stem) => (stem < 0 ? '' : urlTemplate(table.strings.at(stem))));
    const status = remembered((both) => formatStatus(Math.floor(both / SUBS), both % SUBS));
    const site = siteText(workspace, file);
    for (const row of rows) {
      if (counted.size > 0 && counted.has(`${table.line[row] ?? 0} ${file}`)) continue;
      visit({
        ...NOT_LOGGED,
        from: 'log',
        incident,
        at: (table.time[row] ?? Number.NaN) - Math.max(0, table.timeTaken[row] ?? 0),
        status: status((table.status[row] ?? 0) * SUBS + (table.substatus[row] ?? 0)),
        site,
        template: template(table.stem[row] ?? -1),
      });
    }
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

/** What neither log has a field for. */
const NOT_LOGGED = { module: '', pool: '', process: '', machine: '' } as const;

/** `1`, or the name of a site that has no number; '' for a log of which nothing is known. */
function siteText(workspace: EngineWorkspace, file: FileKey): string {
  const key = logSites(workspace).get(file) ?? '';
  return key.startsWith('file:') ? '' : key.replace(/^#|^name:/, '');
}
