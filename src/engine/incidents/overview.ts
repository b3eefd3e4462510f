import { bucketsFor, MOST_BUCKETS, type Buckets } from '../../analysis/histogram.ts';
import type { Incident } from '../../model/incident.ts';
import { epochMs, type IncidentId } from '../../model/units.ts';
import type { Cause } from '../../model/verdict.ts';
import type { CauseCount, IncidentCard, Overview, OverviewQuery } from '../questions/overview.ts';
import { hasFailed } from '../traces/failing.ts';
import { FacetCounter } from './facets.ts';
import { currentIncidents } from './incidents-api.ts';
import { eachRequest, type IncidentRequest } from './incident-requests.ts';
import { slowestRequests } from './slowest.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Columns of `Failures over time`: wide enough to be hit with a pointer. */
const COLUMNS = 60;
/** Points of a spark line. */
const SPARK = 40;

/** What went wrong in everything that is loaded, narrowed to a stretch of time and a cause. */
export function overview(workspace: EngineWorkspace, { range, cause }: OverviewQuery): Overview {
  const incidents = currentIncidents(workspace);
  const causes = rankedCauses(incidents);
  const times = timeRange(workspace, incidents);
  // All causes together draw no more points than a chart may have.
  const columns = Math.min(COLUMNS, Math.max(12, Math.floor(MOST_BUCKETS / Math.max(1, causes.length))));
  const buckets = times === null ? null : bucketsFor(times.from, times.to, columns);
  const sparks = times === null ? null : bucketsFor(times.from, times.to, SPARK);

  const overTime = causes.map((key) => ({ key, counts: new Uint32Array(buckets?.length ?? 0) }));
  const byIncident = new Map(incidents.map(({ id }) => [id, new Tally(sparks?.length ?? 0)]));
  const byCause = new Map<Cause, number>();
  const facets = new FacetCounter({ range, cause });
  let total = 0;
  let matching = 0;
  eachRequest(workspace, incidents, (request) => {
    total += 1;
    const { incident, at } = request;
    const column = overTime[causes.indexOf(incident.cause)]?.counts;
    add(column, buckets, at);
    if (range !== null && !(at >= range.from && at < range.to)) return;
    byCause.set(incident.cause, (byCause.get(incident.cause) ?? 0) + 1);
    if (cause !== null && incident.cause !== cause) return;
    matching += 1;
    const tally = byIncident.get(incident.id);
    if (tally !== undefined) {
      tally.add(request);
      add(tally.spark, sparks, at);
    }
    facets.add(request);
  });

  const failing = workspace.traces.all().filter(hasFailed).length;
  const withRows = incidents.some(({ rows }) => rows.length > 0);
  return {
    revision: workspace.revision.number,
    total,
    matching,
    nothingFailed: failing === 0 && !withRows,
    overTime: buckets === null ? null : { ...buckets, series: overTime, total },
    byCause: causes
      .map((key): CauseCount => ({ cause: key, requests: byCause.get(key) ?? 0, incidents: countOf(incidents, key) }))
      .filter((count) => count.requests > 0 || times === null),
    incidents: cards(workspace, incidents, byIncident, range !== null || cause !== null),
    facets: facets.finish(),
    slowest: failing === 0 && !withRows ? slowestRequests(workspace) : [],
  };
}

/** What the requests of one incident have, as far as the overview is not narrowed away from them. */
class Tally {
  requests = 0;
  readonly spark: Uint32Array;
  readonly #values = {
    template: new Map<string, number>(),
    pool: new Map<string, number>(),
    process: new Map<string, number>(),
    machine: new Map<string, number>(),
  };

  constructor(length: number) {
    this.spark = new Uint32Array(length);
  }

  add(request: IncidentRequest): void {
    this.requests += 1;
    for (const key of ['template', 'pool', 'process', 'machine'] as const) countValue(this.#values[key], request[key]);
  }

  /** The most frequent first. */
  get lists(): Pick<IncidentCard, 'urls' | 'pools' | 'processes' | 'computers'> {
    return {
      urls: mostFrequent(this.#values.template),
      pools: mostFrequent(this.#values.pool),
      processes: mostFrequent(this.#values.process).map(Number),
      computers: mostFrequent(this.#values.machine),
    };
  }
}

/** Values of a list on a card; the rest is left out. */
const MOST_VALUES = 50;

function countValue(counts: Map<string, number>, value: string): void {
  if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
}

function mostFrequent(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, MOST_VALUES)
    .map(([value]) => value);
}

function add(counts: Uint32Array | undefined, buckets: Buckets | null, at: number): void {
  if (counts === undefined || buckets === null || Number.isNaN(at)) return;
  const bucket = Math.floor((at - buckets.start) / buckets.width);
  counts[bucket] = (counts[bucket] ?? 0) + 1;
}

/** Causes by requests, most first: the order of stacking and of colours, whatever is narrowed. */
function rankedCauses(incidents: readonly Incident[]): readonly Cause[] {
  const counts = new Map<Cause, number>();
  for (const { cause, requests } of incidents) counts.set(cause, (counts.get(cause) ?? 0) + requests);
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([key]) => key);
}

const countOf = (incidents: readonly Incident[], cause: Cause): number =>
  incidents.filter((incident) => incident.cause === cause).length;

function timeRange(workspace: EngineWorkspace, incidents: readonly Incident[]): OverviewQuery['range'] {
  let [from, to] = [Infinity, -Infinity];
  eachRequest(workspace, incidents, ({ at }) => {
    if (at < from) from = at;
    if (at > to) to = at;
  });
  return from > to ? null : { from: epochMs(from), to: epochMs(to) };
}

function cards(
  workspace: EngineWorkspace,
  incidents: readonly Incident[],
  tallies: ReadonlyMap<IncidentId, Tally>,
  narrowed: boolean,
): readonly IncidentCard[] {
  const causedBy = new Map(incidents.flatMap(({ id, consequences }) => consequences.map((one) => [one, id] as const)));
  return incidents.flatMap((incident): readonly IncidentCard[] => {
    const tally = tallies.get(incident.id);
    const requests = tally?.requests ?? 0;
    if (narrowed && requests === 0) return [];
    const trace = incident.representative === null ? null : workspace.traces.get(incident.representative);
    const { id, cause, certainty, headline, from, to, why, consequences } = incident;
    return [
      {
        id,
        cause,
        certainty,
        headline,
        from,
        to,
        why,
        consequences,
        ...(tally?.lists ?? { urls: [], pools: [], processes: [], computers: [] }),
        requests: incident.requests,
        matching: requests,
        traces: incident.traces.length,
        representative: trace === null || trace === undefined ? null : { key: trace.trace.key, path: trace.trace.path },
        causedBy: causedBy.get(id) ?? null,
        spark: [...(tally?.spark ?? [])],
      },
    ];
  });
}
