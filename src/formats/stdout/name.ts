import { utc } from '../../base/time.ts';
import { epochMs, type EpochMs } from '../../model/units.ts';

/** What the name of a stdout log says. */
export interface StdoutName {
  /** null where an unpadded name allows several instants. */
  readonly startedAt: EpochMs | null;
  /** Process id of the worker (w3wp), in both hosting models. */
  readonly processId: number;
}

/** Copies get `(1)` and the like, and mail programs append `.txt`. */
const TAIL = String.raw`(?: ?\(\d+\))?(?:\.log)?(?: ?\(\d+\))?(?:\.txt)?$`;
const PADDED = new RegExp(`_(\\d{14})_(\\d{1,10})${TAIL}`, 'i');
const UNPADDED = new RegExp(`_(\\d{1,10})_(\\d{9,14})${TAIL}`, 'i');

/** Reads a file name of ANCM, with any prefix; null for another name. A path may stand before it. */
export function parseStdoutName(path: string): StdoutName | null {
  const name = path.split(/[\\/!]/).at(-1) ?? '';
  const padded = PADDED.exec(name);
  if (padded) {
    const [year = 0, ...parts] = [padded[1]?.slice(0, 4), ...(padded[1]?.slice(4).match(/\d\d/g) ?? [])].map(Number);
    const at = instant(year, parts);
    return at === null ? null : { startedAt: epochMs(at), processId: Number(padded[2]) };
  }
  const unpadded = UNPADDED.exec(name);
  if (!unpadded) return null;
  const instants = unpaddedInstants(unpadded[2] ?? '');
  if (instants.length === 0) return null;
  return { startedAt: instants.length === 1 ? epochMs(instants[0] ?? 0) : null, processId: Number(unpadded[1]) };
}

/** The only instant in [from, to] that a name can mean; null: none or several. For names of which nothing else decides. */
export function startWithin(path: string, from: number, to: number): EpochMs | null {
  const name = path.split(/[\\/!]/).at(-1) ?? '';
  const inside = unpaddedInstants(UNPADDED.exec(name)?.[2] ?? '').filter((at) => at >= from && at <= to);
  return inside.length === 1 ? epochMs(inside[0] ?? 0) : null;
}

function instant(
  year: number,
  [month = 0, day = 0, hour = 0, minute = 0, second = 0]: readonly number[],
): number | null {
  return year >= 2015 && year < 2100 ? utc(year, month, day, hour, minute, second) : null;
}

/** All instants that `2026312142712` can mean: a year and five parts of one or two digits, none of them padded. */
export function unpaddedInstants(digits: string): readonly number[] {
  const found = new Set<number>();
  const year = Number(digits.slice(0, 4));
  const split = (rest: string, parts: readonly number[]): void => {
    if (parts.length === 5) {
      const at = rest === '' ? instant(year, parts) : null;
      if (at !== null) found.add(at);
      return;
    }
    for (const length of [1, 2]) {
      const part = rest.slice(0, length);
      if (part.length === length && (length === 1 || !part.startsWith('0')))
        split(rest.slice(length), [...parts, Number(part)]);
    }
  };
  split(digits.slice(4), []);
  return [...found];
}
