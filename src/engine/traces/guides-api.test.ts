import { expect, it } from 'vitest';
import type { TraceKey } from '../../model/units.ts';
import { opened } from '../../testing/opened.ts';
import { frebSamples } from '../../testing/samples.ts';

function sampleBytes(letter: string): Uint8Array<ArrayBuffer> {
  return frebSamples().find((file) => file.name.startsWith(`${letter}-`))?.bytes ?? new Uint8Array();
}

it('reads the guides of an open trace, and knows nothing of others', async () => {
  const { engine, requests } = await opened([['fr000001.xml', sampleBytes('a')]]);
  const key = requests[0]?.key ?? ('' as TraceKey);
  const guides = await engine.guides(key);
  expect(guides?.rewrite[0]?.rules[0]?.name).toBe('Force HTTPS');
  expect(guides?.authentication.attempts.map((one) => one.outcome)).toEqual(['no-credentials', 'succeeded']);
  expect(guides?.cache.kernel).toHaveLength(1);
  expect(await engine.guides('nothing' as TraceKey)).toBeNull();
});

it('shows where the time of traces went, leaving out what is not open', async () => {
  const { engine, requests } = await opened([
    ['fr000001.xml', sampleBytes('a')],
    ['fr000002.xml', sampleBytes('b')],
  ]);
  const keys = requests.map((row) => row.key);
  const [a, b] = await Promise.all(keys.map((key) => engine.icicle([key])));
  const both = await engine.icicle([...keys, 'nothing' as TraceKey]);
  expect(both).toMatchObject({ traces: 2, total: (a?.total ?? 0) + (b?.total ?? 0) });
  expect(await engine.icicle([])).toMatchObject({ traces: 0, children: [] });
});
