import type { FileState } from '#core/model/source';
import { counted } from './numbers.ts';

const ORDER = ['whole', 'partial', 'refused', 'skipped'] as const satisfies readonly FileState[];

/** What came of opening files, as one sentence: `Read 12 files: 10 whole, 1 partial, 1 refused.` */
export function openingOutcome(states: readonly FileState[]): {
  readonly text: string;
  readonly tone: 'plain' | 'warn';
} {
  const counts = new Map<FileState, number>();
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
  const parts = ORDER.filter((state) => counts.has(state)).map((state) => `${counts.get(state)} ${state}`);
  const troubled = counts.has('partial') || counts.has('refused');
  if (states.length === 1)
    return { text: `Read 1 file: ${parts[0] ?? 'nothing in it'}.`, tone: troubled ? 'warn' : 'plain' };
  return { text: `Read ${counted(states.length, 'file')}: ${parts.join(', ')}.`, tone: troubled ? 'warn' : 'plain' };
}

export const OPENING = {
  stopped: 'The reading stopped before its end. What had been read is still here; open the other files again.',
  sampleFailed: 'The sample could not be loaded from this page. Reload the page and try again.',
  nothing: 'There was no file in what was dropped.',
  seeFiles: 'See files',
  running: 'Reading files',
} as const;
