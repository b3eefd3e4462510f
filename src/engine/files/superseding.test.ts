import { describe, expect, it } from 'vitest';
import { freb } from '../../testing/freb-builder.ts';
import { type Dropped, incoming, look, opened, type Opened } from '../../testing/opened.ts';
import { httpErrText, w3cText } from '../../testing/w3c-builder.ts';
import { zip } from '../../testing/zip-builder.ts';

const log = (...paths: readonly string[]): string =>
  w3cText({ rows: paths.map((stem) => ({ stem, status: '502.3' })) });
const trace = (url: string): string =>
  freb({ status: '502.3', url }).errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 1_000 }).toString();

/** Opens files, then later states of some of them. */
async function changed(before: readonly Dropped[], ...after: readonly (readonly Dropped[])[]): Promise<Opened> {
  const { engine } = await opened(before);
  for (const files of after)
    await engine.open(
      incoming(files).map((file) => ({ ...file, replaces: true })),
      () => undefined,
    );
  return look(engine);
}

describe('a later state of a file', () => {
  it('takes the place of the rows of a log, and leaves other logs alone', async () => {
    const { engine, states } = await changed(
      [
        ['a.log', log('/1')],
        ['b.log', log('/2', '/3')],
      ],
      [['a.log', log('/1', '/4', '/5')]],
    );
    expect(states).toEqual(['a.log: skipped superseded', 'b.log: whole', 'a.log: whole']);
    const summaries = await engine.logSummaries();
    expect(summaries.map(({ path, rows }) => [path, rows])).toEqual([
      ['b.log', 2],
      ['a.log', 3],
    ]);
    expect((await engine.summary()).logRows).toBe(5);
  });

  it('takes the place of a trace', async () => {
    const { requests, states } = await changed([['fr1.xml', trace('/before')]], [['fr1.xml', trace('/after')]]);
    expect(states).toEqual(['fr1.xml: skipped superseded', 'fr1.xml: whole']);
    expect(requests.map((row) => row.url)).toEqual(['/after']);
  });

  it('takes the place of what was in an archive', async () => {
    const packed = (...urls: readonly string[]) =>
      zip(urls.map((url) => ({ name: `${url}.xml`, content: trace(url) })));
    const { requests } = await changed([['a.zip', packed('1')]], [['a.zip', packed('1', '2')]]);
    expect(requests.map((row) => row.url)).toEqual(['1', '2']);
  });

  it('takes the place of side files', async () => {
    const rows = (count: number) => httpErrText(Array.from({ length: count }, () => ({ reason: 'AppOffline' })));
    const { engine } = await changed([['httperr1.log', rows(1)]], [['httperr1.log', rows(3)]]);
    expect((await engine.summary()).logRows).toBe(3);
  });

  it('takes nothing away when it cannot be read, or says the same', async () => {
    const before: readonly Dropped[] = [['fr1.xml', trace('/before')]];
    expect((await changed(before, [['fr1.xml', '']])).states).toEqual([
      'fr1.xml: whole',
      'fr1.xml: refused empty-file',
    ]);
    expect((await changed(before, before)).states).toEqual(['fr1.xml: whole', 'fr1.xml: skipped duplicate']);
  });

  it('may come back to what it was', async () => {
    const { engine } = await changed([['a.log', log('/1')]], [['a.log', log('/1', '/2')]], [['a.log', log('/1')]]);
    expect((await engine.summary()).logRows).toBe(1);
  });
});
