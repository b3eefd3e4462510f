import type { Engine } from '#core/engine/engine';
import type { SortBy } from '#core/engine/questions/paging';
import type { TraceKey } from '#core/model/units';
import { currentPlace, go } from '../route/useRoute.ts';
import { track } from '../state/pending.ts';
import { say, useSession } from '../state/session.ts';
import { REQUESTS } from '../text/requests.ts';

/** Goes to the next (1) or previous (-1) failing request, in the order and under the filter of `Requests`. */
export async function goToFailure(engine: Engine, step: 1 | -1): Promise<void> {
  const { lastTrace } = useSession.getState();
  const place = currentPlace();
  const query = currentQuery();
  try {
    const here = place.page === 'trace' ? (place.key as TraceKey) : lastTrace;
    const next = await track(here === null ? firstFailure(engine, step) : engine.neighbour(here, step, query));
    if (next === null) say(REQUESTS.noMoreFailures);
    else go({ page: 'trace', key: next });
  } catch {
    // The reader is gone: the views say so.
  }
}

/** The failing request at the beginning, or at the end, of the list. */
async function firstFailure(engine: Engine, step: 1 | -1): Promise<TraceKey | null> {
  const query = currentQuery();
  const { total } = await engine.requests({ ...query, from: 0, count: 0 });
  if (total === 0) return null;
  const edge = await engine.requests({ ...query, from: step === 1 ? 0 : total - 1, count: 1 });
  const row = edge.rows[0];
  if (row === undefined) return null;
  return row.failed ? row.key : engine.neighbour(row.key, step, query);
}

function currentQuery(): { readonly filter: string; readonly sort: SortBy | null } {
  const { filters, requestOrder } = useSession.getState();
  return { filter: filters.requests, sort: requestOrder };
}
