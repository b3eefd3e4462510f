import type { FileRow } from '#core/engine/questions/files';
import type { FileState } from '#core/model/source';
import { formatName } from '../../text/formats.ts';
import { STATE_ORDER } from '../../text/files.ts';

/** How many files there are of each state, in the order of the page; states without files are left out. */
export function countStates(
  files: readonly FileRow[],
): readonly { readonly state: FileState; readonly count: number }[] {
  const counts = new Map<FileState, number>();
  for (const file of files) counts.set(file.state, (counts.get(file.state) ?? 0) + 1);
  return STATE_ORDER.flatMap((state) => {
    const count = counts.get(state);
    return count === undefined ? [] : [{ state, count }];
  });
}

/** Indexes of the files of one state (null: all) whose path, format or reason holds every word of `text`; trouble first. */
export function arrangeFiles(files: readonly FileRow[], state: FileState | null, text: string): readonly number[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const ranks = new Map(STATE_ORDER.map((one, rank) => [one, rank]));
  const kept: { readonly ix: number; readonly rank: number }[] = [];
  for (const [ix, file] of files.entries()) {
    if (state !== null && file.state !== state) continue;
    if (words.length > 0) {
      const hay = `${file.path}\n${formatName(file.format)}\n${file.state}\n${file.reasonText}`.toLowerCase();
      if (!words.every((word) => hay.includes(word))) continue;
    }
    kept.push({ ix, rank: ranks.get(file.state) ?? STATE_ORDER.length });
  }
  return kept.toSorted((a, b) => a.rank - b.rank).map(({ ix }) => ix);
}
