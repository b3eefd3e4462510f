import { packTexts, textAt, unpackTexts } from '../base/byte-dictionary.ts';
import type { LogPartColumn } from '../model/logpart.ts';
import { partColumn } from './log-fields.ts';
import { partText } from './log-part.ts';
import { type Stretch, stretches, type Walk } from './log-walk.ts';
import { orderByBytes, type TextBytes, textsBytes } from './byte-order.ts';

/**
 * Ranks of the texts of a column at the rows of a walk, in their order: equal texts have equal ranks, numbers rank as
 * numbers. Texts that are kept once for many rows are put in order as texts, those that every row has for itself as the
 * bytes they are: no text is made of them.
 */
export function textRanks(walk: Walk, name: string): Uint32Array {
  const texts = new Interned();
  const items = new Uint32Array(walk.rows?.length ?? walk.chunks.reduce((sum, { part }) => sum + part.rows, 0));
  const packed: Packed[] = [];
  for (const stretch of stretches(walk)) {
    const column = partColumn(stretch.chunk.part, name);
    if (column?.kind === 'raw' || column?.kind === 'guid') packed.push({ column, stretch });
    else numberTexts(items.subarray(stretch.from, stretch.to), column, stretch, texts);
  }
  const ranks = packed.length === 0 ? texts.ranks() : packedRanks(texts, packed, items);
  return items.map((item) => ranks[item] ?? 0);
}

interface Packed {
  readonly column: LogPartColumn & { readonly kind: 'raw' | 'guid' };
  readonly stretch: Stretch;
}

/** Numbers of texts, each once. */
class Interned {
  readonly #ids = new Map<string, number>();

  of(text: string): number {
    const id = this.#ids.get(text) ?? this.#ids.size;
    if (id === this.#ids.size) this.#ids.set(text, id);
    return id;
  }

  get texts(): readonly string[] {
    return [...this.#ids.keys()];
  }

  ranks(): Uint32Array {
    const { texts } = this;
    const text = (ix: number): string => texts[ix] ?? '';
    const numeric = texts.every((one) => /^\d{0,15}$/.test(one));
    const order = texts.map((_, ix) => ix);
    order.sort(
      numeric
        ? (a, b) => Number(text(a)) - Number(text(b))
        : (a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0),
    );
    const ranks = new Uint32Array(texts.length);
    for (const [rank, ix] of order.entries()) ranks[ix] = rank;
    return ranks;
  }
}

function numberTexts(
  into: Uint32Array,
  column: LogPartColumn | undefined,
  { chunk, rows }: Stretch,
  texts: Interned,
): void {
  const rowAt = (at: number): number => (rows === null ? at : (rows[at] ?? 0) - chunk.first);
  if (column?.kind !== 'dictionary') {
    for (let at = 0; at < into.length; at++)
      into[at] = texts.of(column === undefined ? '' : partText(column, rowAt(at)));
    return;
  }
  // Each text is looked up once; of few rows only those that they have.
  const { values } = column;
  const few = into.length * 4 < column.texts.ends.length;
  const ids = new Int32Array(column.texts.ends.length + 1).fill(-1);
  if (!few) {
    let entry = 1;
    for (const text of unpackTexts(column.texts)) ids[entry++] = texts.of(text);
  }
  for (let at = 0; at < into.length; at++) {
    const value = values[rowAt(at)] ?? 0;
    if (ids[value] === -1) ids[value] = texts.of(value === 0 ? '' : textAt(column.texts, value - 1));
    into[at] = ids[value] ?? 0;
  }
}

/** Ranks of interned texts and, behind them, of rows that have a text each; their items are written into `items`. */
function packedRanks(texts: Interned, packed: readonly Packed[], items: Uint32Array): Uint32Array {
  const interned = packTexts(texts.texts);
  const sources: TextBytes[] = [textsBytes({ kind: 'raw', texts: interned })];
  const count = interned.ends.length + packed.reduce((sum, { stretch }) => sum + stretch.to - stretch.from, 0);
  const source = new Uint16Array(count);
  const place = new Uint32Array(count);
  for (let ix = 0; ix < interned.ends.length; ix++) place[ix] = ix;
  let next = interned.ends.length;
  for (const { column, stretch } of packed) {
    const { chunk, from, to, rows } = stretch;
    sources.push(textsBytes(column));
    for (let at = from; at < to; at++) {
      source[next] = sources.length - 1;
      place[next] = rows === null ? at - from : (rows[at - from] ?? 0) - chunk.first;
      items[at] = next++;
    }
  }
  return orderByBytes(sources, source, place);
}
