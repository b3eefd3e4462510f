import type { ParsedItem } from '../formats/reader.ts';
import type { ReadTrace } from './read.ts';

/** Adds to a trace what follows from its events, while its bytes are at hand. */
export function analyseTrace(_item: Extract<ParsedItem, { readonly kind: 'trace' }>): ReadTrace {
  throw new Error('the analysis is not there yet');
}
