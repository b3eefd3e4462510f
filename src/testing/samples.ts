import { readFileSync, readdirSync } from 'node:fs';

/** A file of a test: its name and its bytes. */
export interface SampleFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Files of a folder with a certain ending, by name. */
export function filesIn(folder: URL, ending = ''): readonly SampleFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(new URL(name, folder))) }));
}

/** The ten traces of samples/freb, whose SOURCES.md says what each of them shows. */
export function frebSamples(): readonly SampleFile[] {
  return filesIn(new URL('samples/freb/', import.meta.url), '.xml');
}
