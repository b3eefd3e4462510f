import { readdirSync } from 'node:fs';

/** All files below a folder, with forward slashes, sorted. An absent folder has none. */
export function listFiles(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
      .sort();
  } catch {
    return [];
  }
}
