import type { PickedFile } from './picked-files.ts';

/** The part of the File System Access API that watching needs; the types that come with TypeScript lack the picker. */
interface FileHandle {
  readonly kind: 'file';
  readonly name: string;
  getFile(): Promise<File>;
}
/** A folder that the browser handed out. */
export interface FolderHandle {
  readonly kind: 'directory';
  readonly name: string;
  values(): AsyncIterable<FileHandle | FolderHandle>;
}
interface FolderPicker {
  showDirectoryPicker?: (options: { readonly mode: 'read' }) => Promise<FolderHandle>;
}

/** True where the browser can hand out a folder that stays readable. */
export function canWatchFolders(): boolean {
  return typeof (window as FolderPicker).showDirectoryPicker === 'function';
}

/** Asks for a folder. null: the person changed their mind, or the browser does not allow it here. */
export async function chooseFolder(): Promise<FolderHandle | null> {
  try {
    return (await (window as FolderPicker).showDirectoryPicker?.({ mode: 'read' })) ?? null;
  } catch {
    return null;
  }
}

/** A file to read now. `changed`: an earlier state of it was read before. */
export interface NewsFile extends PickedFile {
  readonly changed: boolean;
}

/** What a look into the folder found. `files`: all there are; `growing`: those that changed since the last look. */
export interface FolderNews {
  readonly ready: readonly NewsFile[];
  readonly files: number;
  readonly growing: number;
}

/** More files than any log folder holds; what comes after is not watched. */
const MOST_FILES = 20_000;

interface Known {
  seen: string;
  /** State that was handed out; null: none yet. */
  read: string | null;
}

/**
 * A folder that is looked into again and again. The first look gives every file; later ones give files that are new or
 * different, once two looks in a row saw the same size and time: until then somebody is writing.
 */
export class FolderWatch {
  readonly name: string;
  readonly #folder: FolderHandle;
  readonly #known = new Map<string, Known>();
  #first = true;

  constructor(folder: FolderHandle) {
    this.#folder = folder;
    this.name = folder.name === '' ? 'folder' : folder.name;
  }

  /** Rejects when the folder is gone or may not be read any more. */
  async look(): Promise<FolderNews> {
    const ready: NewsFile[] = [];
    let files = 0;
    let growing = 0;
    for await (const [path, file] of walk(this.#folder, this.name)) {
      if (files === MOST_FILES) break;
      files += 1;
      const state = `${file.size} ${file.lastModified}`;
      const known = this.#known.get(path) ?? { seen: this.#first ? state : '', read: null };
      this.#known.set(path, known);
      if (known.seen !== state) growing += 1;
      else if (known.read !== state) {
        ready.push({ path, file, changed: known.read !== null });
        known.read = state;
      }
      known.seen = state;
    }
    this.#first = false;
    return { ready, files, growing };
  }
}

/** Files of a folder and of those in it, by path. Only the folder itself has to be readable. */
async function* walk(folder: FolderHandle, path: string): AsyncGenerator<readonly [string, File]> {
  for await (const entry of folder.values()) {
    const inner = `${path}/${entry.name}`;
    if (entry.kind === 'file') {
      const file = await entry.getFile().catch(() => null);
      if (file !== null) yield [inner, file];
      continue;
    }
    try {
      yield* walk(entry, inner);
    } catch {
      // Deleted meanwhile, or not ours to read.
    }
  }
}
