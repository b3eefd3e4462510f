import { readFileSync } from 'node:fs';
import type { FileState } from '../model/source.ts';
import { withGenerated } from './generated.ts';

type Outcome = 'error-clear' | 'parsed' | 'partial' | 'ignored';

/** One file of the hostile corpus, as gen-hostile.mjs describes it. */
export interface HostileFile {
  readonly file: string;
  readonly kind: 'xml' | 'log' | 'zip' | 'gz' | 'other';
  readonly why: string;
  readonly expected: Outcome;
  readonly alsoOk: readonly Outcome[];
  /** Complete `<Event>` elements, rows of a log; null where it does not apply. */
  readonly events: number | null;
  readonly rows: number | null;
  /** Strings that must be shown character for character. */
  readonly literal: readonly string[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the corpus calls an outcome, as a state of a file. */
const STATES: Readonly<Record<Outcome, FileState>> = {
  'error-clear': 'refused',
  parsed: 'whole',
  partial: 'partial',
  ignored: 'skipped',
};

/** The corpus of gen-hostile.mjs, files of some kinds only. */
export function hostileFiles(...kinds: readonly HostileFile['kind'][]): readonly HostileFile[] {
  return withGenerated('gen-hostile.mjs', ['@'], (folder) => {
    const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as readonly HostileFile[];
    return manifest
      .filter((entry) => kinds.includes(entry.kind))
      .map((entry) => ({ ...entry, bytes: new Uint8Array(readFileSync(new URL(entry.file, folder))) }));
  });
}

/** What became of a hostile file. `texts`: every text that would be shown. */
export interface HostileReading {
  readonly state: FileState;
  readonly events: number | null;
  readonly rows: number | null;
  readonly texts: readonly string[];
}

/** What is wrong with a reading, empty when nothing is. Counts and strings are asked for when something is shown. */
export function hostileFaults(file: HostileFile, reading: HostileReading): readonly string[] {
  const allowed = [file.expected, ...file.alsoOk].map((outcome) => STATES[outcome]);
  const faults: string[] = [];
  if (!allowed.includes(reading.state)) faults.push(`${reading.state} instead of ${allowed.join(' or ')}`);
  if (reading.state !== 'whole' && reading.state !== 'partial') return faults;
  if (file.events !== null && reading.events !== file.events) {
    faults.push(`${reading.events} events instead of ${file.events}`);
  }
  if (file.rows !== null && reading.rows !== file.rows) faults.push(`${reading.rows} rows instead of ${file.rows}`);
  for (const literal of file.literal) {
    if (!reading.texts.some((text) => text.includes(literal))) faults.push(`not shown: ${literal}`);
  }
  return faults;
}
