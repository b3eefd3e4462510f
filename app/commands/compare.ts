import type { Engine } from '#core/engine/engine';
import type { TraceKey } from '#core/model/units';
import { compareKey, USUAL } from '../route/compare-key.ts';
import { currentPlace, go } from '../route/useRoute.ts';
import { track } from '../state/pending.ts';
import { say, useSession } from '../state/session.ts';
import { COMMANDS } from '../text/commands.ts';

/** Holds the two marked requests of the list against each other. */
export function compareMarked(): void {
  const [a, b] = useSession.getState().marked;
  if (a === undefined || b === undefined) say(COMMANDS.nothingMarked);
  else go({ page: 'compare', key: compareKey(a, b) });
}

/** Holds the trace on screen, or the one looked at last, against the nearest successful request to the same URL. */
export async function compareWithNearest(engine: Engine): Promise<void> {
  const place = currentPlace();
  const key = place.page === 'trace' ? (place.key as TraceKey) : useSession.getState().lastTrace;
  try {
    const offers = key === null ? null : await track(engine.compareOffers(key));
    if (key === null || offers === null) say(COMMANDS.nothingToCompare);
    // Without any the page says so, and offers what is there.
    else go({ page: 'compare', key: compareKey(key, offers.successes[0]?.key ?? USUAL) });
  } catch {
    // The reader is gone: the views say so.
  }
}
