import type { TraceKey } from '../../model/units.ts';
import type { RequestPage, RequestsApi } from '../questions/requests.ts';
import { judgedRow, requestHints, selectRequests } from './request-rows.ts';
import type { EngineWorkspace } from '../workspace.ts';

export function requestsApi(workspace: EngineWorkspace): RequestsApi {
  return {
    async requests({ filter, sort, from, count }) {
      const revision = workspace.revision.number;
      const selected = selectRequests(workspace, { filter, sort });
      if (!selected.ok) return { revision, from, total: 0, rows: [], failing: 0, error: selected.error };
      const rows = selected.value;
      const page: RequestPage = {
        revision,
        from,
        total: rows.length,
        rows: rows.slice(from, from + count).map((row) => judgedRow(workspace, row)),
        failing: rows.filter((row) => row.failed).length,
        error: null,
      };
      return page;
    },
    async requestHints() {
      return requestHints(workspace);
    },
    async neighbour(key, step, query) {
      const selected = selectRequests(workspace, query);
      return selected.ok ? failingNeighbour(selected.value, key, step) : null;
    },
  };
}

/** From a trace that the filter hides one goes to the first or last failing row. */
function failingNeighbour(
  rows: readonly { readonly key: TraceKey; readonly failed: boolean }[],
  key: TraceKey,
  step: 1 | -1,
): TraceKey | null {
  const here = rows.findIndex((row) => row.key === key);
  const start = here === -1 ? (step === 1 ? 0 : rows.length - 1) : here + step;
  for (let ix = start; ix >= 0 && ix < rows.length; ix += step) {
    const row = rows[ix];
    if (row?.failed === true) return row.key;
  }
  return null;
}
