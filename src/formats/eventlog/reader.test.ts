import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasIssueText } from '../../knowledge/issues.ts';
import type { EventLogRecord } from '../../model/sidefiles.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { type EventLogInput, eventLogBytes, eventLogRecord, eventLogXml } from '../../testing/eventlog-builder.ts';
import { readWith } from '../../testing/read-with.ts';
import { eventLogReader } from './reader.ts';

const START_FAILED: EventLogInput = {
  time: '2026-03-12T14:27:13.1234567Z',
  id: 1000,
  level: 2,
  processId: 6120,
  message: "Application '/LM/W3SVC/1/ROOT' failed to start, ErrorCode = '0x80004005 : e0434352'.\nSecond line <&>",
};
const CRASH: EventLogInput = {
  time: '2026-03-12T14:27:15Z',
  id: 1000,
  provider: 'Application Error',
  message: '',
  processId: null,
  data: [
    ['AppName', 'dotnet.exe'],
    ['ExceptionCode', 'c00000fd'],
    ['ProcessId', '0x1c90'],
  ],
};

async function records(
  content: Uint8Array | string,
  chunk?: number,
): Promise<{ list: readonly EventLogRecord[]; state: string; reason: string | null; issues: readonly string[] }> {
  const source = byteSource(content, 'eventlog.xml', chunk === undefined ? {} : { chunk });
  const { items, summary, issues } = await readWith(eventLogReader, source);
  const list = items.flatMap((item) => (item.kind === 'eventLog' ? item.records : []));
  return { list, state: summary.state, reason: summary.reason, issues: issues.map((issue) => issue.code) };
}

describe('eventLogReader', () => {
  it.each(['viewer', 'query', 'app-service'] as const)('reads the form %s, in pieces of any size', async (shape) => {
    const text = eventLogXml([START_FAILED, CRASH], { shape });
    for (const chunk of [1, 7, 64, 1 << 20]) {
      const { list, state } = await records(text, chunk);
      expect(state).toBe('whole');
      expect(list.map(({ eventId, level, provider, processId }) => ({ eventId, level, provider, processId }))).toEqual([
        { eventId: 1000, level: 2, provider: 'IIS AspNetCore Module V2', processId: 6120 },
        { eventId: 1000, level: 2, provider: 'Application Error', processId: 0x1c90 },
      ]);
      expect(list[0]?.message).toContain('Second line <&>');
      expect(Math.floor((list[0]?.time ?? 0) / 1000)).toBe(Date.parse('2026-03-12T14:27:13Z') / 1000);
    }
  });

  it('turns the classic type of App Service into a level', async () => {
    const inputs = [2, 3, 4].map((level) => ({ ...START_FAILED, level }));
    expect((await records(eventLogXml(inputs, { shape: 'app-service' }))).list.map((one) => one.level)).toEqual([
      2, 3, 4,
    ]);
    expect((await records(eventLogXml(inputs, { shape: 'viewer' }))).list.map((one) => one.level)).toEqual([2, 3, 4]);
  });

  it.each(['utf-8', 'utf-8-bom', 'utf-16le'] as const)('reads %s', async (encoding) => {
    const { list, state } = await records(
      eventLogBytes([{ ...START_FAILED, message: 'Schl\u00FCssel \u2013 \u65E5\u672C' }], {
        encoding,
        declaration: false,
      }),
      3,
    );
    expect(state).toBe('whole');
    expect(list[0]?.data[0]?.value).toBe('Schl\u00FCssel \u2013 \u65E5\u672C');
  });

  it('prefers the rendered message', async () => {
    const { list } = await records(eventLogXml([{ ...START_FAILED, rendered: 'Rendered text' }]));
    expect(list[0]?.message).toBe('Rendered text');
  });

  it('counts lines, and records where the file has one line', async () => {
    const lines = (await records(eventLogXml([START_FAILED, { ...CRASH, message: 'a\nb' }, CRASH], { shape: 'query' })))
      .list;
    expect(lines.map((one) => one.line)).toEqual([1, 3, 4]);
    const flat = (await records(eventLogXml([CRASH, CRASH], { shape: 'viewer', declaration: false }))).list;
    expect(flat.map((one) => one.line)).toEqual([1, 2]);
  });

  it('reads the sample of App Service', async () => {
    const { list, state } = await records(readFileSync('src/testing/samples/logs/azure/LogFiles/eventlog.xml'));
    expect(state).toBe('whole');
    expect(list.slice(0, 5).map((one) => [one.provider, one.eventId, one.processId])).toEqual([
      ['IIS AspNetCore Module V2', 1001, 6120],
      ['.NET Runtime', 1000, null],
      ['IIS AspNetCore Module V2', 1030, 6120],
      ['IIS AspNetCore Module V2', 1012, 6120],
      ['IIS AspNetCore Module V2', 1000, 7312],
    ]);
    expect(list.every((one) => one.time !== null && one.computer === 'dw1sdwk0000AB')).toBe(true);
    expect(list[1]?.message).toContain('RequestPath: /api/reports');
  });

  it('is not fooled by markup inside a message', async () => {
    const message = '</Event><Event><System/></Event><!DOCTYPE html><![CDATA[x]]>';
    const text = eventLogXml([{ ...START_FAILED, message }, CRASH]);
    expect((await records(text)).list[0]?.data[0]?.value).toBe(message);
    const cdata = text.replace(/<Data>&lt;.*?<\/Data>/s, '<Data><![CDATA[</Event><!DOCTYPE html>]]></Data>');
    expect((await records(cdata, 5)).list.map((one) => one.data[0]?.value)).toEqual([
      '</Event><!DOCTYPE html>',
      'dotnet.exe',
    ]);
  });

  it('loses one bad record and no other', async () => {
    const good = eventLogXml([CRASH], { shape: 'query' });
    const bad = good.replace('</System>', '</Sytem>');
    const { list, state, reason } = await records(`<Events>${good}${bad}${good}</Events>`);
    expect([list.length, state, reason]).toEqual([2, 'partial', 'eventlog-damaged-records']);
    const open = await records(`<Events>${good.replace('</Event>', '')}${good}</Events>`);
    expect([open.list.length, open.state]).toEqual([1, 'partial']);
  });

  it('reads a file of one line in time that grows with it', async () => {
    // Were each tag to look through the rest of the line for its end, this would take minutes.
    const text = eventLogXml(
      Array.from({ length: 12_000 }, () => CRASH),
      { shape: 'app-service' },
    );
    expect(text).not.toContain('\n');
    const { list, state } = await records(text, text.length);
    expect([list.length, state]).toEqual([12_000, 'whole']);
  });

  it.each([1 << 16, 1 << 24])('leaves out a record of many megabytes, in pieces of %d bytes', async (chunk) => {
    const text = eventLogXml([CRASH, { ...START_FAILED, message: 'x'.repeat(5_000_000) }, CRASH]);
    const { list, state, reason } = await records(text, chunk);
    expect([list.length, state, reason]).toEqual([2, 'partial', 'eventlog-damaged-records']);
  });

  it.each<[string, string, string | null]>([
    ['<!DOCTYPE Events [<!ENTITY a "b">]><Events/>', 'refused', 'doctype'],
    ['<Events><!DOCTYPE x><Event/></Events>', 'refused', 'doctype'],
    ['<Events></Events>', 'whole', null],
    ['<Events/>', 'whole', null],
    ['<Events>', 'partial', 'eventlog-cut'],
    ['<Events><Event><System/></Event></Events>', 'refused', 'eventlog-damaged-records'],
    ['<Events><Event><System><EventID>1</EventID></System></Event></Events>', 'whole', null],
  ])('%j is %s', async (text, state, reason) => {
    expect(await records(text)).toMatchObject({ state, reason });
  });

  it('gives the whole records of every cut, and says that it is cut', async () => {
    const text = eventLogXml([START_FAILED, CRASH, { ...CRASH, message: 'x' }], { shape: 'app-service' });
    const ends = [...text.matchAll(/<\/Event>/g)].map((match) => match.index + match[0].length);
    for (let end = '<Events>'.length; end < text.length; end++) {
      const { list, state } = await records(text.slice(0, end));
      expect(list.length).toBe(ends.filter((whole) => whole <= end).length);
      expect(state).toBe('partial');
    }
  });

  it('never throws, whatever is in the file, and every issue has a sentence', async () => {
    const piece = fc.constantFrom(
      '<Events>',
      '</Events>',
      '<Event>',
      '</Event>',
      '<System>',
      '<EventID>7</EventID>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<!',
      '<__proto__/>',
      '\n',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(piece, fc.string()), { maxLength: 20 }),
        fc.integer({ min: 1, max: 9 }),
        async (pieces, chunk) => {
          const { issues, state } = await records(pieces.join(''), chunk);
          expect(['whole', 'partial', 'refused']).toContain(state);
          for (const code of issues) expect(hasIssueText(code), code).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('reads what it is told to write', async () => {
    const text = fc
      .string({ unit: fc.constantFrom('a', '<', '&', '>', '"', "'", ']', '\n', '\u00E9', ' ') })
      .map((value) => `x${value}x`);
    const input = fc.record({
      id: fc.integer({ min: 1, max: 65_535 }),
      message: text,
      computer: text,
      level: fc.constantFrom(2, 3, 4),
      time: fc.constant('2026-03-12T00:00:00.000Z'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(input, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('viewer', 'query', 'app-service'),
        async (inputs, shape) => {
          const { list } = await records(eventLogXml(inputs, { shape: shape as 'viewer' }));
          const expected = inputs.map((one) => eventLogRecord(one));
          expect(list.map((one) => [one.eventId, one.level, one.data[0]?.value, one.time])).toEqual(
            expected.map((one) => [one.eventId, one.level, one.data[0]?.value, one.time]),
          );
          expect(list.map((one) => one.computer.replaceAll(/\s+/g, ' '))).toEqual(
            expected.map((one) => one.computer.trim().replaceAll(/\s+/g, ' ')),
          );
        },
      ),
    );
  });

  it('numbers records that share a line, and gives lines where each has its own', async () => {
    const viewer = await records(eventLogXml([{ ...CRASH, message: 'one\ntwo' }, CRASH, CRASH]));
    expect(viewer.list.map(({ line }) => line)).toEqual([1, 2, 3]);
    const query = await records(eventLogXml([CRASH, START_FAILED], { shape: 'query' }).replaceAll('><', '>\n<'));
    expect(query.list[1]?.line).toBeGreaterThan(10);
  });

  it('reads the details of one event that Event Viewer copied as text', async () => {
    const text = `Log Name:      Application\r\nSource:        IIS AspNetCore Module V2\r\nEvent ID:      1018\r\nDescription:\r\nIt ended.\r\nEvent Xml:\r\n${eventLogXml([CRASH], { shape: 'query' })}`;
    expect(eventLogReader.sniff(new TextEncoder().encode(text), 'event.txt').score).toBeGreaterThan(0.8);
    const { list, state } = await records(text);
    expect([list.length, list[0]?.eventId, state]).toEqual([1, CRASH.id, 'whole']);
  });

  it('takes the worker process that WAS writes of, not the service that writes', async () => {
    const was = {
      id: 5011,
      time: CRASH.time,
      message: '',
      provider: 'Microsoft-Windows-WAS',
      channel: 'System',
      processId: 1234,
    };
    const sentence =
      "A process serving application pool 'A' suffered a fatal communication error. The process id was '6120'.";
    const { list } = await records(
      eventLogXml([
        {
          ...was,
          data: [
            ['AppPoolID', 'A'],
            ['ProcessID', '6120'],
          ],
        },
        { ...was, data: [['', 'A']], rendered: sentence },
        { ...was, data: [['AppPoolID', 'A']] },
      ]),
    );
    expect(list.map(({ processId }) => processId)).toEqual([6120, 6120, null]);
  });

  it('knows the levels of Windows where the namespace stands on the root alone', async () => {
    const text = eventLogXml([{ ...CRASH, level: 2 }]).replace(
      /<Events><Event xmlns='[^']*'>/,
      "<Events xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><Event>",
    );
    expect((await records(text)).list[0]?.level).toBe(2);
  });

  it.each<[string, boolean]>([
    ['<Events><Event><System>', true],
    [
      "\uFEFF<?xml version='1.0'?>\n<Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>",
      true,
    ],
    ["<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>", true],
    ['<failedRequest><Event xmlns="x">', false],
    ['<EventsX/>', false],
    ['<Eventual/>', false],
    ['Events', false],
  ])('sniffs %j', (text, mine) => {
    expect(eventLogReader.sniff(new TextEncoder().encode(text), 'a.xml').score > 0.5).toBe(mine);
  });
});
