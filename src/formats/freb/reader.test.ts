import { describe, expect, it } from 'vitest';
import type { EpochMs } from '../../model/units.ts';
import { LIMITS } from '../../intake/limits.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { encodeText, freb, type FrebBuilder } from '../../testing/freb-builder.ts';
import { plainTraces, scannedShare } from '../../testing/plain-trace.ts';
import { readWith } from '../../testing/read-with.ts';
import { frebReader } from './reader.ts';

const three = (options = {}): FrebBuilder =>
  freb(options)
    .event('GENERAL_REQUEST_START', { at: 0 })
    .start('M', 'BEGIN_REQUEST', { at: 16 })
    .end('M', 'BEGIN_REQUEST', { at: 31 });

async function read(content: Uint8Array | string | FrebBuilder) {
  const bytes = typeof content === 'string' || content instanceof Uint8Array ? content : content.toBytes();
  const result = await readWith(frebReader, byteSource(bytes));
  return { ...result.summary, traces: plainTraces(result), codes: result.issues.map((issue) => issue.code), result };
}

describe('refused', () => {
  it.each([
    ['nothing', '', 'empty-file'],
    ['blanks', ' \r\n ', 'no-root'],
    ['other XML', '<?xml version="1.0"?><!-- c --><configuration/>', 'other-root'],
    ['a look-alike', '<failedRequests url=""></failedRequests>', 'other-root'],
    ['text', 'hello', 'not-xml'],
    ['a picture', '\u0089PNG\r\n\u001a\n', 'not-xml'],
    ['a cut root', '<failedRequest url="a" verb', 'no-root'],
    ['an unknown encoding', '<?xml version="1.0" encoding="UTF-7"?><failedRequest/>', 'unknown-encoding'],
    ['a DOCTYPE', `<!DOCTYPE failedRequest>${three({ prolog: '' }).toString()}`, 'doctype'],
    ['a DOCTYPE inside', three().raw('<!DOCTYPE x>').toString(), 'doctype'],
    [
      'a DOCTYPE in an event',
      three()
        .event('X', { data: [['a', { raw: '<!DOCTYPE x>' }]] })
        .toString(),
      'doctype',
    ],
    ['a DOCTYPE behind', `${three().toString()}\n<!DOCTYPE x>`, 'doctype'],
    ['a DOCTYPE in UTF-16', encodeText('<!DOCTYPE x><failedRequest/>', 'utf-16le'), 'doctype'],
    [
      '200 levels',
      three()
        .event('X', { data: [['a', { raw: '<q>'.repeat(200) + '</q>'.repeat(200) }]] })
        .toString(),
      'too-deep',
    ],
    ['200 levels outside of events', three().raw('<q>'.repeat(200)).toString(), 'too-deep'],
  ])('%s', async (_what, content, reason) => {
    const { state, reason: given, codes, counts } = await read(content);
    expect({ state, given, last: codes.at(-1), counts }).toEqual({
      state: 'refused',
      given: reason,
      last: reason,
      counts: { events: null, rows: null, damaged: 0 },
    });
  });

  it('a file over the limit, before it is read', async () => {
    const source = { ...byteSource('x'), size: LIMITS.traceBytes + 1, bytes: () => Promise.reject(new Error('read')) };
    const { summary, issues } = await readWith(frebReader, source);
    expect([summary.state, summary.reason]).toEqual(['refused', 'trace-too-large']);
    expect(issues[0]?.args).toEqual({ size: LIMITS.traceBytes + 1, limit: LIMITS.traceBytes });
  });
});

it('freb.xsl under another name is passed over', async () => {
  const sheet = '<?xml version="1.0"?><xsl:stylesheet version="1.0"></xsl:stylesheet>';
  expect(await read(sheet)).toMatchObject({ state: 'skipped', reason: 'stylesheet', codes: ['stylesheet'] });
});

describe('DOCTYPE that is only text', () => {
  it.each([
    ['in CDATA', '<![CDATA[<!DOCTYPE html>]]>', '<!DOCTYPE html>'],
    ['in a comment', '<!-- <!DOCTYPE html> -->', ''],
    ['escaped', '&lt;!DOCTYPE html&gt;', '<!DOCTYPE html>'],
  ])('%s', async (_what, raw, value) => {
    const { state, traces } = await read(three().event('X', { data: [['a', { raw }]] }));
    expect(state).toBe('whole');
    expect(traces[0]?.events[3]?.data[1]).toEqual({ name: 'a', value });
  });
});

describe('whole', () => {
  it.each([
    ['LF', { newline: '\n' }],
    ['a mark', { encoding: 'utf-8-bom' }],
    ['UTF-16 LE', { encoding: 'utf-16le' }],
    ['UTF-16 BE', { encoding: 'utf-16be' }],
    ['windows-1252', { encoding: 'windows-1252' }],
    ['no prolog', { prolog: '' }],
    ['no line breaks', { layout: 'flat' }],
    ['short root', { shortForm: true }],
  ] as const)('%s', async (_what, options) => {
    const { state, traces } = await read(three(options).event('GRÖSSE', { at: 47 }));
    expect(state).toBe('whole');
    expect(traces[0]?.events.map((event) => [event.name, event.time])).toEqual([
      ['GENERAL_REQUEST_START', 0],
      ['NOTIFY_MODULE_START', 16],
      ['NOTIFY_MODULE_END', 31],
      ['GRÖSSE', 47],
    ]);
  });

  it('a root without events, also as an empty element', async () => {
    expect((await read(freb())).traces[0]?.events).toEqual([]);
    const { state, traces } = await read('<failedRequest url="u" statusCode="500.30"/>');
    expect([state, traces[0]?.request.statusCode, traces[0]?.startedAt]).toEqual(['whole', '500.30', null]);
  });

  it('a UTF-16 trace, with offsets into its UTF-8 form', async () => {
    const { traces, codes, result } = await read(three({ encoding: 'utf-16le' }));
    expect(traces[0]?.gaps).toEqual([{ kind: 're-encoded' }]);
    expect(codes).toEqual(['re-encoded']);
    const [item] = result.items;
    const event = traces[0]?.events[1];
    if (item?.kind !== 'trace' || event === undefined) throw new Error('no trace');
    expect(new TextDecoder().decode(item.bytes.subarray(...event.raw))).toMatch(/^<Event [\s\S]*<\/Event>$/);
    expect(scannedShare(result)).toBe(1);
  });

  it('events without a usable time, kept in place and out of the scale', async () => {
    const { state, codes, traces } = await read(
      three()
        .event('A', { systemTime: '2026-02-31T25:00:00Z' })
        .event('B', { systemTime: '9999-01-01T00:00:00.000Z' })
        .event('C', { systemTime: '' })
        .event('D', { at: 47 }),
    );
    expect([state, codes]).toEqual(['whole', ['bad-time']]);
    expect(traces[0]?.events.map((event) => event.time)).toEqual([0, 16, 31, null, null, null, 47]);
    expect(traces[0]?.observed).toBe(47);
  });

  it('never sorts: a time that goes back stays where it stands', async () => {
    const { traces } = await read(freb().event('A', { at: 100 }).event('B', { at: 50 }).event('C', { at: 150 }));
    expect(traces[0]?.events.map((event) => [event.name, event.time])).toEqual([
      ['A', 0],
      ['B', -50],
      ['C', 50],
    ]);
  });

  it('fractions of a millisecond', async () => {
    const { traces } = await read(
      freb()
        .event('A', { systemTime: '2026-03-12T14:21:37.2041250Z' })
        .event('B', { systemTime: '2026-03-12T14:21:37.2097500Z' }),
    );
    expect(traces[0]?.events[1]?.time).toBeCloseTo(5.625, 3);
    expect(traces[0]?.grain).toBeCloseTo(5.625, 3);
  });
});

describe('what IIS left out', () => {
  it('late start, size limit and the time rule are gaps of a whole file', async () => {
    const { state, codes, traces } = await read(
      freb({ failureReason: 'TIME_TAKEN' })
        .end('FailedRequestsTracingModule', 'BEGIN_REQUEST')
        .event('LOG_FILE_MAX_SIZE_TRUNCATE', { at: 16 }),
    );
    expect([state, codes]).toEqual(['whole', ['late-start', 'size-limit', 'time-rule']]);
    expect(traces[0]?.gaps).toEqual([
      { kind: 'late-start', at: 0 },
      { kind: 'size-limit', at: 1 },
      { kind: 'time-rule', at: 1 },
    ]);
  });

  it('an end inside a child request is not the end of the request', async () => {
    const running = freb({ failureReason: 'TIME_TAKEN' })
      .event('GENERAL_REQUEST_START')
      .event('GENERAL_CHILD_REQUEST_START')
      .event('GENERAL_REQUEST_START')
      .event('GENERAL_REQUEST_END')
      .event('GENERAL_CHILD_REQUEST_END');
    expect((await read(running)).traces[0]?.gaps.map((gap) => gap.kind)).toEqual(['time-rule']);
    const ended = running.event('GENERAL_REQUEST_END');
    expect((await read(ended)).traces[0]?.gaps).toEqual([]);
  });

  it('a trace of errors only, or of ASP.NET first, does not start late', async () => {
    const errors = freb().event('GENERAL_REQUEST_START').errorStatus('M', '502.3', 0);
    expect((await read(errors)).traces[0]?.gaps).toEqual([]);
    const managed = freb().event('AspNetStart').event('GENERAL_REQUEST_START').start('M', 'BEGIN_REQUEST');
    expect((await read(managed)).traces[0]?.gaps).toEqual([]);
  });
});

describe('partial', () => {
  it.each([
    ['text between events', (t: FrebBuilder) => t.raw('stray'), 'stray-text'],
    ['an undefined entity', (t: FrebBuilder) => t.event('X', { data: [['a', { raw: '&nbsp;' }]] }), 'bad-reference'],
    ['a control character', (t: FrebBuilder) => t.event('X', { data: [['a', '\u0003']] }), 'control-character'],
    ['a stray end tag', (t: FrebBuilder) => t.raw('</Event>'), 'mismatched-tag'],
  ])('%s', async (_what, change, code) => {
    const { state, reason, codes } = await read(change(three()));
    expect([state, reason, codes]).toEqual(['partial', code, [code]]);
  });

  it('a page copied out of a browser, with words in front of the XML', async () => {
    const { state, codes, traces } = await read(`This XML file has no style information.\n${three().toString()}`);
    expect([state, codes]).toEqual(['partial', ['stray-text', 'misplaced-declaration']]);
    expect(traces[0]?.events).toHaveLength(3);
  });

  it('an event without a name keeps its data; one with nothing at all counts as damaged', async () => {
    const nameless = '<Event><EventData><Data Name="a">1</Data></EventData></Event>';
    const { codes, counts, traces } = await read(three().raw(`${nameless}<Event/><Event></Event>`));
    expect(codes).toEqual(['nameless-event', 'bad-time']);
    expect(counts).toEqual({ events: 4, rows: null, damaged: 2 });
    expect(traces[0]?.events[3]).toMatchObject({ name: '', flags: [], data: [{ name: 'a', value: '1' }] });
  });

  it('an event that the parser would not take is read by its tags', async () => {
    const { codes, traces } = await read(three().event('X', { data: [['a', { raw: 'b<__proto__>c</__proto__>' }]] }));
    expect(codes).toEqual(['odd-event']);
    expect(traces[0]?.events[3]).toMatchObject({ name: 'X', flags: [] });
    expect(traces[0]?.events[3]?.data[1]).toEqual({ name: 'a', value: 'bc' });
  });

  it('an event without end tag before the next one is shown damaged, and the next is whole', async () => {
    const cut = three().toString().split('<EventData>', 2).join('<EventData>');
    const { traces, counts, codes, state } = await read(
      cut +
        three({ prolog: '' })
          .toString()
          .replace(/<failedRequest[^>]*>/, ''),
    );
    expect(state).toBe('partial');
    expect(counts).toEqual({ events: 4, rows: null, damaged: 1 });
    expect(codes).toContain('unclosed-event');
    expect(traces[0]?.events.map((event) => event.name)).toEqual([
      'GENERAL_REQUEST_START',
      '',
      'GENERAL_REQUEST_START',
      'NOTIFY_MODULE_START',
      'NOTIFY_MODULE_END',
    ]);
    expect(traces[0]?.events[1]?.flags).toContain('damaged');
    expect(traces[0]?.gaps).toContainEqual({ kind: 'bad-event', at: 1, count: 1 });
  });

  it('two traces in one file, each shown with a key of its own', async () => {
    const { state, traces, counts, codes } = await read(three().toString() + three({ status: '404' }).toString());
    expect(state).toBe('partial');
    expect(codes).toContain('several-traces');
    expect(counts.events).toBe(6);
    expect(traces.map((trace) => [trace.key, trace.request.statusCode])).toEqual([
      ['test:fr000001.xml', '200'],
      ['test:fr000001.xml#2', '404'],
    ]);
  });

  it('a trace without end tag in front of another is cut, and both are shown', async () => {
    const { traces } = await read(three({ closed: false }).toString() + three({ prolog: '' }).toString());
    expect(traces.map((trace) => trace.gaps.map((gap) => gap.kind))).toEqual([['cut-copy'], []]);
  });

  it('root attributes written without escaping', async () => {
    const { state, traces } = await read(three({ appPool: { raw: 'Q&A <x>' }, verb: { raw: 'P&T' } }));
    expect(state).toBe('partial');
    expect(traces[0]?.request).toMatchObject({ appPool: 'Q&A <x>', verb: 'P&T' });
    expect(traces[0]?.gaps.map((gap) => gap.kind)).toEqual(['unescaped-attributes']);
  });

  it('bytes that are not UTF-8', async () => {
    const { state, traces } = await read(
      encodeText(
        three()
          .event('X', { data: [['a', 'é']] })
          .toString(),
        'windows-1252',
      ),
    );
    expect(state).toBe('partial');
    expect(traces[0]?.events[3]?.data[1]?.value).toBe('\uFFFD');
    expect(traces[0]?.gaps).toEqual([{ kind: 'replaced-characters', count: 1 }]);
  });

  it('a wrong declaration without a mark is worth a warning, with a mark a note', async () => {
    const lying = three({ prolog: '<?xml version="1.0" encoding="UTF-16"?>' });
    expect(await read(lying)).toMatchObject({ state: 'partial', reason: 'encoding-mismatch' });
    const marked = encodeText(three().toString(), 'utf-16le');
    expect(await read(marked)).toMatchObject({ state: 'whole', codes: ['re-encoded', 'encoding-mismatch'] });
  });
});

describe('long work', () => {
  /** Flat events take the reference layer, which is slow enough to be interrupted. */
  const long = freb({ layout: 'flat' });
  for (let n = 0; n < 6000; n++) long.start('M', 'BEGIN_REQUEST', { at: n });
  const source = byteSource(long.toBytes(), 'fr000001.xml', { lastModified: 0 as EpochMs });

  it('reports progress that grows to the size of the file', async () => {
    const seen: number[] = [];
    const sink = { add: () => {}, issue: () => {}, progress: (bytes: number) => void seen.push(bytes) };
    await frebReader.read(source, sink, new AbortController().signal);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(source.size);
  });

  it('stops at the next pause when aborted', async () => {
    const controller = new AbortController();
    let added = 0;
    const sink = { add: () => void added++, issue: () => {}, progress: () => controller.abort() };
    await expect(frebReader.read(source, sink, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(added).toBe(0);
  });
});
