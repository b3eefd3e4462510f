import type { Engine } from '../engine/engine.ts';
import { warmUpTrace } from './warm-up-trace.ts';

/** Traces per parse worker and round. */
const TRACES_EACH = 4;
/** Hot loops are compiled for good after about a megabyte: more rounds were no faster. */
const ROUNDS = 8;
/** A slow machine is better off cold than busy, in milliseconds. */
const LONGEST = 600;

/**
 * Sends small made-up traces the way that dropped ones take, through an engine that is thrown away, so that the code
 * of every worker is compiled before the first file comes. Ends early when `wanted` says that one has come.
 */
export async function warmUp(engine: Engine, parsers: number, wanted: () => boolean): Promise<void> {
  const until = performance.now() + LONGEST;
  for (let round = 0; round < ROUNDS && !wanted() && performance.now() < until; round++) {
    const files = Array.from({ length: parsers * TRACES_EACH }, (_, ix) => {
      const number = round * parsers * TRACES_EACH + ix;
      return { path: `warm-up-${number}.xml`, blob: new Blob([warmUpTrace(number)]), lastModified: null };
    });
    await engine.open(files, () => undefined);
    await look(engine);
  }
}

/** What the page asks when it shows the incidents, the list and one trace. */
async function look(engine: Engine): Promise<void> {
  await engine.overview({ range: null, cause: null });
  const { rows } = await engine.requests({ filter: '', sort: null, from: 0, count: 10 });
  const key = rows[0]?.key;
  if (key === undefined) return;
  await engine.trace(key);
  await engine.timeline(key);
  await engine.headers(key);
  await engine.events(key, { filter: '', from: 0, count: 50 });
}
