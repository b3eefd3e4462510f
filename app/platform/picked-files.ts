/** A file with the path it had in the folder that was picked or dropped; the path is only a label. */
export interface PickedFile {
  readonly path: string;
  readonly file: File;
}

/** Files of a file input, with their paths below the folder that was picked. */
export function filesOfInput(input: HTMLInputElement): readonly PickedFile[] {
  return [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Files of a drop, with their paths below the folder that was dropped: the drop target notes them as `path`. */
export function filesOfDrop(files: readonly File[]): readonly PickedFile[] {
  return files.map((file) => {
    const path = 'path' in file && typeof file.path === 'string' ? file.path : file.name;
    return { path: path.replace(/^\.?\//, ''), file };
  });
}
