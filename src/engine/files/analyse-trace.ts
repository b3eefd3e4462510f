import { analyse } from '../../analysis/analyse.ts';
import type { ParsedItem } from '../../formats/reader.ts';
import { fieldReader } from '../events/field-reader.ts';
import type { ReadTrace } from './read.ts';

/** Adds to a trace what follows from its events, while its bytes are at hand. */
export function analyseTrace(item: Extract<ParsedItem, { readonly kind: 'trace' }>): ReadTrace {
  const { trace, bytes, reencoded } = item;
  const { analysed, facts } = analyse(trace, fieldReader(trace.events, bytes));
  return { kind: 'trace', ...analysed, facts, utf8: reencoded ? new Blob([bytes]) : null };
}
