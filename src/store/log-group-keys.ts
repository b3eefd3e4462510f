import { ByteDictionary } from '../base/byte-dictionary.ts';
import type { UintArray } from '../base/narrow.ts';
import type { LogPart, LogPartColumn } from '../model/logpart.ts';
import { foldedBy, type FoldText } from './folded-texts.ts';
import { partColumn } from './log-fields.ts';
import { partText, partTriple } from './log-part.ts';
import { fill, type Stretch } from './log-walk.ts';

/** What of the three numbers of a row makes its group. */
type TripleKey = 'triple' | 'status' | 'class' | 'win32';

/** Groups by status (with or without Windows status), its class, Windows status, or a column of the log, folded or not. */
export type GroupBy =
  | { readonly by: TripleKey }
  /** `fold` maps each distinct value, for example a URL to its template. */
  | { readonly by: 'column'; readonly name: string; readonly fold: FoldText | null };

/** Numbers the groups that it meets. A group has the same number in every chunk. */
export interface GroupKeys {
  /** Keys by their numbers; some may be of groups without a row in the walk. */
  readonly keys: readonly string[];
  /** Writes the group of each row of a stretch. */
  number(into: Uint32Array, stretch: Stretch): void;
}

export function groupKeys(group: GroupBy): GroupKeys {
  if (group.by !== 'column') return tripleKeys(group.by);
  return group.fold === null ? textKeys(group.name) : foldedKeys(group.name, group.fold);
}

function tripleKeys(by: TripleKey): GroupKeys {
  const { keys, of } = dictionary();
  return {
    get keys() {
      return keys();
    },
    number(into, stretch) {
      const { part } = stretch.chunk;
      fill(
        into,
        part.triple,
        usedOf(part.triple, part.triples.length / 3, (ix) => of(tripleKey(part, ix, by))),
        stretch,
      );
    },
  };
}

function tripleKey(part: LogPart, ix: number, by: TripleKey): string {
  const { status, substatus, win32 } = partTriple(part, ix);
  if (by === 'win32') return String(win32);
  if (by === 'class') return status === 0 ? '' : `${Math.floor(status / 100)}xx`;
  return by === 'status' ? `${status}.${substatus}` : `${status} ${substatus} ${win32}`;
}

function textKeys(name: string): GroupKeys {
  const { keys, of, ofBytes } = dictionary();
  return {
    get keys() {
      return keys();
    },
    number(into, stretch) {
      const column = partColumn(stretch.chunk.part, name);
      if (column?.kind !== 'dictionary') {
        numberTexts(into, column, of, stretch);
        return;
      }
      const { texts, values } = column;
      const groups = usedOf(values, texts.ends.length + 1, (ix) =>
        ofBytes(texts.bytes, ix < 2 ? 0 : (texts.ends[ix - 2] ?? 0), ix === 0 ? 0 : (texts.ends[ix - 1] ?? 0)),
      );
      fill(into, values, groups, stretch);
    },
  };
}

function foldedKeys(name: string, fold: FoldText): GroupKeys {
  const folded = foldedBy(fold);
  return {
    get keys() {
      return folded.keys;
    },
    number(into, stretch) {
      const column = partColumn(stretch.chunk.part, name);
      if (column?.kind === 'dictionary') fill(into, column.values, folded.ofColumn(column.texts), stretch);
      else numberTexts(into, column, (text) => folded.of(text), stretch);
    },
  };
}

/** Groups of rows whose texts are not interned. */
function numberTexts(
  into: Uint32Array,
  column: LogPartColumn | undefined,
  of: (text: string) => number,
  { chunk, rows, from, to }: Stretch,
): void {
  if (column === undefined) into.fill(of(''), 0, to - from);
  else
    for (let at = 0; at < to - from; at++)
      into[at] = of(partText(column, rows === null ? at : (rows[at] ?? 0) - chunk.first));
}

/** Number of each value that some row has, in the order of first sight. */
function usedOf(values: UintArray, length: number, of: (ix: number) => number): Uint32Array {
  const seen = new Uint8Array(length);
  const numbers = new Uint32Array(length);
  for (const ix of values) {
    if (seen[ix] !== 0) continue;
    seen[ix] = 1;
    numbers[ix] = of(ix);
  }
  return numbers;
}

function dictionary(): {
  readonly keys: () => readonly string[];
  readonly of: (text: string) => number;
  readonly ofBytes: (bytes: Uint8Array, from: number, to: number) => number;
} {
  const texts = new ByteDictionary();
  const encoder = new TextEncoder();
  return {
    keys: () => Array.from({ length: texts.length }, (_, ix) => texts.at(ix)),
    of: (text) => {
      const bytes = encoder.encode(text);
      return texts.add(bytes, 0, bytes.length);
    },
    ofBytes: (bytes, from, to) => texts.add(bytes, from, to),
  };
}
