import { LIMITS, limitMs } from '../knowledge/limits.ts';
import type { LimitName, Silence } from '../model/trace.ts';
import { ms } from '../model/units.ts';

/**
 * Who was waited for during a silence.
 * `forward`: ANCM had sent the request on. `start`: ANCM was at work and had sent nothing. `in-process`: the
 * application runs inside the worker, which no limit of ANCM ends. `arr`: Application Request Routing. `other`: anyone.
 */
export type WaitPlace = 'forward' | 'start' | 'in-process' | 'arr' | 'other';

const MINUTE = 60_000;
/** A clock step may be missing at either end of a silence. */
const BELOW = 100;
/** ARR waits 30 s by default, and two minutes where the proxy setting of the server was raised to ANCM's value. */
const ARR_RAISED = 120_000;

const SLACK: ReadonlyMap<LimitName, number> = new Map(LIMITS.map(({ name, slackMs }) => [name, slackMs]));

/**
 * The limit that a wait reached: from 0.1 s below it to its slack above. `requestTimeout` is the value of a
 * configuration, which comes first; a wait of whole minutes in forwarding is taken for a requestTimeout that was set to
 * that value. null: none fits.
 */
export function limitReached(waited: number, place: WaitPlace, requestTimeout: number | null = null): Silence['limit'] {
  if (place === 'forward') {
    const set = requestTimeout ?? 0;
    if (set > 0 && reaches(waited, set, 'requestTimeout')) return found('requestTimeout', set);
    const minutes = Math.round(waited / MINUTE) * MINUTE;
    if (minutes > 0 && reaches(waited, minutes, 'requestTimeout')) return found('requestTimeout', minutes);
  } else if (place === 'start') {
    const limit = limitMs('startupTimeLimit');
    if (reaches(waited, limit, 'startupTimeLimit')) return found('startupTimeLimit', limit);
  } else if (place === 'arr') {
    for (const limit of [limitMs('arrTimeout'), ARR_RAISED]) {
      if (reaches(waited, limit, 'arrTimeout')) return found('arrTimeout', limit);
    }
  }
  const front = limitMs('appServiceFrontEnd');
  return reaches(waited, front, 'appServiceFrontEnd') ? found('appServiceFrontEnd', front) : null;
}

function reaches(waited: number, limit: number, name: LimitName): boolean {
  return waited >= limit - BELOW && waited <= limit + (SLACK.get(name) ?? 0);
}

function found(name: LimitName, limit: number): Silence['limit'] {
  return { name, ms: ms(limit) };
}
