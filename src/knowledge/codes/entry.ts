import { hresult, type HResult } from '../../model/units.ts';
import type { SourceKey } from '../sources.ts';

/** What kind of failure a code speaks of. It classifies the code, not the cause: see docs/reference/causes.md. */
export type CodeCategory =
  | 'none'
  | 'timeout'
  | 'connect'
  | 'backend-closed'
  | 'bad-response'
  | 'request-invalid'
  | 'client-disconnect'
  | 'shutdown'
  | 'start-failure'
  | 'access'
  | 'host-failure'
  | 'missing-file'
  | 'bitness'
  | 'config'
  | 'managed-exception'
  | 'native-crash'
  | 'resource'
  | 'tls'
  | 'name-resolution'
  | 'auth'
  | 'internal'
  | 'other';

/** Whether a request with this code can be in order all the same. */
export type Benign = 'no' | 'sometimes' | 'usually';

/** One known code. Names, value and category are facts of `sources`; the sentence is ours. */
export interface CodeEntry {
  readonly code: HResult;
  /** Every name of the number, the one of WinHTTP before the one of WinINet. */
  readonly names: readonly string[];
  readonly category: CodeCategory;
  readonly benign: Benign;
  /** Statuses it has been seen with, for example `502.3`; `.0` is no sub-status. */
  readonly statuses: readonly string[];
  /** What the number means anywhere, one sentence. What it means at ANCM: advice.ts. */
  readonly meaning: string;
  readonly sources: readonly SourceKey[];
}

/** What a code means for a request behind the ASP.NET Core Module, and what to do. */
export interface CodeAdvice {
  /** What it means here, one or two sentences. */
  readonly here: string;
  /** Likely first. */
  readonly causes: readonly string[];
  readonly confirms: readonly string[];
  readonly refutes: readonly string[];
  readonly fix: string;
}

/** Code, names, category, benign, statuses, sources, meaning; lists are separated by blanks. */
export type CodeRow = readonly [number, string, CodeCategory, Benign, string, string, string];

/** Rows of a table as entries. That every source key is known is held by a test. */
export function codes(...rows: readonly CodeRow[]): readonly CodeEntry[] {
  return rows.map(([code, names, category, benign, statuses, sources, meaning]) => ({
    code: hresult(code),
    names: names.split(' '),
    category,
    benign,
    statuses: statuses.split(' '),
    meaning,
    sources: sources.split(' ') as readonly SourceKey[],
  }));
}
