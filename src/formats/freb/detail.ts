import type { EventDetail, TraceEventTable } from '../../model/events.ts';
import { Guard } from './guard.ts';
import { Problems } from './problems.ts';
import { readEvent } from './reference.ts';

/** Everything that one event of a table holds, read again from its raw slice. `bytes`: what the offsets refer to. */
export function eventDetail(table: TraceEventTable, bytes: Uint8Array, ix: number): EventDetail {
  const from = table.rawStart[ix] ?? 0;
  const slice = bytes.subarray(from, table.rawEnd[ix] ?? from);
  const guard = new Guard(slice);
  const ended = guard.element(0, 1, true, new Problems());
  return readEvent(slice, 0, slice.length, guard.broken || ended !== 'closed').detail;
}
