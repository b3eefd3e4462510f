import { blobSlice } from './blob-source.ts';
import { baseName } from './litter.ts';

/** Length of the record that ends a zip, and the longest comment behind it. */
const RECORD = 22;
const COMMENT = 0xffff;

/** A file called .zip that begins with something else, as one behind a self-extractor does, and has the end of a zip. */
export async function endsAsZip(blob: Blob, path: string): Promise<boolean> {
  if (!/\.zip$/i.test(baseName(path))) return false;
  const tail = await blobSlice(blob, Math.max(0, blob.size - RECORD - COMMENT), blob.size);
  for (let at = tail.length - RECORD; at >= 0; at--) {
    if (tail[at] === 0x50 && tail[at + 1] === 0x4b && tail[at + 2] === 0x05 && tail[at + 3] === 0x06) return true;
  }
  return false;
}
