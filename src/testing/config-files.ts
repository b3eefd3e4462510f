import { configReader } from '../formats/config/reader.ts';
import type { ConfigFile } from '../model/sidefiles.ts';
import { byteSource } from './byte-source.ts';
import { readWith } from './read-with.ts';

/** A configuration file as its reader gives it; throws when the text is none. */
export async function configFile(label: string, text: string | Uint8Array): Promise<ConfigFile> {
  const { items, summary } = await readWith(configReader, byteSource(text, label));
  const item = items[0];
  if (item?.kind !== 'config') throw new Error(`${label} is no configuration: ${summary.reason}`);
  return item.config;
}

/** Several of them, by their labels. */
export function configFiles(files: Readonly<Record<string, string>>): Promise<readonly ConfigFile[]> {
  return Promise.all(Object.entries(files).map(([label, text]) => configFile(label, text)));
}
