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

/** Bytes of the list of entries and what follows it: the last record says where it begins. */
function directoryLength(archive: Uint8Array<ArrayBuffer>): number {
  const end = new DataView(archive.buffer, archive.length - 22);
  return archive.length - end.getUint32(16, true);
}

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
    ['only the signature is there', () => bytes('PK\u0003\u0004'), 'archive-unreadable'],
    ['nothing is in it', () => zip([]), 'archive-empty'],
    ['only folders are in it', () => zip([{ name: 'folder/', content: '' }]), 'archive-empty'],
    ['only folders of Windows are in it', () => zip([{ name: 'a\\b\\', content: '' }]), 'archive-empty'],
    ['it is a page that says it could not be downloaded', () => bytes('<html>401</html>'), 'archive-unreadable'],
  ])('refuses an archive when %s', async (_what, made, reason) => {
    const { states } = await opened([['a.zip', made()]]);
    expect(states).toEqual([`a.zip: refused ${reason}`]);
  });

  it.each([
    ['its end is missing', { stream: false }],
    ['its end is missing and its sizes follow the data, as in a download', { stream: true }],
  ])('reads what is there when %s', async (_what, { stream }) => {
    const files = [
      { name: 'W3SVC1\\', content: '', method: 0 },
      { name: 'W3SVC1/fr000001.xml', content: trace('http://localhost/1') },
      { name: 'freb.xsl', content: '<xsl/>' },
      { name: 'stored.xml', content: trace('http://localhost/2'), method: 0 },
      { name: 'last.xml', content: trace('http://localhost/3') },
    ];
    const whole = zip(files.map((file) => ({ ...file, sizesFollow: stream })));
    const directory = whole.length - directoryLength(whole);
    const { states } = await opened([['a.zip', whole.slice(0, directory - (stream ? 16 : 0) - 100)]]);
    expect(states.slice(0, 4)).toEqual([
      'a.zip: partial archive-cut',
      'a.zip!W3SVC1/fr000001.xml: whole',
      'a.zip!freb.xsl: skipped stylesheet',
      'a.zip!stored.xml: whole',
    ]);
    expect(states[4]).toMatch(/^a\.zip!last\.xml: (?:partial|refused)/);
    const untouched = await opened([['a.zip', whole.slice(0, directory)]]);
    expect(untouched.states.at(-1)).toBe('a.zip!last.xml: whole');
    expect((await opened([['a.zip', whole]])).states[0]).toBe('a.zip: whole');
  });

  it('holds what it reads without a list of entries to the checksums that are there', async () => {
    const made = zip([
      { name: 'a.xml', content: trace('http://localhost/1'), declaredCrc: 1 },
      { name: 'b.xml', content: trace('http://localhost/2'), encrypted: true },
      { name: 'c.xml', content: trace('http://localhost/3'), method: 97 },
      { name: 'd.xml', content: trace('http://localhost/4') },
    ]);
    const { states } = await opened([['a.zip', made.slice(0, made.length - directoryLength(made))]]);
    expect(states).toEqual([
      'a.zip: partial archive-cut',
      'a.zip!a.xml: refused archive-damaged',
      'a.zip!b.xml: refused archive-encrypted',
      'a.zip!c.xml: refused archive-method',
      'a.zip!d.xml: whole',
    ]);
  });

  it('stops a bomb without a list of entries too', async () => {
    const made = zip([{ name: 'a.log', content: new Uint8Array(40_000_000) }]);
    const { states } = await opened([['a.zip', made.slice(0, -30)]]);
    expect(states).toEqual(['a.zip: refused archive-cut', 'a.zip!a.log: refused archive-bomb']);
  });

  it('says of an archive what is said of all that is in it', async () => {
    const secret = zip([
      { name: 'a.xml', content: 'x', encrypted: true },
      { name: 'b.xml', content: 'y', encrypted: true },
    ]);
    const litter = zip([{ name: 'Thumbs.db', content: 'x' }]);
    const foreign = zip([
      { name: 'Thumbs.db', content: 'x' },
      { name: 'notes.md', content: '#' },
    ]);
    const { states, files } = await opened([
      ['secret.zip', secret],
      ['litter.zip', litter],
      ['foreign.zip', foreign],
      ['logs.tar.gz', gz(`${'\0'.repeat(257)}ustar`)],
      ['report.xlsx', litter],
    ]);
    expect(states.filter((one) => !one.includes('!')).toSorted()).toEqual([
      'foreign.zip: skipped archive-nothing',
      'litter.zip: skipped litter',
      'logs.tar.gz: skipped foreign-tar',
      'report.xlsx: skipped foreign-document',
      'secret.zip: refused archive-encrypted',
    ]);
    expect(files.get('secret.zip')?.reasonText).toMatch(/Encrypted/);
  });

  it('counts what is there twice as read', async () => {
    const content = trace('http://localhost/twice');
    const { states } = await opened([
      ['fr000001.xml', content],
      ['a.zip', zip([{ name: 'W3SVC1\\fr000001.xml', content }])],
    ]);
    expect(states).toContain('a.zip: whole');
  });

  it('keeps the configuration of two sites apart, however alike', async () => {
    const config =
      '<configuration><system.webServer><aspNetCore processPath="dotnet"/></system.webServer></configuration>';
    const { states } = await opened([
      [
        'a.zip',
        zip([
          { name: 'Sites/Shop/web.config', content: config },
          { name: 'Sites/Blog/web.config', content: config },
          { name: 'copy/Sites/Blog/web.config', content: config },
        ]),
      ],
    ]);
    expect(states.toSorted()).toEqual([
      'a.zip!Sites/Blog/web.config: whole',
      'a.zip!Sites/Shop/web.config: whole',
      'a.zip!copy/Sites/Blog/web.config: skipped duplicate',
      'a.zip: whole',
    ]);
  });

  it('finds the archive behind a program or other bytes', async () => {
    const inner = zip([{ name: 'a.xml', content: trace('http://localhost/behind') }]);
    const { states } = await opened([['logs.zip', new Uint8Array([...bytes('#!/bin/sh\n'.repeat(50)), ...inner])]]);
    expect(states).toEqual(['logs.zip: whole', 'logs.zip!a.xml: whole']);
  });

  it('never unpacks memory dumps and the like', async () => {
    const { states } = await opened([['a.zip', zip([{ name: 'w3wp.dmp', content: 'x', declaredCrc: 1 }])]]);
    expect(states).toEqual(['a.zip: skipped foreign-dump', 'a.zip!w3wp.dmp: skipped foreign-dump']);
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

  it('passes over what stands behind the last member', async () => {
    const text = trace('http://localhost/tape');
    const padded = await opened([['fr.xml.gz', new Uint8Array([...gz(text), ...new Uint8Array(700)])]]);
    expect(padded.states).toEqual(['fr.xml.gz: whole', 'fr.xml.gz!fr.xml: whole']);
    const more = await opened([['fr.xml.gz', new Uint8Array([...gz(text), ...bytes('and more')])]]);
    expect(more.states).toEqual(['fr.xml.gz: partial archive-trailing', 'fr.xml.gz!fr.xml: whole']);
  });

  it('gives every byte that can be unpacked before the cut', async () => {
    const lines = `${'x'.repeat(999)}\n`.repeat(4_000);
    const { files } = await opened([['a.log.gz', gz(lines).slice(0, -12)]]);
    expect(files.get('a.log.gz!a.log')?.size).toBeGreaterThan(3_900_000);
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
