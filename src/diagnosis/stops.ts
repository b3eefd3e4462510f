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
