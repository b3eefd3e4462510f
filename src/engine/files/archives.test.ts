import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { freb } from '../../testing/freb-builder.ts';
import { opened } from '../../testing/opened.ts';
import { zip } from '../../testing/zip-builder.ts';

const trace = (url: string): string =>
  freb({ status: '502.3', url }).errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 1_000 }).toString();

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const gz = (...members: readonly string[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(members.map((member) => gzipSync(member))));

describe('zip archives', () => {
  it('lists the archive and every entry, and reads the traces in it', async () => {
    const archive = zip([
      { name: 'W3SVC1/fr000001.xml', content: trace('http://localhost/1') },
      { name: 'W3SVC1/fr000002.xml', content: trace('http://localhost/2'), method: 0 },
      { name: 'W3SVC1/freb.xsl', content: '<xsl/>' },
      { name: '../../up.xml', content: trace('http://localhost/3') },
      { name: '__proto__', content: trace('http://localhost/4') },
    ]);
    const { states, requests } = await opened([['logs.zip', archive]]);
    expect(states).toEqual([
      'logs.zip: whole',
      'logs.zip!W3SVC1/fr000001.xml: whole',
      'logs.zip!W3SVC1/fr000002.xml: whole',
      'logs.zip!W3SVC1/freb.xsl: skipped stylesheet',
      'logs.zip!../../up.xml: whole',
      'logs.zip!__proto__: whole',
    ]);
    expect(requests.map((row) => row.url)).toEqual([1, 2, 3, 4].map((n) => `http://localhost/${n}`));
  });

  it('keeps two entries of one name apart', async () => {
    const { states } = await opened([
      [
        'twins.zip',
        zip([
          { name: 'a.xml', content: trace('http://localhost/1') },
          { name: 'a.xml', content: trace('http://localhost/2') },
        ]),
      ],
    ]);
    expect(states).toEqual(['twins.zip: whole', 'twins.zip!a.xml: whole', 'twins.zip!a.xml: whole']);
  });

  it('opens an archive inside an archive and no deeper', async () => {
    const inner = zip([{ name: 'fr.xml', content: trace('http://localhost/in') }]);
    const middle = zip([
      { name: 'inner.zip', content: inner },
      { name: 'fr.xml', content: trace('http://localhost/middle') },
    ]);
    const { states } = await opened([['outer.zip', zip([{ name: 'middle.zip', content: middle }])]]);
    expect(states.toSorted()).toEqual([
      'outer.zip!middle.zip!fr.xml: whole',
      'outer.zip!middle.zip!inner.zip: refused archive-too-deep',
      'outer.zip!middle.zip: partial archive-parts',
      'outer.zip: partial archive-parts',
    ]);
  });

  it.each([
    ['a wrong checksum', { declaredCrc: 1 }, 'archive-damaged'],
    ['a size that is too small', { declaredSize: 10 }, 'archive-damaged'],
    ['a size that is too large', { declaredSize: 1_000_000 }, 'archive-damaged'],
    ['encryption', { encrypted: true }, 'archive-encrypted'],
    ['an unknown method', { method: 97 }, 'archive-method'],
  ])('refuses an entry with %s and reads the others', async (_what, lie, reason) => {
    const { states } = await opened([
      [
        'a.zip',
        zip([
          { name: 'good.xml', content: trace('http://localhost/good') },
          { name: 'bad.xml', content: trace('http://localhost/bad'), ...lie },
          { name: 'last.xml', content: trace('http://localhost/last') },
        ]),
      ],
    ]);
    expect(states.toSorted()).toEqual([
      `a.zip!bad.xml: refused ${reason}`,
      'a.zip!good.xml: whole',
      'a.zip!last.xml: whole',
      'a.zip: partial archive-parts',
    ]);
  });

  it('stops at entries that lie over one another', async () => {
    const content = trace('http://localhost/over');
    const { states } = await opened([
      [
        'a.zip',
        zip([
          { name: 'a.xml', content },
          { name: 'a.xml', content, sameAs: 0 },
          { name: 'a.xml', content, sameAs: 0 },
        ]),
      ],
    ]);
    expect(states).toEqual([
      'a.zip: partial archive-overlap',
      'a.zip!a.xml: whole',
      'a.zip!a.xml: refused archive-overlap',
    ]);
  });

  it.each([
    ['the end is missing', (whole: Uint8Array<ArrayBuffer>) => whole.slice(0, -30), 'archive-unreadable'],
    ['only the signature is there', () => bytes('PK\u0003\u0004'), 'archive-unreadable'],
    ['nothing is in it', () => zip([]), 'archive-empty'],
    ['only folders are in it', () => zip([{ name: 'folder/', content: '' }]), 'archive-empty'],
  ])('refuses an archive when %s', async (_what, made, reason) => {
    const whole = zip([{ name: 'a.xml', content: trace('http://localhost/') }]);
    const { states } = await opened([['a.zip', made(whole)]]);
    expect(states).toEqual([`a.zip: refused ${reason}`]);
  });

  it('never unpacks memory dumps and the like', async () => {
    const { states } = await opened([['a.zip', zip([{ name: 'w3wp.dmp', content: 'x', declaredCrc: 1 }])]]);
    expect(states).toEqual(['a.zip: whole', 'a.zip!w3wp.dmp: skipped foreign-dump']);
  });
});

describe('gzip files', () => {
  it('reads all members in a row as one file', async () => {
    const text = trace('http://localhost/gz');
    const { states, requests } = await opened([
      ['fr.xml.gz', gz(text.slice(0, 500), text.slice(500, 600), text.slice(600))],
    ]);
    expect(states).toEqual(['fr.xml.gz: whole', 'fr.xml.gz!fr.xml: whole']);
    expect(requests[0]?.url).toBe('http://localhost/gz');
  });

  it('gives what came before the cut', async () => {
    const text = trace('http://localhost/cut');
    const packed = gz(text);
    const { states } = await opened([['fr.xml.gz', packed.slice(0, -60)]]);
    expect(states[0]).toBe('fr.xml.gz: partial archive-cut');
    expect(states[1]).toMatch(/fr\.xml\.gz!fr\.xml: (partial|refused)/);
  });

  it('says so when a checksum is wrong', async () => {
    const packed = gz(trace('http://localhost/crc'));
    packed[packed.length - 8] = (packed[packed.length - 8] ?? 0) ^ 1;
    const { states } = await opened([['fr.xml.gz', packed]]);
    expect(states).toEqual(['fr.xml.gz: partial archive-damaged', 'fr.xml.gz!fr.xml: whole']);
  });

  it('refuses what only begins like gzip', async () => {
    const { states } = await opened([['noise.gz', new Uint8Array([0x1f, 0x8b, 8, 255, 255, 255, 1, 2, 3])]]);
    expect(states).toEqual(['noise.gz: refused archive-unreadable']);
  });

  it('stops a bomb long before it is unpacked', async () => {
    const { states, files } = await opened([['bomb.log.gz', new Uint8Array(gzipSync(Buffer.alloc(64_000_000, 65)))]]);
    expect(states).toEqual(['bomb.log.gz: refused archive-bomb', 'bomb.log.gz!bomb.log: refused archive-bomb']);
    expect(files.get('bomb.log.gz!bomb.log')?.size).toBeLessThan(40_000_000);
  });
});
