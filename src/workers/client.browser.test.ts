import { expect, test } from 'vitest';
import { connectEngine } from './client.ts';

const samples = import.meta.glob('../testing/samples/freb/*.xml', { query: '?raw', import: 'default', eager: true });

test('opens the sample traces in workers', async () => {
  const { engine, dispose } = connectEngine();
  const files = Object.entries(samples).map(([path, text]) => ({
    path,
    blob: new Blob([text as string]),
    lastModified: null,
  }));
  const t0 = performance.now();
  const summary = await engine.open(files, (p) => console.log(JSON.stringify(p)));
  console.log(performance.now() - t0, JSON.stringify(summary));
  const page = await engine.requests({ filter: '', sort: null, from: 0, count: 20 });
  console.log(page.rows.map((r) => `${r.path} ${r.statusCode} ${r.module}`).join('\n'));
  expect(summary.traces).toBe(10);
  dispose();
});
