import type { Scene } from './scene.ts';
import type { SideEvent } from './side/events.ts';

/** Records with whole seconds may stand up to a second before the instant they mean. */
const AROUND_BEFORE_MS = 3000;
const AROUND_AFTER_MS = 2500;

/** Stops and recycles within about two seconds of the failure. */
export function stopsNear(scene: Scene): readonly SideEvent[] {
  // app_offline.htm stops the running application too; a request it refuses afterwards is another matter.
  const offline = scene.phase === 'forward' || scene.phase === 'client' ? (['offline'] as const) : [];
  return scene.side.eventsNear(scene.at, AROUND_BEFORE_MS, AROUND_AFTER_MS, 'stop', 'stop-slow', ...offline);
}

/**
 * Ends of the back-end process within a few seconds of the failure that no stop announced: faults that were logged, and
 * processes that were gone. A fault is reported some seconds after it; a `refused` request needs it closer, because an
 * earlier end of the process did not take this request with it.
 */
export function crashesNear(scene: Scene, refused = false): readonly SideEvent[] {
  const [before, after] = refused ? [AROUND_BEFORE_MS, AROUND_AFTER_MS] : [5000, 10_000];
  const faults = scene.side.eventsNear(scene.at, before, after, 'crash').filter((event) => !event.worker);
  if (faults.length > 0) return faults;
  const announced = scene.side.eventsNear(scene.at, 15_000, AROUND_AFTER_MS, 'stop', 'stop-slow', 'offline');
  return announced.length > 0 || refused ? [] : scene.side.eventsNear(scene.at, 5000, 5000, 'exit');
}

/** A pool lets its old worker process finish for 90 seconds; what it still holds then is cut. */
const LET_FINISH_MS = 100_000;

/**
 * Stops and recycles of a worker process that took its last requests with it: HTTPERR says that they were abandoned,
 * and nothing says that the process crashed.
 */
export function abandonedByStop({ side }: Scene): readonly SideEvent[] {
  const abandoned = side.reasons.filter(({ reason }) => reason.startsWith('Connection_Abandoned_By_'));
  const died = side.events.some(
    ({ kind, worker }) => kind === 'worker-died' || kind === 'pool-disabled' || (kind === 'crash' && worker),
  );
  if (died || abandoned.length === 0 || abandoned.length < side.reasons.length) return [];
  return abandoned.flatMap(({ from, to }) =>
    side.events.filter(({ kind, record: { time } }) => {
      const stop = kind === 'stop' || kind === 'stop-slow';
      return stop && time !== null && time >= from - LET_FINISH_MS && time <= to + AROUND_AFTER_MS;
    }),
  );
}
