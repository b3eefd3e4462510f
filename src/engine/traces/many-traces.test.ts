import { expect, it } from 'vitest';
import { fourHundredTraces } from '../../testing/many-traces.ts';
import { type Dropped, opened } from '../../testing/opened.ts';

it('400 traces of six causes are six groups with the right counts', async () => {
  const dropped = fourHundredTraces().map(({ name, text }): Dropped => [name, text]);
  expect(dropped).toHaveLength(400);
  const { engine } = await opened(dropped);
  const { byCause, incidents, total, nothingFailed } = await engine.overview({ range: null, cause: null });
  expect(total).toBe(400);
  expect(nothingFailed).toBe(false);
  expect(byCause.map(({ requests }) => requests)).toEqual([90, 80, 70, 60, 50, 50]);
  expect(incidents.map(({ cause, requests }) => `${cause} ${requests}`)).toEqual(
    expect.arrayContaining(['app-timeout 90', 'connection-refused 80', 'process-launch-failed 60', 'slow-request 50']),
  );
  expect(incidents).toHaveLength(6);
  for (const { urls } of incidents) expect(urls).toEqual(['/api/orders/{n}']);
});
