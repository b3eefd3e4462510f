import type { PlacedPart } from '../../../model/logpart.ts';
import type { LogTotals } from '../../../model/logtotals.ts';
import { noRowFacts, type RowFacts } from '../../textlog/issues.ts';
import type { LineFacts } from '../../textlog/lines.ts';
import { fieldRoles } from '../fields.ts';
import type { RowState } from '../rows.ts';
import type { SliceScan } from './machine.ts';
import type { SliceRequest } from './scan-slice.ts';

/** Where a log begins to be read. */
interface LogStart {
  readonly size: number;
  readonly sliceBytes: number;
  /** What the first lines say: a guess for all slices. */
  readonly head: RowState | null;
  /** What is in force at the first line, where a person named the fields. */
  readonly given?: RowState | null;
}

/** Scans slices, here or in workers. `width`: how many are worth asking for at a time. */
export interface SliceHost {
  readonly width: number;
  scan(request: SliceRequest): Promise<SliceScan | null>;
}

/** A log that was scanned in slices, put together again. */
export interface ScannedLog {
  readonly parts: readonly PlacedPart[];
  /** Rows read, kept or only counted. */
  readonly rows: number;
  /** Counts of each slice, in lean mode. */
  readonly totals: readonly LogTotals[];
  readonly rowFacts: RowFacts;
  readonly lineFacts: LineFacts;
  readonly recorded: ReadonlySet<string>;
}

interface Slice {
  readonly from: number;
  readonly to: number;
  /** What it was scanned with; undefined while it was not. */
  state: RowState | null | undefined;
  scan: SliceScan | null;
  running: boolean;
  /** Guesses that were tried. */
  readonly tried: Set<RowState>;
}

/**
 * Scans a log in slices that run side by side. What a row means depends on the `#Fields` above it, which may stand in
 * an earlier slice: a slice is scanned on the guess that the fields known so far hold, and when the slices before it
 * turn out to end in something else, it is scanned again. `onParts` is called in file order, each slice once.
 */
export async function scanInSlices(
  log: LogStart,
  host: SliceHost,
  what: Pick<SliceRequest, 'keep' | 'lean'>,
  onParts: (parts: readonly PlacedPart[]) => void = () => {},
): Promise<ScannedLog> {
  const { size, sliceBytes } = log;
  const slices: Slice[] = [];
  for (let from = 0; from < size || from === 0; from += sliceBytes) {
    slices.push({
      from,
      to: Math.min(size, from + sliceBytes),
      state: undefined,
      scan: null,
      running: false,
      tried: new Set(),
    });
  }
  const join = new Joining(onParts, log.given ?? null);
  /** Field lists seen so far, the latest first: what a guess is taken from. */
  const known: RowState[] = log.head === null ? [] : [log.head];
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | null = null;

  const scan = async (slice: Slice, state: RowState | null, guessed: boolean): Promise<void> => {
    try {
      slice.scan = await host.scan({ from: slice.from, to: slice.to, state, guessed, ...what });
      if (slice.scan === null) return;
      slice.state = state;
      learn(known, slice.scan.state);
    } catch (error) {
      failure ??= { error };
    } finally {
      slice.running = false;
    }
  };
  const start = (slice: Slice, state: RowState | null, guessed: boolean): void => {
    slice.running = true;
    const work = scan(slice, state, guessed).finally(() => running.delete(work));
    running.add(work);
  };

  let next = 0;
  while (next < slices.length) {
    const due = slices[next];
    if (due === undefined) break;
    // Everything before `due` is settled, so its state is known.
    if (!due.running && !holds(due, join.state)) start(due, join.state, false);
    if (!due.running && due.scan !== null) {
      join.add(due.scan);
      due.scan = null;
      next++;
      continue;
    }
    // A log whose rows have no date is read in order; the state before each slice decides its days.
    const ahead = slices.slice(next + 1, next + 1 + host.width * 2);
    for (const slice of ahead) {
      if (running.size >= host.width) break;
      const guess = slice.running || slice.scan !== null ? undefined : guessFor(slice, known);
      if (guess !== undefined) start(slice, guess, true);
    }
    await Promise.race(running);
    if (failure !== null) throw (failure as { readonly error: unknown }).error;
  }
  return join.log;
}

/** Whether a slice was scanned with what is in force at its start, as far as its rows depend on that. */
function holds(slice: Slice, state: RowState | null): boolean {
  if (slice.scan === null || slice.state === undefined) return false;
  if (slice.state === state) return true;
  if (slice.state === null || state === null) return false;
  if (slice.scan.usedFields && !sameNames(slice.state.names, state.names)) return false;
  return !slice.scan.usedDay || (slice.state.day.day === state.day.day && slice.state.day.last === state.day.last);
}

/** A state worth trying. Days cannot be guessed, so only fields with a date. */
function guessFor(slice: Slice, known: readonly RowState[]): RowState | undefined {
  const guess = known.find((state) => !slice.tried.has(state) && isDated(state.names));
  if (guess !== undefined) slice.tried.add(guess);
  return guess;
}

function learn(known: RowState[], state: RowState): void {
  const at = known.findIndex((one) => sameNames(one.names, state.names));
  const [same] = at < 0 ? [state] : known.splice(at, 1);
  known.unshift(same ?? state);
}

function isDated(names: readonly string[] | null): boolean {
  const roles = fieldRoles(names ?? []);
  return roles.some((role) => role?.kind === 'date') && roles.some((role) => role?.kind === 'time');
}

function sameNames(a: readonly string[] | null, b: readonly string[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((name, ix) => name === b[ix]);
}

/** Puts the results of slices together, in file order. */
class Joining {
  state: RowState | null;
  readonly #onParts: (parts: readonly PlacedPart[]) => void;
  readonly #parts: PlacedPart[] = [];
  readonly #totals: LogTotals[] = [];
  readonly #recorded = new Set<string>();
  readonly #rowFacts = noRowFacts();
  #lineFacts: LineFacts | null = null;
  #lines = 0;
  #rows = 0;
  #place = 0;

  constructor(onParts: (parts: readonly PlacedPart[]) => void, state: RowState | null) {
    this.#onParts = onParts;
    this.state = state;
  }

  get log(): ScannedLog {
    const none = { nulLines: 0, firstNulLine: 0, ansiLines: 0, firstAnsiLine: 0, longLines: 0, firstLongLine: 0 };
    return {
      parts: this.#parts,
      rows: this.#rows,
      totals: this.#totals,
      rowFacts: this.#rowFacts,
      lineFacts: this.#lineFacts ?? { ...none, utf16: false },
      recorded: this.#recorded,
    };
  }

  add(scan: SliceScan): void {
    const parts = scan.parts.map((part) => ({ part, firstLine: this.#lines + 1, firstByte: this.#place }));
    this.#parts.push(...parts);
    addRowFacts(this.#rowFacts, scan.rowFacts, this.#lines);
    this.#lineFacts = joinLineFacts(this.#lineFacts, scan.lineFacts, this.#lines);
    for (const name of scan.recorded) this.#recorded.add(name);
    if (scan.totals !== null) this.#totals.push(scan.totals);
    this.#rows += scan.rows;
    this.#lines += scan.lines;
    this.#place += scan.bytes;
    if (scan.bytes > 0) this.state = scan.state;
    this.#onParts(parts);
  }
}

const DAMAGED_KEPT = 20;

function addRowFacts(into: RowFacts, from: RowFacts, lines: number): void {
  const moved = (line: number): number => (line === 0 ? 0 : line + lines);
  into.damaged += from.damaged;
  into.damagedLines.push(...from.damagedLines.slice(0, DAMAGED_KEPT - into.damagedLines.length).map(moved));
  into.cutLine ||= moved(from.cutLine);
  into.assumedLine ||= moved(from.assumedLine);
  into.noDayLine ||= moved(from.noDayLine);
  into.untimed += from.untimed;
  into.untimedLine ||= moved(from.untimedLine);
  into.localTime ||= from.localTime;
}

function joinLineFacts(a: LineFacts | null, b: LineFacts, lines: number): LineFacts {
  const moved = (line: number): number => (line === 0 ? 0 : line + lines);
  if (a === null) return { ...b };
  return {
    nulLines: a.nulLines + b.nulLines,
    firstNulLine: a.firstNulLine || moved(b.firstNulLine),
    ansiLines: a.ansiLines + b.ansiLines,
    firstAnsiLine: a.firstAnsiLine || moved(b.firstAnsiLine),
    longLines: a.longLines + b.longLines,
    firstLongLine: a.firstLongLine || moved(b.firstLongLine),
    utf16: false,
  };
}
