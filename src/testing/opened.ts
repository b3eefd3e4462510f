import type { Engine } from '../engine/engine.ts';
import type { FileRow } from '../engine/questions/files.ts';
import type { RequestRow } from '../engine/questions/requests.ts';
import { createLocalEngine } from '../engine/local.ts';
import type { FormatReader } from '../formats/reader.ts';

/** Name and content of a file that a test drops. */
export type Dropped = readonly [path: string, content: string | Uint8Array<ArrayBuffer>];

/** An engine with files in it, and the questions that tests ask most. */
export interface Opened {
  readonly engine: Engine;
  /** Files by path. */
  readonly files: ReadonlyMap<string, FileRow>;
  readonly requests: readonly RequestRow[];
  /** `path: state reason` of every file, in the order of the list. */
  readonly states: readonly string[];
}

/** Drops files on an engine in this thread, all in one go, and waits for the end. */
export async function opened(dropped: readonly Dropped[], readers?: readonly FormatReader[]): Promise<Opened> {
  const engine = createLocalEngine(readers);
  await engine.open(incoming(dropped), () => undefined);
  return look(engine);
}

/** Asks an engine for all it has. */
export async function look(engine: Engine): Promise<Opened> {
  const rows = await engine.files();
  const { rows: requests } = await engine.requests({ filter: '', sort: null, from: 0, count: 100_000 });
  return {
    engine,
    files: new Map(rows.map((row) => [row.path, row])),
    requests,
    states: rows.map((row) => [`${row.path}: ${row.state}`, row.reason].filter((part) => part !== null).join(' ')),
  };
}

/** Files of a test as the engine takes them. */
export function incoming(dropped: readonly Dropped[]) {
  return dropped.map(([path, content]) => ({ path, blob: new Blob([content]), lastModified: null }));
}
