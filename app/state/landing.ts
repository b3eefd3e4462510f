import type { FileRow } from '#core/engine/engine';
import type { Place, PlaceLike } from '../route/url.ts';

/** What was opened, and where the person was. */
export interface Opened {
  readonly here: Place;
  /** Files picked or dropped, before archives were unpacked. */
  readonly picked: number;
  /** Rows of what was opened just now. */
  readonly fresh: readonly FileRow[];
  /** Rows of everything that is open. */
  readonly all: readonly FileRow[];
  /** Go to the trace when there is exactly one, even among several files. */
  readonly answerFirst?: boolean;
}

/** Where to go after files were opened; null: stay. */
export function landingPlace({ here, picked, fresh, all, answerFirst = false }: Opened): PlaceLike | null {
  const traces = tracesOf(fresh, all);
  if (here.page === 'trace' && traces.has(here.key)) return null;
  const [only] = traces;
  if (only !== undefined && traces.size === 1 && (picked === 1 || answerFirst)) return { page: 'trace', key: only };
  if (traces.size > 0) return { page: 'requests' };
  // Side files: they sharpen what is on screen. On the start page there is nothing to stay for.
  return here.page === '' || here.page === null ? { page: 'files' } : null;
}

/** Keys of the traces in these rows; a duplicate stands for the file it repeats. */
function tracesOf(fresh: readonly FileRow[], all: readonly FileRow[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const row of fresh) {
    const trace = row.trace ?? all.find((other) => other.key === row.key && other.trace !== null)?.trace;
    if (trace) keys.add(trace);
  }
  return keys;
}
