import type { IncomingFile } from '#core/engine/questions/files';
import { epochMs } from '#core/model/units';
import type { PickedFile } from '../platform/picked-files.ts';

/** Milliseconds in one go: below what a person notices, and far below a long task. */
const SLICE = 20;

/**
 * Picked files as the engine takes them. The first look at the time of a file on a disk waits for the browser, 0.15 ms
 * and more each, and so would handing over a file that nobody has looked at: the page answers in between.
 */
export async function asIncoming(picked: readonly PickedFile[]): Promise<readonly IncomingFile[]> {
  const files: IncomingFile[] = [];
  let until = performance.now() + SLICE;
  for (const { path, file } of picked) {
    files.push({ path, blob: file, lastModified: epochMs(file.lastModified) });
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    until = performance.now() + SLICE;
  }
  return files;
}
