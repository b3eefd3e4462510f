import type { EventDetail, TraceEventTable } from '../../model/events.ts';
import { Guard } from '../xml/guard.ts';
import { EVENTS } from './splitter.ts';
import { TraceProblems } from './problems.ts';
import { readEvent } from './reference.ts';

/** Everything that one event of a table holds, read again from its raw slice. `bytes`: what the offsets refer to. */
export function eventDetail(table: TraceEventTable, bytes: Uint8Array, ix: number): EventDetail {
  const from = table.rawStart[ix] ?? 0;
  const slice = bytes.subarray(from, table.rawEnd[ix] ?? from);
  const guard = new Guard(slice, EVENTS);
  const ended = guard.element(0, 1, true, new TraceProblems());
  return readEvent(slice, 0, slice.length, guard.broken || ended !== 'closed').detail;
}
