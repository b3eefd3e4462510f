import { expect, it } from 'vitest';
import { byteSource } from '../../testing/byte-source.ts';
import { readWith } from '../../testing/read-with.ts';
import { frebSamples } from '../../testing/samples.ts';
import { frebReader } from './reader.ts';

/** Offsets after each `</Event>`. */
function eventEnds(bytes: Uint8Array): readonly number[] {
  const text = new TextDecoder('latin1').decode(bytes);
  return [...text.matchAll(/<\/Event>/g)].map((match) => match.index + match[0].length);
}

const samples = frebSamples().filter((sample) => /^[fh]-/.test(sample.name));

it.each(samples.map((sample) => [sample.name, sample] as const))(
  '%s cut after every byte: the events before the cut, and a word on the cut',
  async (_name, { bytes, name }) => {
    const ends = eventEnds(bytes);
    const text = new TextDecoder('latin1').decode(bytes);
    const header = text.indexOf('>', text.indexOf('xmlns:freb')) + 1;
    const faults: string[] = [];
    let whole = 0;
    for (let length = 0; length < bytes.length; length++) {
      while ((ends[whole] ?? Infinity) <= length) whole++;
      const { summary, items, issues } = await readWith(frebReader, byteSource(bytes.subarray(0, length), name));
      if (length < header) {
        if (summary.state !== 'refused' || issues.length !== 1) faults.push(`${length}: header ${summary.state}`);
        continue;
      }
      const [item] = items;
      const trace = item?.kind === 'trace' ? item.trace : null;
      if (
        summary.state !== 'partial' ||
        trace === null ||
        trace.events.length !== whole ||
        summary.counts.events !== whole ||
        (whole > 0 && trace.events.rawEnd[whole - 1] !== ends[whole - 1]) ||
        !trace.gaps.some((gap) => gap.kind === 'cut-copy')
      ) {
        faults.push(`${length}: ${summary.state}, ${trace?.events.length} events instead of ${whole}`);
      }
    }
    expect(faults.slice(0, 5)).toEqual([]);
    expect(whole).toBe(ends.length);
  },
  120_000,
);
