import { BlobSource } from '../../intake/blob-source.ts';
import { eachLine } from '../../formats/textlog/lines.ts';
import type { FileKey } from '../../model/units.ts';
import { EngineError } from '../files/failure.ts';
import type { DamagedRow, DamagedRows } from '../questions/logs.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Characters of a damaged row that are shown. */
const LONGEST = 2000;

/** The first rows of a log that could not be split into its columns, as they stand in the file. */
export async function damagedRows(workspace: EngineWorkspace, file: FileKey): Promise<DamagedRows | null> {
  const entry = workspace.files.owner(file);
  const blob = workspace.logBlobs.get(file);
  if (entry === null || blob === undefined) return null;
  const lines = new Set(entry.file.issues.flatMap(linesOf));
  const last = Math.max(0, ...lines);
  const { path, lastModified, counts } = entry.file;
  const source = new BlobSource(blob, { key: file, path, lastModified, whole: null }, new AbortController().signal);
  const rows: DamagedRow[] = [];
  const stop = new AbortController();
  try {
    await eachLine(source, { progress: () => {} }, stop.signal, (text, line) => {
      if (lines.has(line)) rows.push({ line, text: text.slice(0, LONGEST) });
      if (line >= last) stop.abort();
    });
  } catch {
    // Behind the last damaged row there is nothing to read; a file that is gone gave no row at all.
    if (!stop.signal.aborted)
      throw new EngineError('file-gone', `${path} has changed or moved since it was opened. Open it again.`);
  }
  return { path, count: counts.damaged, rows };
}

/** Lines that an issue about damaged or cut rows names. */
function linesOf({
  code,
  at,
  args,
}: {
  readonly code: string;
  readonly at?: { readonly line?: number };
  readonly args?: Readonly<Record<string, string | number>>;
}): readonly number[] {
  if (code === 'log-cut-line') return at?.line === undefined ? [] : [at.line];
  if (code !== 'log-damaged-rows') return [];
  return (
    String(args?.['lines'] ?? '')
      .match(/\d+/g)
      ?.map(Number) ?? []
  );
}
