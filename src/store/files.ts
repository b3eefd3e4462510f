import type { FileState, SourceFile } from '../model/source.ts';
import type { FileKey, TraceKey } from '../model/units.ts';

/** A file of the workspace with what the list `Files` needs beside it. `id` is its place in the order of opening. */
export interface FileEntry {
  readonly id: number;
  readonly file: SourceFile;
  readonly trace: TraceKey | null;
}

/** Every file that was ever handed in, in that order, also those refused and skipped. */
export class FileStore {
  readonly #entries: FileEntry[] = [];
  /** Content key to the entry that holds the content; later files with the key are duplicates. */
  readonly #owners = new Map<FileKey, number>();

  get length(): number {
    return this.#entries.length;
  }

  /** Adds a file nobody has read yet and gives its id. */
  add(file: SourceFile): number {
    const id = this.#entries.length;
    this.#entries.push({ id, file, trace: null });
    return id;
  }

  at(id: number): FileEntry | null {
    return this.#entries[id] ?? null;
  }

  set(id: number, file: SourceFile, trace: TraceKey | null = null): void {
    if (id < this.#entries.length) this.#entries[id] = { id, file, trace };
  }

  /** The entry whose content has this key, if one was claimed. */
  owner(key: FileKey): FileEntry | null {
    const id = this.#owners.get(key);
    return id === undefined ? null : this.at(id);
  }

  claim(key: FileKey, id: number): void {
    this.#owners.set(key, id);
  }

  /** Nobody holds the content any more. */
  release(key: FileKey): void {
    this.#owners.delete(key);
  }

  all(): readonly FileEntry[] {
    return this.#entries;
  }

  countByState(): Record<FileState, number> {
    const counts = { waiting: 0, reading: 0, whole: 0, partial: 0, refused: 0, skipped: 0 };
    for (const { file } of this.#entries) counts[file.state] += 1;
    return counts;
  }

  clear(): void {
    this.#entries.length = 0;
    this.#owners.clear();
  }
}
