import { literalValue } from '../../query/print.ts';
import type { Facet, FacetId, FacetValue, OverviewQuery } from '../questions/overview.ts';
import type { IncidentRequest } from './incident-requests.ts';

/** Values of one facet that are listed; the rest is counted. */
const MOST_VALUES = 8;
const HOUR = 3_600_000;

/** Facets in the order shown, each with the field of the filter of `Requests` that finds its value. */
const FIELDS: readonly (readonly [FacetId, string, (request: IncidentRequest) => string])[] = [
  ['cause', 'cause', ({ incident }) => incident.cause],
  ['status', 'status', ({ status }) => status],
  ['template', 'template', ({ template }) => template],
  ['module', 'module', ({ module }) => module],
  ['pool', 'pool', ({ pool }) => pool],
  ['process', 'pid', ({ process }) => process],
  ['machine', 'computer', ({ machine }) => machine],
  ['site', 'site', ({ site }) => site],
  ['hour', 'start', ({ at }) => (Number.isNaN(at) ? '' : hourText(Math.floor(at / HOUR) * HOUR))],
];

/** Requests come in order of time, mostly: the hour of one is that of the one before. */
let lastHour = { hour: 0, text: '0' };

function hourText(hour: number): string {
  if (lastHour.hour !== hour) lastHour = { hour, text: String(hour) };
  return lastHour.text;
}

interface Counts {
  requests: number;
  traces: number;
  rows: number;
}

/** Counts requests by what they have in common. */
export class FacetCounter {
  readonly #query: OverviewQuery;
  readonly #counts = FIELDS.map(() => new Map<string, Counts>());

  constructor(query: OverviewQuery) {
    this.#query = query;
  }

  add(request: IncidentRequest): void {
    FIELDS.forEach(([, , of], k) => {
      const value = of(request);
      if (value === '') return;
      const known = this.#counts[k]?.get(value);
      const counts = known ?? { requests: 0, traces: 0, rows: 0 };
      if (known === undefined) this.#counts[k]?.set(value, counts);
      counts.requests += 1;
      if (request.from === 'trace') counts.traces += 1;
      if (request.from === 'log') counts.rows += 1;
    });
  }

  finish(): readonly Facet[] {
    return FIELDS.flatMap(([id, field], k): readonly Facet[] => {
      const all = [...(this.#counts[k] ?? [])].toSorted((a, b) => order(id, a, b));
      if (all.length === 0) return [];
      const values = all.slice(0, MOST_VALUES).map(([value, counts]): FacetValue => ({
        value,
        ...counts,
        filter: counts.traces === 0 ? null : this.#filter(id, field, value),
        logFilter: counts.rows === 0 ? null : logFilter(id, value),
      }));
      return [{ id, values, others: all.length - values.length }];
    });
  }

  /** The filter of `Requests` that leaves the traces of one value, within what the overview is narrowed to. */
  #filter(id: FacetId, field: string, value: string): string {
    const { range, cause } = this.#query;
    const hour = id === 'hour' ? { from: Number(value), to: Number(value) + HOUR } : null;
    const time = hour ?? range;
    return [
      ...(hour === null
        ? [`${field}${id === 'status' || id === 'process' || id === 'site' ? ':' : '='}${literalValue(value)}`]
        : []),
      // Only requests with a verdict are counted here.
      ...(id === 'cause' ? [] : [`cause${cause === null ? ':*' : `=${cause}`}`]),
      ...(time === null ? [] : [`start:${stamp(time.from)}..${stamp(time.to - 1)}`]),
    ].join(' ');
  }
}

/** The filter of `Log rows` for a value; null where a log has no such field, or folding has changed the value. */
function logFilter(id: FacetId, value: string): string | null {
  if (id === 'status') return `status:${value}`;
  // Only rows that tell of a failure are counted here.
  return id === 'template' && !/[{}…]/.test(value) ? `url=${literalValue(value)} status:4xx,5xx` : null;
}

/** `2026-03-12T14:18:05.000`, as filters take it. */
const stamp = (instant: number): string =>
  Math.abs(instant) <= 8.64e15 ? new Date(instant).toISOString().slice(0, 23) : '';

function order(id: FacetId, a: readonly [string, Counts], b: readonly [string, Counts]): number {
  return id === 'hour' ? Number(a[0]) - Number(b[0]) : b[1].requests - a[1].requests || (a[0] < b[0] ? -1 : 1);
}
