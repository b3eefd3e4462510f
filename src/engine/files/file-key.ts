import { contentKey, type Hashable, sha256Hex } from '../../base/hash.ts';
import { parseStdoutName } from '../../formats/stdout/name.ts';
import type { FileKey } from '../../model/units.ts';

/**
 * Key of a file: of its content, and of its name where that says as much. A start that fails five times leaves five
 * stdout logs of one content; two sites can have the same web.config.
 */
export async function fileKey(content: Hashable, path: string): Promise<FileKey> {
  const key = await contentKey(content);
  const mark = nameMark(path);
  return (mark === '' ? key : await sha256Hex(new TextEncoder().encode(`${key}${mark}`))) as FileKey;
}

function nameMark(path: string): string {
  const [name = '', folder = ''] = path.split(/[\\/!]/).toReversed();
  if (parseStdoutName(name) !== null) return /_\d+_\d+/.exec(name)?.[0] ?? '';
  return name.toLowerCase() === 'web.config' && folder !== '' ? `/${folder.toLowerCase()}` : '';
}
