import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { type EpochMs, epochMs } from '../model/units.ts';
import { DiskBlob } from './disk-blob.ts';

/** A file found on disk, in the shape the engine takes. */
export interface DiskFile {
  readonly path: string;
  readonly blob: Blob;
  readonly lastModified: EpochMs | null;
}

/** Every file under the paths, folders in order of name. Problems are sentences for standard error. */
export async function filesUnder(
  paths: readonly string[],
): Promise<{ readonly files: readonly DiskFile[]; readonly problems: readonly string[] }> {
  const files: DiskFile[] = [];
  const problems: string[] = [];
  const visit = async (label: string): Promise<void> => {
    try {
      const about = await stat(label);
      if (about.isDirectory()) {
        const names = (await readdir(label, { withFileTypes: true }))
          // A link to a folder may lead back to where it stands.
          .filter((entry) => !entry.isSymbolicLink())
          .map((entry) => entry.name);
        for (const name of names.sort()) await visit(path.join(label, name));
      } else if (about.isFile()) {
        const shown = label.split(path.sep).join('/');
        files.push({ path: shown, blob: new DiskBlob(label, 0, about.size), lastModified: epochMs(about.mtimeMs) });
      } else if (paths.includes(label)) problems.push(`${label} is neither a file nor a folder.`);
    } catch {
      problems.push(`Cannot read ${label}.`);
    }
  };
  for (const label of paths) await visit(label);
  return { files, problems };
}
