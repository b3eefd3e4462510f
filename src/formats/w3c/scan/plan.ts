import type { LogPart, LogPartColumn } from '../../../model/logpart.ts';
import type { SliceScan } from './machine.ts';
import type { SliceRequest } from './scan-slice.ts';

/** What of a log is kept. `left`: columns that stay in the file because memory has no room for them. */
export interface ScanPlan extends Pick<SliceRequest, 'keep' | 'lean'> {
  readonly left: readonly string[];
}

/**
 * Decides from a probe of its first bytes what of a log fits into `room` bytes: all of it; all but the columns that take
 * the most (cookies, ids: those in which every row says something new); or failing rows and counts.
 */
export function planScan(probe: SliceScan, size: number, room: number): ScanPlan {
  const factor = probe.bytes === 0 ? 0 : size / probe.bytes;
  const sizes = new Map<string, number>();
  let plain = 0;
  for (const part of probe.parts) {
    plain += plainSize(part);
    for (const column of part.columns) sizes.set(column.name, (sizes.get(column.name) ?? 0) + columnSize(column));
  }
  const whole = plain + [...sizes.values()].reduce((sum, one) => sum + one, 0);
  if (whole * factor <= room) return { keep: null, lean: false, left: [] };
  const bulky = new Set(probe.parts.flatMap((part) => part.columns.filter(isBulky).map((column) => column.name)));
  const slim = whole - [...bulky].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
  if (bulky.size > 0 && slim * factor <= room) {
    return { keep: new Set([...sizes.keys()].filter((name) => !bulky.has(name))), lean: false, left: [...bulky] };
  }
  return { keep: null, lean: true, left: [] };
}

function isBulky(column: LogPartColumn): boolean {
  return column.kind === 'raw' || column.kind === 'guid';
}

function plainSize(part: LogPart): number {
  return part.time.byteLength + part.triple.byteLength + part.timeTaken.byteLength + part.lineRuns.byteLength;
}

function columnSize(column: LogPartColumn): number {
  const values = column.kind === 'raw' ? 0 : column.values.byteLength;
  const texts = column.kind === 'number' ? 0 : column.texts.bytes.byteLength + column.texts.ends.byteLength;
  return values + texts + (column.kind === 'guid' ? column.guids.byteLength : 0);
}
