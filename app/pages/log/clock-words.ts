import type { OpenLog } from '#core/engine/questions/logs';
import { formatExact } from '../../text/durations.ts';
import { counted } from '../../text/numbers.ts';

export const CLOCK = {
  added: 'Seconds added',
  set: 'Set',
} as const;

/** What is said of logs of one clock that differs from that of the traces, or was set. */
export function clockText(logs: readonly Pick<OpenLog, 'path' | 'shiftMs' | 'shiftFrom'>[]): string {
  const [first] = logs;
  if (first === undefined) return '';
  const which = logs.length === 1 ? first.path : counted(logs.length, 'log');
  const far = formatExact(Math.round(Math.abs(first.shiftMs) / 100) * 100);
  const { shiftMs } = first;
  if (first.shiftFrom === null) {
    if (shiftMs === 0) return `${which}: times are shown as they are written, as you set it.`;
    return `${which}: times are shown ${far} ${shiftMs > 0 ? 'later' : 'earlier'} than written, as you set it.`;
  }
  const traces = logs.reduce((sum, { shiftFrom }) => sum + (shiftFrom?.traces ?? 0), 0);
  const agree = `${counted(traces, 'trace')} ${traces === 1 ? 'agrees' : 'agree'}`;
  return `${which}: the clock is ${far} ${shiftMs > 0 ? 'behind' : 'ahead of'} that of the traces, ${agree}. Times are shown corrected.`;
}
