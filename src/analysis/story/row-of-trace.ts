import type { RequestLogTable } from '../../model/requestlog.ts';
import type { StoryInputs, StoryTrace } from './inputs.ts';

/** Clock step of events. */
const GRAIN = 16;
/** How much longer than the trace a row may say that the request took: sending the last bytes. */
const SLACK = 250;

/**
 * The log row of a traced request, by interval arithmetic: a row ends within its second and began `time-taken` earlier,
 * and the trace must lie inside. null when no row fits or more than one does: never a guess.
 */
export function rowOfTrace(
  trace: StoryTrace,
  logs: StoryInputs['logs'],
): { readonly table: RequestLogTable; readonly row: number } | null {
  if (trace.reported === null) return null;
  const path = pathOf(trace.url);
  const [status = 0, substatus = 0] = trace.statusCode.split('.').map(Number);
  const found: { readonly table: RequestLogTable; readonly row: number }[] = [];
  for (const table of logs) {
    for (let row = 0; row < table.length; row++) {
      const time = table.time[row] ?? Number.NaN;
      if (!(time <= trace.endedAt + SLACK && time >= trace.endedAt - 1000 - GRAIN)) continue;
      if (table.status[row] !== status || table.substatus[row] !== substatus) continue;
      if (table.strings.at(table.stem[row] ?? -1).toLowerCase() !== path) continue;
      if (table.strings.at(table.method[row] ?? -1) !== trace.verb) continue;
      const taken = table.timeTaken[row] ?? -1;
      const begins = time - taken;
      if (taken < trace.reported - GRAIN || taken > trace.reported + SLACK || begins > trace.startedAt + GRAIN)
        continue;
      found.push({ table, row });
    }
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

function pathOf(url: string): string {
  const rest = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const path = rest.split(/[?#]/)[0] ?? '';
  return (path === '' ? '/' : path).toLowerCase();
}
