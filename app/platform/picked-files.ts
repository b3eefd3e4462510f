import type { FileWithPath } from 'react-dropzone';

/** A file with the path it had in the folder that was picked or dropped; the path is only a label. */
export interface PickedFile {
  readonly path: string;
  readonly file: File;
}

/** Files of a file input, with their paths below the folder that was picked. */
export function filesOfInput(input: HTMLInputElement): readonly PickedFile[] {
  return [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Files of a drop, with their paths below the folder that was dropped. */
export function filesOfDrop(files: readonly FileWithPath[]): readonly PickedFile[] {
  return files.map((file) => ({ path: (file.path ?? file.name).replace(/^\.?\//, ''), file }));
}
