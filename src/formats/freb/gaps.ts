import type { TraceEventTable } from '../../model/events.ts';
import type { TraceGap } from '../../model/trace.ts';
import { eventIx } from '../../model/units.ts';

/**
 * What IIS itself left out of a trace, told from its events.
 *
 * late-start: the pipeline is already running at the first event. size-limit: LOG_FILE_MAX_SIZE_TRUNCATE was written.
 * time-rule: the time-taken rule fired and the request had not ended.
 */
export function recordedGaps(table: TraceEventTable, failureReason: string, cut: boolean): readonly TraceGap[] {
  const gaps: TraceGap[] = [];
  if (startsLate(table)) gaps.push({ kind: 'late-start', at: eventIx(0) });
  const truncated = lastOf(table, 'LOG_FILE_MAX_SIZE_TRUNCATE');
  if (truncated >= 0) gaps.push({ kind: 'size-limit', at: eventIx(truncated) });
  if (failureReason === 'TIME_TAKEN' && table.length > 0 && !cut && !hasEnded(table)) {
    gaps.push({ kind: 'time-rule', at: eventIx(table.length - 1) });
  }
  return gaps;
}

/** A notification or a child request comes before any GENERAL_REQUEST_START. */
function startsLate(table: TraceEventTable): boolean {
  const start = table.strings.find('GENERAL_REQUEST_START');
  for (let i = 0; i < table.length; i++) {
    const ix = table.name[i] ?? -1;
    if (ix === -1) continue;
    if (ix === start) return false;
    const name = table.strings.at(ix);
    if (name.startsWith('NOTIFY_MODULE_') || name.startsWith('PRE_BEGIN_REQUEST_')) return true;
    if (name === 'GENERAL_CHILD_REQUEST_START' || name === 'GENERAL_REQUEST_END') return true;
  }
  return table.length > 0;
}

/** GENERAL_REQUEST_END of the request itself, not of a child request. */
function hasEnded(table: TraceEventTable): boolean {
  const { strings, name } = table;
  const end = strings.find('GENERAL_REQUEST_END');
  if (end < 0) return false;
  const childStart = strings.find('GENERAL_CHILD_REQUEST_START');
  const childEnd = strings.find('GENERAL_CHILD_REQUEST_END');
  let depth = 0;
  for (const ix of name) {
    if (ix < 0) continue;
    if (ix === childStart) depth++;
    else if (ix === childEnd) depth = Math.max(0, depth - 1);
    else if (ix === end && depth === 0) return true;
  }
  return false;
}

function lastOf(table: TraceEventTable, name: string): number {
  const ix = table.strings.find(name);
  return ix < 0 ? -1 : table.name.lastIndexOf(ix);
}
