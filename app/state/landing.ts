import type { FileRow } from '#core/engine/questions/files';
import { readCompareKey } from '../route/compare-key.ts';
import type { PageName, Place, PlaceLike } from '../route/url.ts';

/** What was opened, and where the person was. */
export interface Opened {
  readonly here: Place;
  /** Files picked or dropped, before archives were unpacked. */
  readonly picked: number;
  /** Rows of what was opened just now. */
  readonly fresh: readonly FileRow[];
  /** Rows of everything that is open. */
  readonly all: readonly FileRow[];
  /** Incidents that all of it makes. */
  readonly incidents: number;
  /** Go to the trace when there is exactly one, even among several files. */
  readonly answerFirst?: boolean;
}

/** Formats whose rows are requests. */
const LOGS: ReadonlySet<string> = new Set(['w3c', 'httperr', 'ncsa', 'iisnative', 'advancedlogging']);

const BESIDE: ReadonlySet<string> = new Set(['config', 'stdout', 'eventlog', 'ancmdebug', 'applog']);

/** Pages that show many requests at once: what was opened appears on them. */
const OVER_MANY: ReadonlySet<PageName> = new Set(['incidents', 'incident', 'requests', 'modules', 'log', 'compare']);

/** Where to go after files were opened; null: stay. */
export function landingPlace({ here, picked, fresh, all, incidents, answerFirst = false }: Opened): PlaceLike | null {
  const traces = tracesOf(fresh, all);
  if (here.page === 'trace' && traces.has(here.key)) return null;
  // A comparison is waiting for its other side.
  if (here.page === 'compare' && traces.size > 0 && needs(here.key, tracesOf(all, all))) return null;
  const [only] = traces;
  const aboutIt = picked === 1 || answerFirst || fresh.every((row) => row.trace !== null || beside(row));
  if (only !== undefined && traces.size === 1 && aboutIt) return { page: 'trace', key: only };
  if (here.page !== null && OVER_MANY.has(here.page)) return null;
  if (traces.size > 0) return { page: 'incidents' };
  // Side files: they sharpen what is on screen. On the start page there is nothing to stay for.
  if (here.page !== '' && here.page !== null) return null;
  if (incidents > 0) return { page: 'incidents' };
  return { page: fresh.some((row) => row.format !== null && LOGS.has(row.format)) ? 'log' : 'files' };
}

/** A file that sharpens the verdict on a trace and has no requests of its own. */
const beside = ({ format }: FileRow): boolean => format !== null && BESIDE.has(format);

/** One of the sides of this comparison is among the open traces. */
function needs(compared: string, open: ReadonlySet<string>): boolean {
  const { a, b } = readCompareKey(compared);
  return open.has(a) || open.has(b);
}

/** Keys of the traces in these rows; a duplicate stands for the file it repeats. */
function tracesOf(fresh: readonly FileRow[], all: readonly FileRow[]): ReadonlySet<string> {
  const traceOf = new Map<string, string>();
  for (const { key, trace } of all) if (trace !== null && !traceOf.has(key)) traceOf.set(key, trace);
  const keys = new Set<string>();
  for (const { key, trace } of fresh) {
    const shown = trace ?? traceOf.get(key);
    if (shown !== undefined) keys.add(shown);
  }
  return keys;
}
