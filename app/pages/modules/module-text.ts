import type { ModuleRow } from '#core/engine/questions/modules';
import { formatSeconds } from '../../text/durations.ts';
import { counted, formatShare } from '../../text/numbers.ts';
import { MODULES } from './words.ts';

const { columns: TITLES } = MODULES;

/** Columns that hold a time. */
export type TimeId = 'total' | 'self' | 'waiting' | 'p50' | 'p95' | 'p99' | 'max';

/** A time of a row: `under 16 ms` below the clock step, a dash where there was no run to time. */
export function timeText(row: ModuleRow, id: TimeId, grain: number): string {
  if (id === 'waiting' && row.waiting === 0) return 'none';
  if (row.count === 0 && id !== 'self' && id !== 'waiting') return '—';
  return formatSeconds(row[id], grain);
}

/** Shares below it read as zero with one decimal. */
export const LEAST_SHARE = 0.0005;

/** Part of all time in per cent; never zero when there was some. */
export function shareText({ share }: ModuleRow): string {
  return share > 0 && share < LEAST_SHARE ? 'under 0.1 %' : formatShare(share);
}

/** The row as a line of text for a ticket. */
export function moduleAsText(row: ModuleRow, grain: number): string {
  const times = (['total', 'self', 'waiting', 'p50', 'p95', 'p99', 'max'] as const).map(
    (id) => `${TITLES[id]} ${timeText(row, id, grain)}`,
  );
  const name = row.module === '' ? MODULES.nowhere : row.module;
  return [name, row.notificationName, counted(row.count, 'run'), ...times, shareText(row)]
    .filter((part) => part !== '')
    .join('\t');
}
