import { array, assert, asyncProperty, boolean, constantFrom, integer, oneof, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteSource } from '../../testing/byte-source.ts';
import { freb, type FrebValue } from '../../testing/freb-builder.ts';
import { mutate, mutations } from '../../testing/mutations.ts';
import { readWith } from '../../testing/read-with.ts';
import { dataSearch, Held } from './data-search.ts';
import { eventData } from './data.ts';
import { frebReader, newFrebReader } from './reader.ts';

const readers = [frebReader, newFrebReader({ scanner: false })];
const NAMES = new Map<number, string>(Object.entries(Held).map(([name, held]) => [held, name]));

function event(...values: readonly FrebValue[]): string {
  const data = values.map((one, ix) => [`Field${ix}`, one] as const);
  return freb({ layout: 'lines' }).event('GENERAL_REQUEST_ENTITY', { data }).toString();
}

/** What the scanner's and the reference layer's bytes say of a text in the first event. */
async function held(trace: string, text: string): Promise<readonly (string | undefined)[]> {
  const bytes = new TextEncoder().encode(trace);
  return Promise.all(
    readers.map(async (reader) => {
      for (const item of (await readWith(reader, byteSource(bytes))).items)
        if (item.kind === 'trace') return NAMES.get(dataSearch(item.trace.events, item.bytes, text)?.(0) ?? -1);
      return 'no trace';
    }),
  );
}

describe('dataSearch', () => {
  it.each([
    ['plain text', ['ABC def'], 'c d', ['yes', 'maybe']],
    ['another text', ['ABC def'], 'cd', ['no', 'no']],
    ['the second value', ['ABC', 'DEF'], 'def', ['yes', 'maybe']],
    ['text and its end tag', ['ABC'], 'c<', ['no', 'no']],
    ['text over two values', ['ABC', 'DEF'], 'bcde', ['no', 'no']],
    ['a tag', ['ABC'], 'eventdata', ['no', 'no']],
    ['the name of a field', ['ABC'], 'field', ['no', 'no']],
    ['a reference', [{ raw: 'a &#120; c' }], 'x', ['maybe', 'maybe']],
    ['a name of a reference', [{ raw: 'x &amp; y' }], 'amp', ['maybe', 'maybe']],
    ['text that is lower case of no ASCII', ['20 \u212A'], 'k', ['maybe', 'maybe']],
    ['no ASCII where all is', ['ABC'], 'é', ['no', 'no']],
    ['text with markup', [{ raw: 'a<i>b</i>c' }], 'abc', ['maybe', 'maybe']],
    ['a CDATA section', [{ raw: 'a<![CDATA[b]]>c' }], 'abc', ['maybe', 'maybe']],
    ['a comment', [{ raw: 'a<!-- -->b' }], 'ab', ['maybe', 'maybe']],
  ] as const)('%s', async (_what, values, text, said) => {
    expect(await held(event(...values), text)).toEqual(said);
  });

  it('is not led astray by a name with markup in it', async () => {
    const trace = event('ABC').replace('"Field0"', '"a/>b"');
    expect(await held(trace, 'abc')).toEqual(['yes', 'maybe']);
  });

  it('passes over a value that is not there', async () => {
    const trace = event('ABC').replace('<Data Name="Field0">', '<Data Name="Empty"/><Data Name="Field0">');
    expect(await held(trace, 'abd')).toEqual(['no', 'no']);
  });

  it('leaves line ends to those who decode', async () => {
    expect(await held(event('a\r\nb'), 'a\nb')).toEqual([undefined, undefined]);
    expect(await held(event('a\r\nb'), 'b')).toEqual(['yes', 'maybe']);
  });

  it('never says no of what is there, nor yes of what is not, in damaged files as well', async () => {
    const piece = constantFrom(
      'a',
      'B',
      'ab',
      ' ',
      '&amp;',
      '&#65;',
      '&#x212A;',
      'é',
      '𝄞',
      'İ',
      '\u212A',
      '<i>',
      '</i>',
      '\r\n',
      '1',
    );
    const value = array(piece, { maxLength: 6 }).map((pieces) => ({ raw: pieces.join('') }));
    const needle = oneof(
      constantFrom('a', 'ab', 'k', 'i', '&', '<', '1', 'é', 'amp', 'ba', 'data'),
      string({ minLength: 1, maxLength: 3 }),
    );
    const property = asyncProperty(
      array(tuple(value, value), { minLength: 1, maxLength: 3 }),
      needle,
      oneof({ weight: 1, arbitrary: constantFrom([]) }, { weight: 2, arbitrary: mutations() }),
      tuple(boolean(), integer({ min: 0, max: 1 })),
      async (events, text, changes, [flat, layer]) => {
        const builder = freb({ layout: flat ? 'flat' : 'lines' });
        for (const [a, b] of events)
          builder.event('GENERAL_REQUEST_ENTITY', {
            data: [
              ['A', a],
              ['B', b],
            ],
          });
        const bytes = mutate(builder.toBytes(), changes);
        const wanted = text.toLowerCase();
        for (const item of (await readWith(readers[layer] ?? frebReader, byteSource(bytes))).items) {
          if (item.kind !== 'trace') continue;
          const table = item.trace.events;
          const search = dataSearch(table, item.bytes, wanted) ?? (() => Held.maybe);
          for (let ix = 0; ix < table.length; ix++) {
            const values = eventData(table, item.bytes, ix).map((field) => field.value);
            const there = values.join('\n').toLowerCase().includes(wanted);
            const said = search(ix);
            if (said !== Held.maybe) expect(said === Held.yes, JSON.stringify([wanted, values])).toBe(there);
          }
        }
      },
    );
    await assert(property, { numRuns: 3_000 });
  });
});
