import { describe, expect, it } from 'vitest';
import { freb } from '../../testing/freb-builder.ts';
import { hostileFaults, hostileFiles } from '../../testing/hostile.ts';
import { type Dropped, opened } from '../../testing/opened.ts';

const corpus = hostileFiles('xml', 'log', 'zip', 'gz', 'other');

const good: readonly Dropped[] = [1, 2, 3].map((number) => [
  `good-${number}.xml`,
  freb({ status: '502.3', url: `http://localhost/${number}` })
    .errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 1_000 })
    .toString(),
]);

describe('the hostile corpus, dropped in one go', () => {
  it('gives every file an outcome that is allowed, and loses none of the good ones', async () => {
    const [first, second, third] = good;
    const dropped = [first, ...corpus.map(({ file, bytes }) => [file, bytes] as const), second, third];
    const { files, states, requests } = await opened(dropped.filter((one) => one !== undefined));
    const faults = corpus.flatMap((file) => {
      const row = files.get(file.file);
      const reading = { state: row?.state ?? 'waiting', events: row?.counts.events ?? null, rows: null, texts: [] };
      // Texts and rows are the business of the readers' own tests; here it is about states and events.
      return hostileFaults({ ...file, literal: [], rows: null }, reading).map((fault) => `${file.file}: ${fault}`);
    });
    expect(faults).toEqual([]);
    for (const [path] of good) expect(states).toContain(`${path}: whole`);
    expect(requests.filter((row) => row.path.startsWith('good-')).map((row) => row.cause)).toEqual([
      'app-timeout',
      'app-timeout',
      'app-timeout',
    ]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('says a reason in words for everything that is not whole', async () => {
    const { files } = await opened(corpus.map(({ file, bytes }) => [file, bytes] as const));
    for (const { path, state, reasonText } of files.values()) {
      expect(reasonText === '', path).toBe(state === 'whole');
      expect(reasonText, path).not.toMatch(/^Noted:|[{}]/);
    }
  });
});
