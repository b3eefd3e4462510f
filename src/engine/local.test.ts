import { describe, expect, it } from 'vitest';
import { READERS } from '../formats/registry.ts';
import type { FormatReader } from '../formats/reader.ts';
import { freb } from '../testing/freb-builder.ts';
import { frebSamples } from '../testing/samples.ts';
import { type Dropped, incoming, look, opened } from '../testing/opened.ts';
import type { Progress } from './questions/files.ts';
import { createLocalEngine } from './local.ts';

const samples: readonly Dropped[] = frebSamples().map(({ name, bytes }) => [name, bytes]);

const failure = (url: string): string =>
  freb({ status: '502.3', url })
    .start('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: 10 })
    .errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 120_050 })
    .end('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: 120_050, status: 2 })
    .toString();

describe('opening files', () => {
  it('reads the ten sample traces in one go, each with a verdict where it failed', async () => {
    const { engine, requests } = await opened(samples);
    const found = requests.map(({ path, statusCode, module, cause }) => [path[0], statusCode, module, cause]);
    // In the order of time, as SOURCES.md dates them; a2 comes after f.
    expect(found).toEqual([
      ['h', '200', '', null],
      ['a', '502.3', 'AspNetCoreModule', 'app-timeout'],
      ['b', '502.5', 'AspNetCoreModule', 'startup-crash'],
      ['d', '502.3', 'AspNetCoreModule', 'client-disconnect'],
      ['e', '200', '', 'slow-request'],
      ['g', '200', '', 'still-running'],
      ['i', '200', '', 'still-running'],
      ['f', '401.2', 'IIS Web Core', 'other-module'],
      ['a', '502.3', 'AspNetCoreModuleV2', 'app-timeout'],
      ['c', '500.30', 'AspNetCoreModuleV2', 'startup-crash'],
    ]);
    const summary = await engine.summary();
    expect(summary).toMatchObject({ files: 10, traces: 10, failingTraces: 6 });
    expect(summary.byState).toMatchObject({ whole: 9, partial: 1 });
  });

  it('says of each odd file what it is, and reads the good one beside them', async () => {
    const { files, requests } = await opened([
      ['good.xml', failure('http://localhost/good')],
      ['empty.xml', ''],
      ['picture.xml', new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])],
      ['picture.png', new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])],
      ['freb.xsl', '<?xml version="1.0"?><xsl:stylesheet/>'],
      ['style.xml', '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>'],
      ['other.xml', '<?xml version="1.0"?><project/>'],
      ['w3wp.dmp', 'MDMP not really'],
      ['perf.etl', new Uint8Array(100)],
      ['Thumbs.db', 'x'],
      ['notes.md', '# notes'],
    ]);
    const outcome = (path: string) => [files.get(path)?.state, files.get(path)?.reason];
    expect(outcome('good.xml')).toEqual(['whole', null]);
    expect(outcome('empty.xml')).toEqual(['refused', 'empty-file']);
    expect(outcome('picture.xml')).toEqual(['refused', 'foreign-picture']);
    expect(outcome('picture.png')).toEqual(['skipped', 'foreign-picture']);
    expect(outcome('freb.xsl')).toEqual(['skipped', 'stylesheet']);
    expect(outcome('style.xml')).toEqual(['skipped', 'stylesheet']);
    expect(outcome('other.xml')).toEqual(['refused', 'other-root']);
    expect(outcome('w3wp.dmp')).toEqual(['skipped', 'foreign-dump']);
    expect(outcome('perf.etl')).toEqual(['skipped', 'foreign-etl']);
    expect(outcome('Thumbs.db')).toEqual(['skipped', 'litter']);
    expect(outcome('notes.md')).toEqual(['skipped', 'unknown-format']);
    for (const file of files.values()) {
      expect(file.reasonText === '', file.path).toBe(file.state === 'whole');
      expect(file.reasonText).not.toMatch(/^Noted:|[{}]/);
    }
    expect(requests.map((row) => row.path)).toEqual(['good.xml']);
  });

  it('lists the same content as a duplicate of the file that stands first, whichever is read first', async () => {
    const text = failure('http://localhost/twice');
    const { files, requests, engine } = await opened([
      ['first.xml', text],
      ['second.xml', text],
      ['third.xml', failure('http://localhost/other')],
    ]);
    expect(files.get('second.xml')).toMatchObject({
      state: 'skipped',
      reason: 'duplicate',
      reasonText: 'The same content as first.xml, which is read already.',
    });
    expect(requests.map((row) => row.path).sort()).toEqual(['first.xml', 'third.xml']);
    await engine.open(incoming([['again/first.xml', text]]), () => undefined);
    const later = await look(engine);
    expect(later.files.get('again/first.xml')?.reason).toBe('duplicate');
    expect(later.requests).toHaveLength(2);
  });

  it('refuses the file of a reader that throws and keeps the others', async () => {
    const thrower: FormatReader = {
      id: 'applog',
      label: 'throws',
      sniff: (_head, name) => ({ score: name.startsWith('bad') ? 1 : 0, why: 'by name' }),
      read: () => Promise.reject(new RangeError('secret content of the file')),
    };
    const { files, requests } = await opened(
      [
        ['bad-1.xml', failure('http://localhost/1')],
        ['good.xml', failure('http://localhost/2')],
        ['bad-2.xml', failure('http://localhost/3')],
      ],
      [thrower, ...READERS],
    );
    expect(files.get('bad-1.xml')).toMatchObject({ state: 'refused', reason: 'reader-failed' });
    expect(files.get('bad-2.xml')).toMatchObject({ state: 'refused', reason: 'reader-failed' });
    expect(JSON.stringify([...files.values()])).not.toContain('secret content');
    expect(requests.map((row) => row.path)).toEqual(['good.xml']);
  });

  it('refuses a file that cannot be read from disk any more', async () => {
    const gone = new Blob(['x'.repeat(100)]);
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    gone.slice = () => gone;
    const engine = createLocalEngine();
    await engine.open([{ path: 'gone.xml', blob: gone, lastModified: null }], () => undefined);
    expect((await look(engine)).states).toEqual(['gone.xml: refused unreadable']);
  });

  it('takes a folder of more files than its limit in part, and names what was left out', async () => {
    const many: readonly Dropped[] = Array.from({ length: 5_002 }, (_, ix) => [`f${ix}.tmp`, 'x'] as const);
    const { files } = await opened(many);
    expect(files.get('f4999.tmp')?.reason).toBe('unknown-format');
    expect(files.get('f5000.tmp')).toMatchObject({
      state: 'refused',
      reason: 'too-many-files',
      reasonText: 'More than 5,000 files at once; this one was left out.',
    });
  });
});

describe('cancelling', () => {
  it('keeps what was read, passes over the rest, and reads it when asked again', async () => {
    const engine = createLocalEngine();
    const dropped: readonly Dropped[] = Array.from(
      { length: 60 },
      (_, ix) => [`f${ix}.xml`, failure(`http://localhost/${ix}`)] as const,
    );
    let stopped = false;
    const summary = await engine.open(incoming(dropped), (progress) => {
      if (stopped) return;
      stopped = true;
      void engine.cancel(progress.job);
    });
    const { states } = await look(engine);
    const cancelled = states.filter((state) => state.endsWith(': skipped cancelled'));
    expect(cancelled.length).toBeGreaterThan(0);
    expect(summary.byState.whole + cancelled.length).toBe(60);
    expect(summary.byState.reading + summary.byState.waiting).toBe(0);
    expect((await engine.open(incoming(dropped), () => undefined)).traces).toBe(60);
  });

  it('clears while files are still being read', async () => {
    const engine = createLocalEngine();
    const open = engine.open(incoming(samples), () => undefined);
    await engine.clear();
    await open;
    expect(await engine.summary()).toMatchObject({ files: 0, traces: 0, from: null, to: null });
    await engine.open(incoming(samples.slice(0, 2)), () => undefined);
    expect(await engine.summary()).toMatchObject({ files: 2, traces: 2 });
  });
});

describe('what others hear of it', () => {
  it('tells progress that ends with everything done', async () => {
    const engine = createLocalEngine();
    const seen: Progress[] = [];
    await engine.open(incoming(samples), (progress) => seen.push(progress));
    const last = seen.at(-1);
    const bytes = samples.reduce((sum, [, content]) => sum + content.length, 0);
    expect(last).toMatchObject({ filesDone: 10, filesTotal: 10, bytesDone: bytes, bytesTotal: bytes, path: '' });
    for (const [ix, { bytesDone }] of seen.entries())
      expect(bytesDone).toBeGreaterThanOrEqual(seen[ix - 1]?.bytesDone ?? 0);
  });

  it('tells watchers of the state at the end, with a revision that grows', async () => {
    const engine = createLocalEngine();
    const revisions: number[] = [];
    let traces = 0;
    await engine.watch((summary) => {
      revisions.push(summary.revision);
      traces = summary.traces;
    });
    const { revision } = await engine.open(incoming(samples), () => undefined);
    expect(revisions.at(-1)).toBe(revision);
    expect(traces).toBe(10);
    expect([...revisions].sort((a, b) => a - b)).toEqual(revisions);
    const page = await engine.requests({ filter: '', sort: null, from: 0, count: 1 });
    expect(page.revision).toBe(revision);
  });
});
