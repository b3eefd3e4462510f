import { describe, expect, it } from 'vitest';
import type { EventDetail } from '../../model/events.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { freb } from '../../testing/freb-builder.ts';
import { readWith } from '../../testing/read-with.ts';
import { frebSamples } from '../../testing/samples.ts';
import { eventDetail } from './detail.ts';
import { frebReader } from './reader.ts';
import { readEvent } from './reference.ts';
import { salvageEvent } from './salvage.ts';

async function details(content: Uint8Array): Promise<readonly EventDetail[]> {
  const { items } = await readWith(frebReader, byteSource(content));
  return items.flatMap((item) =>
    item.kind === 'trace'
      ? Array.from(item.trace.events.name, (_, ix) => eventDetail(item.trace.events, item.bytes, ix))
      : [],
  );
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('event detail', () => {
  it('holds everything an event says', async () => {
    const trace = freb({ culture: 'de-DE', computer: 'A&B' }).event('GENERAL_FLUSH_RESPONSE_END', {
      relatedActivityId: '{R}',
      data: [
        ['BytesSent', 0],
        ['ErrorCode', 2147942402],
        ['ErrorCode', ''],
      ],
      descriptions: [['ErrorCode', { raw: 'Das System kann die angegebene Datei nicht finden.\r (0x80070002)' }]],
    });
    expect(await details(trace.toBytes())).toEqual([
      {
        name: 'GENERAL_FLUSH_RESPONSE_END',
        provider: 'WWW Server',
        providerGuid: '{3A2A4E84-4C21-4981-AE10-3FDA0D9B0F83}',
        version: '1',
        level: '4',
        opcode: '36',
        keywords: '0x0',
        keywordNames: [],
        systemTime: '2026-03-12T14:21:37.204Z',
        activityId: '{4000021C-0003-F400-B63F-84710C7967BB}',
        processId: '6120',
        threadId: '7420',
        computer: 'A&B',
        culture: 'de-DE',
        eventGuid: '{D42CF7EF-DE92-473E-8B6C-621EA663113A}',
        data: [
          { name: 'ContextId', value: '{4000021C-0003-F400-B63F-84710C7967BB}' },
          { name: 'BytesSent', value: '0' },
          { name: 'ErrorCode', value: '2147942402' },
          { name: 'ErrorCode', value: '' },
        ],
        descriptions: [
          { name: 'ErrorCode', value: 'Das System kann die angegebene Datei nicht finden.\n (0x80070002)' },
        ],
      },
    ]);
  });

  it('takes descriptions whatever prefix a program that saved the file gave them', async () => {
    const text = freb().start('M', 'MAP_PATH').toString().replaceAll('freb:', 'f:').replace('xmlns:freb', 'xmlns:f');
    const [detail] = await details(encode(text));
    expect(detail?.descriptions).toEqual([{ name: 'Notification', value: 'MAP_PATH' }]);
  });
});

describe('the two readings of the reference layer', () => {
  it('by structure and by tag names, give the same for every event of every sample', () => {
    let events = 0;
    for (const { bytes } of frebSamples()) {
      const text = new TextDecoder().decode(bytes);
      // The parser cannot have the control characters of (h) replaced here, and does not mind them.
      for (const [slice] of text.matchAll(/<Event [\s\S]*?<\/Event>/g)) {
        const raw = encode(slice);
        const { detail, salvaged } = readEvent(raw, 0, raw.length, false);
        expect(salvaged).toBe(false);
        expect(readEvent(raw, 0, raw.length, true).detail).toEqual(detail);
        events++;
      }
    }
    expect(events).toBe(1354);
  });

  it('give the same for values with markup of their own', () => {
    const text = freb({ layout: 'flat' })
      .event('X', {
        data: [
          ['a', { raw: ' x<![CDATA[<&amp;>]]>&lt;y<!-- c -->z ' }],
          ['b', { raw: '<![CDATA[]]>' }],
          ['c', { raw: 'one <em>two</em>' }],
        ],
      })
      .toString();
    const raw = encode(/<Event [\s\S]*<\/Event>/.exec(text)?.[0] ?? '');
    const { detail } = readEvent(raw, 0, raw.length, false);
    expect(readEvent(raw, 0, raw.length, true).detail).toEqual(detail);
    expect(detail.data.slice(1)).toEqual([
      { name: 'a', value: ' x<&amp;><yz ' },
      { name: 'b', value: '' },
      { name: 'c', value: 'one two' },
    ]);
  });

  it('read a value of megabytes without the parser, and nothing is in doubt then', () => {
    const value = 'ab &amp; '.repeat(100_000);
    const raw = encode(
      /<Event [\s\S]*<\/Event>/.exec(
        freb()
          .event('X', { data: [['v', { raw: value }]] })
          .toString(),
      )?.[0] ?? '',
    );
    const { detail, salvaged } = readEvent(raw, 0, raw.length, false);
    expect(salvaged).toBe(false);
    expect(detail.data[1]?.value === 'ab & '.repeat(100_000)).toBe(true);
  });
});

describe('salvage', () => {
  const event = /<Event [\s\S]*<\/Event>/.exec(freb().errorStatus('M', '502.3', 2147954402).toString())?.[0] ?? '';

  it('reads an event whose tags cross', () => {
    const crossed = event.replace(' </EventData>', '').replace(' </RenderingInfo>', ' </EventData></RenderingInfo>');
    expect(salvageEvent(crossed)).toEqual(salvageEvent(event));
  });

  it('drops half a value and keeps those before it', () => {
    const cut = salvageEvent(event.slice(0, event.indexOf('Bad Gateway') + 3));
    expect(cut.data.map((one) => one.name)).toEqual(['ContextId', 'ModuleName', 'Notification', 'HttpStatus']);
    expect(cut.name).toBe('');
  });

  it('ends a value without end tag at the next one', () => {
    const { data, name } = salvageEvent(event.replace('>502</Data>', '>502'));
    expect(data.map((one) => one.name)).toContain('HttpReason');
    expect(data.find((one) => one.name === 'HttpStatus')?.value.trim()).toBe('502');
    expect(name).toBe('MODULE_SET_RESPONSE_ERROR_STATUS');
  });

  it('stays linear over openers without ends', () => {
    for (const opener of ['<!--', '<![CDATA[', '<?', '<a ', '<a b="', '</', '&']) {
      expect(salvageEvent(opener.repeat(100_000)).data).toEqual([]);
    }
  });
});
