import type { HResult } from '../../model/units.ts';
import { CLIENT_ADVICE } from './advice-client.ts';
import { FORWARD_ADVICE } from './advice-forward.ts';
import { PROCESS_ADVICE } from './advice-process.ts';
import { START_ADVICE } from './advice-start.ts';
import { CATEGORY_ADVICE } from './category-advice.ts';
import type { CodeAdvice } from './entry.ts';
import { codeEntry } from './table.ts';

/** Advice with whether it was written for this code or for its category. */
export interface ShownAdvice extends CodeAdvice {
  readonly own: boolean;
}

const OWN: ReadonlyMap<number, CodeAdvice> = new Map([
  ...FORWARD_ADVICE,
  ...START_ADVICE,
  ...CLIENT_ADVICE,
  ...PROCESS_ADVICE,
]);

/** Codes with advice of their own, for the tests that hold the tables together. */
export const ADVISED_CODES: readonly number[] = [...OWN.keys()];

/** Advice for a code, by its own entry or by its category; null for a code without a known meaning. */
export function codeAdvice(code: HResult): ShownAdvice | null {
  const entry = codeEntry(code);
  if (entry === null) return null;
  const own = OWN.get(entry.code);
  return own === undefined ? { ...CATEGORY_ADVICE[entry.category], own: false } : { ...own, own: true };
}
