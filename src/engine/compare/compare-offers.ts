import { urlTemplate } from '../../analysis/url-template.ts';
import { urlParts } from '../../base/url.ts';
import type { CompareOffers } from '../questions/compare.ts';
import type { RequestRow } from '../questions/requests.ts';
import { currentIncidents } from '../incidents/incidents-api.ts';
import { selectRequests } from '../traces/request-rows.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Requests offered of one kind. */
const MOST_OFFERED = 6;
/** Members of the group of usual requests: the nearest ones say what was usual at the time. */
const MOST_USUAL = 25;

/** What `target` can be held against. */
export function compareOffers(workspace: EngineWorkspace, target: RequestRow): CompareOffers {
  const others = otherRequests(workspace, target);
  const template = urlTemplate(target.url);
  const same = others.filter((row) => urlTemplate(row.url) === template);
  const first = (rows: readonly RequestRow[]): readonly RequestRow[] => rows.slice(0, MOST_OFFERED);
  return {
    template,
    successes: first(same.filter(succeeded)),
    sameUrl: first(same.filter((row) => !succeeded(row))),
    elsewhere: first(others.filter((row) => succeeded(row) && urlTemplate(row.url) !== template)),
    incident: incidentOf(workspace, target),
  };
}

function incidentOf(workspace: EngineWorkspace, { key }: RequestRow): CompareOffers['incident'] {
  const incident = currentIncidents(workspace).find(({ traces }) => traces.includes(key));
  if (incident === undefined || incident.traces.length < 2) return null;
  return { id: incident.id, headline: incident.headline, others: incident.traces.length - 1 };
}

/** Successful requests to the same URL template, nearest first. */
export function usualRequests(workspace: EngineWorkspace, target: RequestRow): readonly RequestRow[] {
  const template = urlTemplate(target.url);
  const same = otherRequests(workspace, target).filter((row) => succeeded(row) && urlTemplate(row.url) === template);
  return same.slice(0, MOST_USUAL);
}

/** The row of every open trace. */
export function allRequests(workspace: EngineWorkspace): readonly RequestRow[] {
  const all = selectRequests(workspace, { filter: '', sort: null });
  return all.ok ? all.value : [];
}

/** Ended well: a request that was cut while it ran has no outcome. */
function succeeded(row: RequestRow): boolean {
  return !row.failed && !row.provisional;
}

/** All others, the most alike first: the same site, host, pool and verb, then nearest in time. */
function otherRequests(workspace: EngineWorkspace, target: RequestRow): readonly RequestRow[] {
  const host = urlParts(target.url).host;
  const ranked = allRequests(workspace)
    .filter((row) => row.key !== target.key)
    .map((row) => {
      const alike = [
        row.siteId === target.siteId && urlParts(row.url).host === host,
        row.appPool === target.appPool,
        row.verb === target.verb,
      ];
      return { row, unlike: alike.filter((same) => !same).length, away: distance(row, target) };
    });
  return ranked.toSorted((x, y) => x.unlike - y.unlike || order(x.away, y.away)).map(({ row }) => row);
}

function distance(row: RequestRow, target: RequestRow): number {
  return row.start === null || target.start === null ? Number.POSITIVE_INFINITY : Math.abs(row.start - target.start);
}

/** Without `Infinity - Infinity`. */
function order(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
