import { type ByteTexts, unpackTexts } from '../base/byte-dictionary.ts';

/** What texts count as when they are grouped, for example a URL as its template. */
export type FoldText = (text: string) => string;

/** Texts of which it is remembered what they fold to: those of one column come again in the next. */
const REMEMBERED = 100_000;

/**
 * Numbers of folded texts. The texts of a column are folded once, however often its rows are grouped: the same columns
 * are grouped again with every filter.
 */
export class FoldedTexts {
  readonly #fold: FoldText;
  readonly #ids = new Map<string, number>();
  readonly #known = new Map<string, number>();
  readonly #columns = new WeakMap<ByteTexts, Uint32Array>();

  constructor(fold: FoldText) {
    this.#fold = fold;
  }

  /** Folded texts by their numbers. */
  get keys(): readonly string[] {
    return [...this.#ids.keys()];
  }

  /** Number of what a text folds to. */
  of(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size === REMEMBERED) this.#known.clear();
    const key = this.#fold(text);
    const id = this.#ids.get(key) ?? this.#ids.size;
    this.#ids.set(key, id);
    this.#known.set(text, id);
    return id;
  }

  /** Numbers of all texts of a column, by entry + 1; 0 is "none". */
  ofColumn(texts: ByteTexts): Uint32Array {
    const known = this.#columns.get(texts);
    if (known !== undefined) return known;
    const numbers = new Uint32Array(texts.ends.length + 1);
    numbers[0] = this.of('');
    let entry = 1;
    for (const text of unpackTexts(texts)) numbers[entry++] = this.of(text);
    this.#columns.set(texts, numbers);
    return numbers;
  }
}

const memos = new WeakMap<FoldText, FoldedTexts>();

/** What is known of texts folded by `fold`. */
export function foldedBy(fold: FoldText): FoldedTexts {
  const known = memos.get(fold) ?? new FoldedTexts(fold);
  memos.set(fold, known);
  return known;
}
