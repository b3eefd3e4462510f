import { expect } from 'vitest';
import type { FormatReader } from '../formats/reader.ts';
import { byteSource } from './byte-source.ts';
import { readWith } from './read-with.ts';
import type { SampleFile } from './samples.ts';

/**
 * Cuts a trace after every byte and holds the reader to what must come out: refused while the root's start tag is
 * incomplete, then `partial` with exactly the events that end before the cut, and a gap that says so.
 */
export async function expectEveryCut(reader: FormatReader, { name, bytes }: SampleFile): Promise<void> {
  const text = new TextDecoder('latin1').decode(bytes);
  const ends = [...text.matchAll(/<\/Event>/g)].map((match) => match.index + match[0].length);
  const header = text.indexOf('>', text.indexOf('xmlns:freb')) + 1;
  const faults: string[] = [];
  let whole = 0;
  for (let length = 0; length < bytes.length; length++) {
    while ((ends[whole] ?? Infinity) <= length) whole++;
    const { summary, items, issues } = await readWith(reader, byteSource(bytes.subarray(0, length), name));
    if (length < header) {
      if (summary.state !== 'refused' || issues.length !== 1) faults.push(`${length}: header ${summary.state}`);
      continue;
    }
    const [item] = items;
    const trace = item?.kind === 'trace' ? item.trace : null;
    const right =
      summary.state === 'partial' &&
      trace?.events.length === whole &&
      summary.counts.events === whole &&
      (whole === 0 || trace.events.rawEnd[whole - 1] === ends[whole - 1]) &&
      trace.gaps.some((gap) => gap.kind === 'cut-copy');
    if (!right) faults.push(`${length}: ${summary.state}, ${trace?.events.length} events instead of ${whole}`);
  }
  expect(faults.slice(0, 5)).toEqual([]);
  expect(whole).toBe(ends.length);
}
