import type { FileState } from '#core/model/source';
import { counted, formatCount } from './numbers.ts';

const ORDER = ['whole', 'partial', 'refused', 'skipped'] as const satisfies readonly FileState[];

/** What came of one file, as far as the sentence below needs it. */
interface Outcome {
  readonly state: FileState;
  readonly reason: string | null;
}

/** What came of opening files, as one sentence: `Read 12 files: 10 whole, 1 partial, 1 refused.` */
export function openingOutcome(files: readonly Outcome[]): { readonly text: string; readonly tone: 'plain' | 'warn' } {
  const cancelled = files.filter((file) => file.reason === 'cancelled').length;
  const read = files.filter((file) => file.reason !== 'cancelled');
  const counts = new Map<FileState, number>();
  for (const { state } of read) counts.set(state, (counts.get(state) ?? 0) + 1);
  const parts = ORDER.filter((state) => counts.has(state)).map(
    (state) => `${formatCount(counts.get(state) ?? 0)} ${state}`,
  );
  const ending = parts.length === 0 ? '' : `: ${read.length === 1 ? (read[0]?.state ?? '') : parts.join(', ')}`;
  const troubled = cancelled > 0 || counts.has('partial') || counts.has('refused');
  const of =
    cancelled > 0
      ? `Stopped. Read ${formatCount(read.length)} of ${counted(files.length, 'file')}`
      : `Read ${counted(read.length, 'file')}`;
  return { text: `${of}${ending}.`, tone: troubled ? 'warn' : 'plain' };
}

export const OPENING = {
  stopped: 'The reading stopped before its end. What had been read is still here; open the other files again.',
  sampleFailed: 'The sample could not be loaded from this page. Reload the page and try again.',
  nothing: 'There was no file in what was dropped.',
  seeFiles: 'See files',
  running: 'Reading files',
} as const;
