import { expect, test } from 'vitest';
import type { Evidence } from '#core/model/evidence';
import { eventIx, rowIx, type FileKey, type TraceKey } from '#core/model/units';
import { eventParts, placeParts } from './place-parts.ts';

const trace = 'a' as TraceKey;
const file = 'f' as FileKey;
const event = (text: string): Evidence => ({ kind: 'event', trace, event: eventIx(72), text });
const marked = (evidence: Evidence) =>
  placeParts(evidence)
    .filter((part) => part.place)
    .map((part) => part.text);

const CASES: readonly (readonly [Evidence, readonly string[]])[] = [
  [event('Event 73: AspNetCoreModule set 502.3.'), ['Event 73']],
  [
    { kind: 'silence', trace, from: eventIx(71), to: eventIx(72), text: 'Nothing between event 72 and event 73.' },
    ['event 72', 'event 73'],
  ],
  [
    { kind: 'line', file, line: 9, text: 'site/web.config, line 9: requestTimeout="00:02:00".' },
    ['site/web.config, line 9'],
  ],
  [
    { kind: 'logRow', file, row: rowIx(3), line: 905, text: 'Request log: 2 rows with 502.3; the first is line 905.' },
    ['line 905'],
  ],
  [
    { kind: 'attribute', trace, name: 'statusCode', value: '502.3', text: 'The trace says statusCode="502.3".' },
    ['statusCode="502.3"'],
  ],
  [
    {
      kind: 'attribute',
      trace,
      name: 'timeTaken',
      value: '17',
      text: 'By the rule (failureReason="TIME_TAKEN") after 17 s.',
    },
    ['failureReason="TIME_TAKEN"'],
  ],
  [event('The module failed.'), ['The module failed.']],
];

test.each(CASES)('the place in a sentence: %#', (evidence, places) => {
  expect(marked(evidence)).toEqual(places);
  expect(
    placeParts(evidence)
      .map((part) => part.text)
      .join(''),
  ).toBe(evidence.text);
});

test('a sentence without its place has it added', () => {
  expect(placeParts(event('The module failed.'), '(event 73)')).toEqual([
    { text: 'The module failed. ', place: false },
    { text: '(event 73)', place: true },
  ]);
});

test('a step that names no event marks nothing', () => {
  expect(eventParts('out-of-process')).toEqual([{ text: 'out-of-process', place: false }]);
  expect(eventParts('yes, event 68')).toEqual([
    { text: 'yes, ', place: false },
    { text: 'event 68', place: true },
  ]);
});
