import { epochMs, ms } from '../model/units.ts';
import type { SlowRequest } from './engine.ts';
import type { EngineWorkspace } from './workspace.ts';

const LISTED = 10;

/** The requests that took longest, traced ones and rows of logs alike. Web sockets are meant to last and are left out. */
export function slowestRequests(workspace: EngineWorkspace): readonly SlowRequest[] {
  const found: SlowRequest[] = workspace.traces.all().flatMap(({ trace }) => {
    const took = trace.reported ?? trace.observed;
    const { verb, url, statusCode } = trace.request;
    return [
      {
        verb,
        url,
        status: statusCode,
        tookMs: took,
        at: trace.startedAt,
        trace: trace.key,
        path: trace.path,
        line: null,
      },
    ];
  });
  for (const table of workspace.side.requestLogs) {
    const rows = Array.from({ length: table.length }, (_, row) => row)
      .filter((row) => table.status[row] !== 101 && (table.timeTaken[row] ?? -1) >= 0)
      .toSorted((a, b) => (table.timeTaken[b] ?? 0) - (table.timeTaken[a] ?? 0))
      .slice(0, LISTED);
    for (const row of rows) {
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
