import { firstWhere } from '../../base/sorted.ts';
import { fitIn, type Kinship, kinship, rowsWithin, type Stretch } from './match.ts';
import { normalPath } from './normal.ts';
import { ofOtherServer, Scopes } from './server.ts';
import { soften, type Softness } from './soft.ts';
import { type LogRowRef, type LogSlice, rowKeys, type RowSource } from './source.ts';
import type { JoinSubject } from './subject.ts';

/** A row that may be the request of a trace, and how well it fits. */
export interface Fitting extends LogRowRef {
  /** The row over all slices. */
  readonly id: number;
  /** Milliseconds by which the row is longer than the trace. */
  readonly cost: number;
  readonly kin: Kinship;
  readonly soft: Softness;
}

type RowsByPath = ReadonlyMap<string, Uint32Array>;

/** Takes a row; false: no more are wanted. */
type Visit = (slice: LogSlice, row: number, rewritten: boolean) => boolean;

/** Finds rows for many traces: rows of their paths are looked up once, in the order of time. */
export class Candidates {
  readonly slices: readonly LogSlice[];
  readonly #scope: Scopes;
  readonly #paths: ReadonlySet<string>;
  readonly #statuses: ReadonlySet<number>;
  /** Rows by path of the slices that were looked into: of the statuses that traces ended with, and of any. */
  readonly #ofStatuses = new Map<LogSlice, RowsByPath>();
  readonly #ofAny = new Map<LogSlice, RowsByPath>();
  /** Of a list of rows, those of each status that was asked for. */
  readonly #byStatus = new Map<Uint32Array, Map<number, Uint32Array>>();
  /** Of a list of rows, those that lasted long, in the order in which they began. */
  readonly #long = new Map<Uint32Array, Uint32Array>();
  readonly #byKey: ReadonlyMap<string, readonly LogRowRef[]>;

  constructor({ slices }: RowSource, subjects: readonly JoinSubject[]) {
    this.slices = slices;
    this.#scope = new Scopes(slices, subjects);
    this.#paths = new Set(subjects.flatMap(({ path, rewrites }) => [path, ...rewrites.map((target) => target.path)]));
    this.#statuses = new Set(subjects.filter(({ open }) => !open).map(({ status }) => status));
    this.#byKey = rowsByKey(slices, new Set(subjects.flatMap(({ ids }) => ids)));
  }

  /** Slices that a row of the trace can be in. */
  slicesOf(subject: JoinSubject): readonly LogSlice[] {
    return this.#scope.of(subject);
  }

  /** Rows of the trace's server that hold an id, whatever else they say. */
  withId(subject: JoinSubject, id: string): readonly LogRowRef[] {
    const rows = this.#byKey.get(id);
    if (rows === undefined) return [];
    const slices = new Set(this.#scope.of(subject));
    return rows.filter((ref) => slices.has(ref.slice) && !ofOtherServer(subject, ref));
  }

  /** Rows into which the trace fits with that slack, of these slices. */
  fitting(subject: JoinSubject, slices: readonly LogSlice[], slackMs: number): readonly Fitting[] {
    const stretch = rowsWithin(subject, slackMs);
    if (stretch === null) return [];
    const found: Fitting[] = [];
    this.near(subject, slices, stretch, (slice, row, rewritten) => {
      const cost = fitIn(subject, slice, row, slackMs);
      const fit = cost === null ? null : this.#fit(subject, { slice, row }, rewritten, cost);
      if (fit !== null) found.push(fit);
      return found.length < MOST_FITTING;
    });
    return found;
  }

  /** A row that was found otherwise, as one that fits; null: it does not fit with the slack. */
  fit(subject: JoinSubject, ref: LogRowRef, slackMs: number): Fitting | null {
    const path = normalPath(ref.slice.text('cs-uri-stem', ref.row));
    const rewritten = path !== subject.path;
    if (rewritten && !subject.rewrites.some((target) => target.path === path)) return null;
    const cost = fitIn(subject, ref.slice, ref.row, slackMs);
    return cost === null ? null : this.#fit(subject, ref, rewritten, cost);
  }

  /** A row that is known to be of the trace, however badly it fits. */
  asFit(subject: JoinSubject, ref: LogRowRef): Fitting {
    const cost = Math.max(0, ref.slice.taken(ref.row) - subject.took);
    const kin = { rewritten: false, otherPort: false };
    return { ...ref, id: ref.slice.first + ref.row, cost, kin, soft: soften(subject, ref, false) };
  }

  /**
   * Rows of the subject's paths and status in a stretch of time, of these slices: rows that ended in it, and for a trace
   * that was written while the request ran rows of any status that began in it. Goes on while `visit` says so.
   */
  near(subject: JoinSubject, slices: readonly LogSlice[], stretch: Stretch, visit: Visit): void {
    if (subject.open) {
      const ends = { from: stretch.from, to: stretch.to + LONGEST_MS };
      this.#each(subject, slicesIn(slices, ends), true, visit, (slice, rows, one) =>
        this.#walkBegun(slice, rows, stretch, one),
      );
    } else {
      this.#each(subject, slicesIn(slices, stretch), false, visit, (slice, rows, one) =>
        walkEnded(slice, this.#ofStatus(slice, rows, subject.status), stretch, one),
      );
    }
  }

  /** Rows of the subject's paths, of any status, that ended in a stretch of time. */
  ended(subject: JoinSubject, slices: readonly LogSlice[], stretch: Stretch, visit: Visit): void {
    this.#each(subject, slicesIn(slices, stretch), true, visit, (slice, rows, one) =>
      walkEnded(slice, rows, stretch, one),
    );
  }

  #each(
    subject: JoinSubject,
    slices: readonly LogSlice[],
    anyStatus: boolean,
    visit: Visit,
    walkRows: (slice: LogSlice, rows: Uint32Array, one: (row: number) => boolean) => boolean,
  ): void {
    const targets = [subject, ...subject.rewrites];
    for (const slice of slices) {
      const byPath = this.#rowsOf(slice, anyStatus);
      const whole = targets.every((target) => {
        const rows = byPath.get(target.path);
        return rows === undefined || walkRows(slice, rows, (row) => visit(slice, row, target !== subject));
      });
      if (!whole) return;
    }
  }

  #rowsOf(slice: LogSlice, anyStatus: boolean): RowsByPath {
    const known = anyStatus ? this.#ofAny : this.#ofStatuses;
    const rows = known.get(slice) ?? slice.rowsOfPaths(this.#paths, anyStatus ? null : this.#statuses);
    known.set(slice, rows);
    return rows;
  }

  #fit(subject: JoinSubject, ref: LogRowRef, rewritten: boolean, cost: number): Fitting | null {
    const kin = kinship(subject, ref, rewritten);
    if (kin === null) return null;
    return { ...ref, id: ref.slice.first + ref.row, cost, kin, soft: soften(subject, ref, rewritten) };
  }

  #ofStatus(slice: LogSlice, rows: Uint32Array, status: number): Uint32Array {
    const lists = this.#byStatus.get(rows) ?? new Map<number, Uint32Array>();
    this.#byStatus.set(rows, lists);
    const list = lists.get(status) ?? rows.filter((row) => slice.status(row) === status);
    lists.set(status, list);
    return list;
  }

  #walkBegun(slice: LogSlice, rows: Uint32Array, stretch: Stretch, visit: (row: number) => boolean): boolean {
    const begun = (row: number): number => slice.time(row) - Math.max(0, slice.taken(row));
    const short = { from: stretch.from, to: stretch.to + LONG_MS };
    const inside = (row: number): boolean => begun(row) >= stretch.from && begun(row) < stretch.to;
    const whole = walkEnded(slice, rows, short, (row) => slice.taken(row) >= LONG_MS || !inside(row) || visit(row));
    let long = this.#long.get(rows);
    if (long === undefined) {
      long = rows.filter((row) => slice.taken(row) >= LONG_MS).sort((a, b) => begun(a) - begun(b));
      this.#long.set(rows, long);
    }
    return whole && walk(long, begun, stretch, visit);
  }
}

/** Rows that lasted longer are few enough to be put in the order in which they began. */
const LONG_MS = 2000;
/** An upgraded connection ends hours later; a day is as far as a log reaches. */
const LONGEST_MS = 24 * 3_600_000;
/** More rows that fit one trace than anybody looks at. */
const MOST_FITTING = 1000;

function slicesIn(slices: readonly LogSlice[], { from, to }: Stretch): readonly LogSlice[] {
  return slices.filter((slice) => slice.to >= from && slice.from < to);
}

function walkEnded(slice: LogSlice, rows: Uint32Array, stretch: Stretch, visit: (row: number) => boolean): boolean {
  return walk(rows, (row) => slice.time(row), stretch, visit);
}

/** Visits the rows of a list, which is in the order of `at`, that lie in a stretch; false: it was told to stop. */
function walk(
  rows: Uint32Array,
  at: (row: number) => number,
  { from, to }: Stretch,
  visit: (row: number) => boolean,
): boolean {
  const first = firstWhere(0, rows.length, (ix) => at(rows[ix] ?? 0) >= from);
  for (let ix = first; ix < rows.length; ix++) {
    const row = rows[ix] ?? 0;
    if (at(row) >= to) return true;
    if (!visit(row)) return false;
  }
  return true;
}

function rowsByKey(slices: readonly LogSlice[], keys: ReadonlySet<string>): ReadonlyMap<string, readonly LogRowRef[]> {
  const found = new Map<string, LogRowRef[]>();
  if (keys.size === 0) return found;
  for (const slice of slices) {
    for (const row of slice.rowsWithKeys(keys)) {
      for (const key of new Set(rowKeys({ slice, row }))) {
        if (keys.has(key)) found.set(key, [...(found.get(key) ?? []), { slice, row }]);
      }
    }
  }
  return found;
}
