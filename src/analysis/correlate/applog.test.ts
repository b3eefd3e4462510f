import { describe, expect, it } from 'vitest';
import type { AppLogEntry } from '../../model/sidefiles.ts';
import type { EpochMs, FileKey } from '../../model/units.ts';
import { joinWords } from './applog.ts';
import { inProcessRequestId } from './request-id.ts';
import type { JoinSubject } from './subject.ts';

describe('inProcessRequestId', () => {
  it.each([
    ['{400001A7-0000-DC00-B63F-84710C7967BB}', '400001a7-0000-dc00-b63f-84710c7967bb'],
    ['40000413-0000-e800-b63f-84710c7967bb', '40000413-0000-e800-b63f-84710c7967bb'],
    ['{00000000-0000-0000-9307-0080010000F1}', '80000793-0001-f100-b63f-84710c7967bb'],
    ['{00000000-0000-0000-0000-000000000000}', ''],
    ['{11112222-3333-4444-5555-666677778888}', ''],
    ['', ''],
  ])('%s -> %s', (activity, expected) => {
    expect(inProcessRequestId(activity)).toBe(expected);
  });
});

describe('joinWords', () => {
  const from = Date.parse('2026-03-12T14:21:37Z');
  const traced = {
    activityId: '400001a7-0000-dc00-b63f-84710c7967bb',
    headers: new Map(),
    from,
    to: from + 1000,
  } as unknown as JoinSubject;
  const entry = (over: Partial<AppLogEntry>): AppLogEntry => ({
    file: 'f' as FileKey,
    line: 1,
    time: from as EpochMs,
    level: 'Error',
    category: '',
    message: '',
    requestId: '',
    processId: null,
    exception: '',
    ...over,
  });

  it('finds lines by the request id, in its field or in the text, near in time', () => {
    const id = '400001A7-0000-DC00-B63F-84710C7967BB';
    const entries = [
      entry({ line: 1, requestId: id }),
      entry({ line: 2, message: `failed ${id}` }),
      entry({ line: 3 }),
      entry({ line: 4, requestId: id, time: (from + 86_400_000) as EpochMs }),
      entry({ line: 5, requestId: id, time: null }),
    ];
    expect(joinWords(traced, entries, []).entries.map((one) => one.line)).toEqual([1, 2, 5]);
    expect(joinWords(traced, [entry({})], []).id).toBe('');
  });
});
