import { epochMs, ms } from '../../model/units.ts';
import { partTriple } from '../../store/log-part.ts';
import type { LogStore } from '../../store/logs.ts';
import type { SlowRequest } from '../questions/overview.ts';
import type { EngineWorkspace } from '../workspace.ts';

const LISTED = 10;
/** A web socket is meant to last. */
const SWITCHED = 101;

/** The requests that took longest, traced ones and rows of logs alike. */
export function slowestRequests({ traces, logs }: EngineWorkspace): readonly SlowRequest[] {
  const found: SlowRequest[] = traces.all().map(({ trace }) => {
    const { verb, url, statusCode } = trace.request;
    const took = trace.reported ?? trace.observed;
    return {
      verb,
      url,
      status: statusCode,
      tookMs: took,
      at: trace.startedAt,
      trace: trace.key,
      path: trace.path,
      line: null,
    };
  });
  for (const table of logs.store.tables(slowestRows(logs.store))) {
    for (let row = 0; row < table.length; row++) {
      const took = table.timeTaken[row] ?? 0;
      const time = table.time[row] ?? Number.NaN;
      found.push({
        verb: table.strings.at(table.method[row] ?? -1),
        url: table.strings.at(table.stem[row] ?? -1),
        status: String(table.status[row] ?? 0),
        tookMs: ms(took),
        at: Number.isNaN(time) ? null : epochMs(time - took),
        trace: null,
        path: table.path,
        line: table.line[row] ?? null,
      });
    }
  }
  return found.toSorted((a, b) => b.tookMs - a.tookMs).slice(0, LISTED);
}

/** One look at each row: only what is slower than the least of those found so far is kept. */
function slowestRows(store: LogStore): readonly number[] {
  let best: { readonly row: number; readonly taken: number }[] = [];
  let least = 0;
  for (const { part, first } of store.chunks) {
    for (let row = 0; row < part.rows; row++) {
      const taken = part.timeTaken[row] ?? 0;
      if (taken <= least || partTriple(part, part.triple[row] ?? 0).status === SWITCHED) continue;
      best.push({ row: first + row, taken });
      if (best.length < LISTED) continue;
      best = best.toSorted((a, b) => b.taken - a.taken).slice(0, LISTED);
      least = best.length < LISTED ? 0 : (best.at(-1)?.taken ?? 0);
    }
  }
  return best.map(({ row }) => row);
}
