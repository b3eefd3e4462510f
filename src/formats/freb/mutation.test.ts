import { asyncProperty, assert, constantFrom } from 'fast-check';
import { expect, it } from 'vitest';
import { byteSource } from '../../testing/byte-source.ts';
import { freb } from '../../testing/freb-builder.ts';
import { mutate, mutations } from '../../testing/mutations.ts';
import { plainTraces } from '../../testing/plain-trace.ts';
import { readWith } from '../../testing/read-with.ts';
import { frebReader } from './reader.ts';

const trace = (layout: 'lines' | 'flat'): Uint8Array =>
  freb({ layout, appPool: { raw: 'A & B' } })
    .event('GENERAL_REQUEST_HEADERS', { data: [['Headers', 'Host: a\r\nCookie: x="1" & <2>\r\n']] })
    .start('M', 'MAP_PATH', { at: 16 })
    .end('M', 'MAP_PATH', { at: 31 })
    .toBytes();

it('a mutated trace never throws, and every event shown lies in the file', async () => {
  const files = [trace('lines'), trace('lines'), trace('flat')];
  const property = asyncProperty(constantFrom(0, 1, 2), mutations(), async (file, changes) => {
    const bytes = mutate(files[file] ?? new Uint8Array(), changes);
    const result = await readWith(frebReader, byteSource(bytes));
    const { state, reason, counts } = result.summary;
    if (state !== 'whole') expect(reason).not.toBeNull();
    // Whatever was handed over before a refusal does not count.
    if (state === 'refused') return;
    let before = 0;
    for (const one of plainTraces(result)) {
      for (const { raw } of one.events) {
        expect(raw[0]).toBeGreaterThanOrEqual(before);
        expect(raw[1]).toBeGreaterThan(raw[0]);
        before = raw[1];
      }
      const usable = one.events.filter((event) => !event.flags.includes('damaged')).length;
      expect(counts.events ?? 0).toBeGreaterThanOrEqual(usable);
    }
    expect(before).toBeLessThanOrEqual(bytes.length);
  });
  await assert(property, { numRuns: 16_000 });
});
