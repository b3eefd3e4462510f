import { escapeXml, xmlAttributes } from '../base/xml.ts';
import { PROVIDERS, WWW_AREAS } from './areas.ts';

/** A rule of `traceFailedRequests`: which requests are traced, and what of them. */
export interface TracingRuleSpec {
  /** `*`, `*.aspx`, `api/reports`. */
  readonly path: string;
  /** `400-599`, `502.3,500`; '' for none. */
  readonly statusCodes: string;
  /** `00:00:30`; '' for none. */
  readonly timeTaken: string;
  readonly providers: readonly {
    readonly name: string;
    readonly areas: readonly string[];
    readonly verbosity: string;
  }[];
}

/** How much a site keeps of its traces. */
export interface SiteTracing {
  readonly maxLogFiles: number;
  readonly maxLogFileSizeKB: number;
}

/** Unless a site says otherwise; the oldest files go first. Source: iis-frt-site. */
export const SITE_TRACING: SiteTracing = { maxLogFiles: 50, maxLogFileSizeKB: 1024 };

const WWW_SERVER = 'WWW Server';

/** Areas of WWW Server that a rule names to see the whole pipeline and ANCM; iisnode only where it is installed. */
export const FULL_AREAS: readonly string[] = (PROVIDERS[0]?.areas ?? []).filter((area) => area !== 'IISNODE');

/** A rule that records everything that bears on a failure of ANCM. */
export function fullRule(
  path: string,
  statusCodes: string,
  timeTaken: string,
  areas: readonly string[] = FULL_AREAS,
): TracingRuleSpec {
  return { path, statusCodes, timeTaken, providers: [{ name: WWW_SERVER, areas, verbosity: 'Verbose' }] };
}

/** The `add` element of a rule, indented by so many blanks. */
export function tracingRuleXml(rule: TracingRuleSpec, indent = 0): string {
  const pad = ' '.repeat(indent);
  const failure = xmlAttributes([
    ['statusCodes', rule.statusCodes === '' ? null : rule.statusCodes],
    ['timeTaken', rule.timeTaken === '' ? null : rule.timeTaken],
  ]);
  const providers = rule.providers.map(
    ({ name, areas, verbosity }) =>
      `${pad}    <add${xmlAttributes([
        ['provider', name],
        ['areas', areas.length === 0 ? null : areas.join(',')],
        ['verbosity', verbosity],
      ])} />`,
  );
  return [
    `${pad}<add path="${escapeXml(rule.path)}">`,
    `${pad}  <traceAreas>`,
    ...providers,
    `${pad}  </traceAreas>`,
    `${pad}  <failureDefinitions${failure} />`,
    `${pad}</add>`,
  ].join('\n');
}

/** What registers the area of ANCM on a server whose hosting bundle did not: goes into applicationHost.config. */
export const ANCM_AREA_XML: string = `<add name="ANCM" value="${WWW_AREAS.find((area) => area.name === 'ANCM')?.flag ?? 0}" />`;

/** `502` is in `400-599`, `502.3` is in `502`, in `502.3` and in the range, never in `502.5`. */
export function statusCodesCover(statusCodes: string, status: number, subStatus: number): boolean {
  return statusCodes.split(',').some((part) => {
    const match = /^\s*(\d{3})(?:\.(\d{1,4})|-(\d{3}))?\s*$/.exec(part);
    if (!match) return false;
    const from = Number(match[1]);
    if (match[3] !== undefined) return status >= from && status <= Number(match[3]);
    return status === from && (match[2] === undefined || Number(match[2]) === subStatus);
  });
}
