import { firstWhere } from '../../base/sorted.ts';
import { endsOf, fitIn, type Kinship, kinship, USUAL_SLACK_MS } from './match.ts';
import { normalPath } from './normal.ts';
import { ofOtherServer, ServerScope } from './server.ts';
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

/** Finds rows for many traces: rows of their paths are looked up once, in the order of time. */
export class Candidates {
  readonly slices: readonly LogSlice[];
  readonly #scope: ServerScope;
  readonly #byPath: ReadonlyMap<LogSlice, ReadonlyMap<string, Uint32Array>>;
  readonly #long = new Map<Uint32Array, Uint32Array>();
  readonly #leastOpen: number;
  readonly #byKey: ReadonlyMap<string, readonly LogRowRef[]>;

  constructor({ slices }: RowSource, subjects: readonly JoinSubject[]) {
    this.slices = slices;
    this.#scope = new ServerScope(slices, subjects);
    const paths = new Set(subjects.flatMap(({ path, rewrites }) => [path, ...rewrites.map((target) => target.path)]));
    this.#byPath = new Map(slices.map((slice) => [slice, slice.rowsOfPaths(paths)]));
    this.#leastOpen = subjects.reduce((least, one) => (one.open ? Math.min(least, one.took) : least), Infinity);
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
    const ends = endsOf(subject, slackMs);
    if (ends === null) return [];
    const found: Fitting[] = [];
    const seen = new Set<number>();
    this.#walk(subject, slices, ends, (slice, row, rewritten) => {
      if (!subject.open && slice.status(row) !== subject.status) return;
      const cost = fitIn(subject, slice, row, slackMs);
      if (cost === null || seen.has(slice.first + row)) return;
      const fit = this.#fit(subject, { slice, row }, rewritten, cost);
      if (fit === null) return;
      seen.add(fit.id);
      found.push(fit);
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

  /** Rows of the subject's paths that ended in a stretch of time, in these slices. */
  near(
    subject: JoinSubject,
    slices: readonly LogSlice[],
    ends: { readonly from: number; readonly to: number },
    visit: (slice: LogSlice, row: number, rewritten: boolean) => void,
  ): void {
    this.#walk(subject, slices, ends, visit);
  }

  #fit(subject: JoinSubject, ref: LogRowRef, rewritten: boolean, cost: number): Fitting | null {
    const kin = kinship(subject, ref, rewritten);
    if (kin === null) return null;
    return { ...ref, id: ref.slice.first + ref.row, cost, kin, soft: soften(subject, ref, rewritten) };
  }

  #walk(
    subject: JoinSubject,
    slices: readonly LogSlice[],
    ends: { readonly from: number; readonly to: number },
    visit: (slice: LogSlice, row: number, rewritten: boolean) => void,
  ): void {
    const paths = new Set([subject.path, ...subject.rewrites.map(({ path }) => path)]);
    for (const slice of slices) {
      if (!(slice.to >= ends.from && slice.from < ends.to)) continue;
      for (const path of paths) {
        const all = this.#byPath.get(slice)?.get(path);
        if (all === undefined) continue;
        const rows = subject.open ? this.#longRows(slice, all) : all;
        const first = firstWhere(0, rows.length, (ix) => slice.time(rows[ix] ?? 0) >= ends.from);
        for (let ix = first; ix < rows.length; ix++) {
          const row = rows[ix] ?? 0;
          if (slice.time(row) >= ends.to) break;
          visit(slice, row, path !== subject.path);
        }
      }
    }
  }

  /** Of a list, the rows that lasted as long as the shortest trace whose end is open: few, looked for once. */
  #longRows(slice: LogSlice, rows: Uint32Array): Uint32Array {
    const known = this.#long.get(rows);
    if (known !== undefined) return known;
    const least = this.#leastOpen - USUAL_SLACK_MS;
    const long = rows.filter((row) => slice.taken(row) < 0 || slice.taken(row) >= least);
    this.#long.set(rows, long);
    return long;
  }
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
