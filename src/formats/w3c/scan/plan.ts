import type { LogPart, LogPartColumn } from '../../../model/logpart.ts';
import type { SliceScan } from './machine.ts';
import type { SliceRequest } from './scan-slice.ts';

/** What of a log is kept. `left`: columns that stay in the file because memory has no room for them. */
export interface ScanPlan extends Pick<SliceRequest, 'keep' | 'lean'> {
  readonly left: readonly string[];
}

/** Bytes of a log that say enough of its columns. */
export const PROBE_BYTES = 4 * 1024 * 1024;

/** Which columns are left in the file first. */
const BULK: Readonly<Record<LogPartColumn['kind'], number>> = { dictionary: 0, number: 0, guid: 1, raw: 2 };

/**
 * Decides from a probe of its first bytes what of a log fits into `room` bytes: all of it; all but some of the columns in
 * which every row says something new (cookies, ids), the largest left out first and those that end in an id of the
 * request last, because traces are joined by it; or failing rows and counts.
 */
export function planScan(probe: SliceScan, size: number, room: number): ScanPlan {
  const factor = probe.bytes === 0 ? 0 : size / probe.bytes;
  const columns = new Map<string, { readonly bytes: number; readonly bulk: number }>();
  let bytes = 0;
  for (const part of probe.parts) {
    bytes += plainSize(part);
    for (const column of part.columns) {
      const known = columns.get(column.name) ?? { bytes: 0, bulk: 0 };
      const own = columnSize(column);
      columns.set(column.name, { bytes: known.bytes + own, bulk: Math.max(known.bulk, BULK[column.kind]) });
      bytes += own;
    }
  }
  if (bytes * factor <= room) return { keep: null, lean: false, left: [] };
  const bulky = [...columns].filter(([, { bulk }]) => bulk > 0);
  const left: string[] = [];
  for (const [name, one] of bulky.toSorted(([, a], [, b]) => b.bulk - a.bulk || b.bytes - a.bytes)) {
    left.push(name);
    bytes -= one.bytes;
    if (bytes * factor > room) continue;
    return { keep: new Set([...columns.keys()].filter((kept) => !left.includes(kept))), lean: false, left };
  }
  return { keep: null, lean: true, left: [] };
}

function plainSize(part: LogPart): number {
  return part.time.byteLength + part.triple.byteLength + part.timeTaken.byteLength + part.lineRuns.byteLength;
}

function columnSize(column: LogPartColumn): number {
  const values = column.kind === 'raw' ? 0 : column.values.byteLength;
  const texts = column.kind === 'number' ? 0 : column.texts.bytes.byteLength + column.texts.ends.byteLength;
  return values + texts + (column.kind === 'guid' ? column.guids.byteLength : 0);
}
