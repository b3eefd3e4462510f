import { formatCode } from '../knowledge/decode.ts';
import { hresult, type EventIx } from '../model/units.ts';

/** Seconds with two decimals from one second on, so that they compare with a limit: `122.05 s`, `343 ms`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${Number((ms / 1000).toFixed(2))} s`;
}

/** Name and number of a code; what to say when the field holds 0 or is not there. */
export function codeText(code: number | null): string {
  if (code === null) return 'no error code';
  return code === 0 ? 'no error code (ErrorCode 0)' : formatCode(hresult(code));
}

/** Number of an event as the page and freb.xsl show it. */
export const eventNumber = (event: EventIx): number => event + 1;

/** `3 requests`, `1 request`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** First few of a list with the number of the rest: `/a, /b and 5 more`. */
export function some(list: Iterable<string>, max = 3): string {
  const all = [...list];
  if (all.length <= max) return all.join(', ');
  return `${all.slice(0, max).join(', ')} and ${all.length - max} more`;
}
