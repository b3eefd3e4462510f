/** Bytes to compare with: four bytes at a time, and what is left over. */
export interface Fixed {
  readonly length: number;
  readonly words: Uint32Array;
  readonly rest: Uint8Array;
}

export function fixed(text: string): Fixed {
  const bytes = new TextEncoder().encode(text);
  return fixedAt(new DataView(bytes.buffer), 0, bytes.length);
}

/** The bytes of a range as something to compare with. */
export function fixedAt(view: DataView, from: number, to: number): Fixed {
  const words = new Uint32Array((to - from) >> 2);
  for (let k = 0; k < words.length; k++) words[k] = view.getUint32(from + 4 * k, true);
  const rest = new Uint8Array((to - from) & 3);
  for (let k = 0; k < rest.length; k++) rest[k] = view.getUint8(from + 4 * words.length + k);
  return { length: to - from, words, rest };
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
