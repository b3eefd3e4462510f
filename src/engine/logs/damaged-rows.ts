import { eachLine } from '../../formats/textlog/lines.ts';
import { BlobSource } from '../../intake/blob-source.ts';
import type { FileEntry } from '../../store/files.ts';
import type { FileKey } from '../../model/units.ts';
import { EngineError } from '../files/failure.ts';
import type { DamagedLog, DamagedRow, DamagedRows } from '../questions/logs.ts';
import type { EngineWorkspace } from '../workspace.ts';
import { damageFinder } from './damage-finder.ts';

/** Characters of a damaged row that are shown. */
const LONGEST = 2000;
/** Damaged rows that one look at the file gathers: pages near each other cost one look. */
const GATHERED = 2000;
/** Damaged rows that one answer holds. */
const MOST = 1000;
/** A longer run of NUL bytes is told by its length. */
const NULS = /\0{9,}/g;

/** Damaged rows of one log from `from` on, as gathered last. */
interface Gathered {
  readonly from: number;
  readonly rows: Promise<readonly DamagedRow[]>;
}

const gathered = new WeakMap<Blob, Gathered>();

/** Logs with rows that could not be used, in the order of opening. */
export function damagedLogs(workspace: EngineWorkspace): readonly DamagedLog[] {
  return workspace.files
    .all()
    .filter(({ file }) => file.counts.damaged > 0 && workspace.logBlobs.has(file.key))
    .filter(({ file }) => damageFinder(file.format, null) !== null)
    .map(({ file }) => ({ file: file.key, path: file.path, count: file.counts.damaged }));
}

/** Some of the rows of a log that could not be split into its columns, as they stand in the file. */
export async function damagedRows(
  workspace: EngineWorkspace,
  file: FileKey,
  window: { readonly from: number; readonly count: number },
): Promise<DamagedRows | null> {
  const entry = workspace.files.all().find((one) => one.file.key === file && one.file.counts.damaged > 0);
  const blob = workspace.logBlobs.get(file);
  if (entry === undefined || blob === undefined) return null;
  const total = entry.file.counts.damaged;
  const from = Math.max(0, Math.min(window.from, total));
  const to = Math.min(total, from + Math.max(0, Math.min(MOST, window.count)));
  let known = gathered.get(blob);
  if (known === undefined || from < known.from || to > known.from + GATHERED) {
    const start = Math.max(0, from - GATHERED / 4);
    known = { from: start, rows: gather(workspace, entry, blob, start) };
    gathered.set(blob, known);
  }
  const rows = await known.rows;
  const { path } = entry.file;
  const shown = rows.slice(from - known.from, to - known.from);
  return { revision: workspace.revision.number, path, from, total, rows: shown };
}

/** Reads the log again, up to the last row that is wanted, with what its reader takes for a row. */
async function gather(
  workspace: EngineWorkspace,
  { file }: FileEntry,
  blob: Blob,
  from: number,
): Promise<readonly DamagedRow[]> {
  const rows: DamagedRow[] = [];
  const finder = damageFinder(file.format, workspace.givenFields.get(file.key) ?? null);
  if (finder === null) return rows;
  const stop = new AbortController();
  let seen = 0;
  const add = (row: DamagedRow): void => {
    if (seen++ >= from) rows.push({ ...row, text: shownText(row.text) });
    if (rows.length >= GATHERED || seen >= file.counts.damaged) stop.abort();
  };
  const { key, path, lastModified } = file;
  const source = new BlobSource(blob, { key, path, lastModified, whole: null }, stop.signal);
  try {
    await eachLine(
      source,
      { progress: () => undefined },
      stop.signal,
      (text, line, ended, whole) => {
        if (stop.signal.aborted) return;
        const damage = finder.find(text, line, ended);
        if (damage !== null) add({ line, text: whole, ...damage, long: false });
      },
      {
        onLongLine: (line, head) => {
          if (!stop.signal.aborted) add({ line, text: head, values: null, fields: null, long: true });
        },
        plainValues: finder.plainValues,
      },
    );
  } catch {
    // Behind the last row that is wanted nothing is read; a file that is gone gave no row at all.
    if (!stop.signal.aborted)
      throw new EngineError('file-gone', `${path} has changed or moved since it was opened. Open it again.`);
  }
  return rows;
}

function shownText(text: string): string {
  const squeezed = text.includes('\0') ? text.replaceAll(NULS, (run) => `\0…×${run.length}`) : text;
  return squeezed.slice(0, LONGEST);
}
