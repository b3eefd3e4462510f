/** Bytes to compare with: four bytes at a time, and what is left over. */
export interface Fixed {
  readonly length: number;
  readonly words: Uint32Array;
  readonly rest: Uint8Array;
}

export function fixed(text: string): Fixed {
  const bytes = new TextEncoder().encode(text);
  const view = new DataView(bytes.buffer);
  const words = Uint32Array.from({ length: bytes.length >> 2 }, (_, k) => view.getUint32(4 * k, true));
  return { length: bytes.length, words, rest: bytes.slice(4 * words.length) };
}

/**
 * Offset after the fixed text when it stands at `at`, else -1. Takes -1 for "already failed", so that steps can be
 * chained.
 */
export function after(view: DataView, at: number, text: Fixed): number {
  const end = at + text.length;
  if (at < 0 || end > view.byteLength) return -1;
  const { words, rest } = text;
  let i = at;
  for (let k = 0; k < words.length; k++, i += 4) if (view.getUint32(i, true) !== words[k]) return -1;
  for (let k = 0; k < rest.length; k++, i++) if (view.getUint8(i) !== rest[k]) return -1;
  return end;
}

/**
 * Offset after the bytes at `at` when they are those of an earlier range, else -1. A range that has not been seen yet
 * begins at -1. Nothing is kept of the range but where it is.
 */
export function again(view: DataView, at: number, from: number, length: number): number {
  const end = at + length;
  if (from < 0 || end > view.byteLength) return -1;
  const back = at - from;
  let i = at;
  for (; i + 4 <= end; i += 4) if (view.getUint32(i, true) !== view.getUint32(i - back, true)) return -1;
  for (; i < end; i++) if (view.getUint8(i) !== view.getUint8(i - back)) return -1;
  return end;
}
