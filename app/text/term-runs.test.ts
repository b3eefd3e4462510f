import fc from 'fast-check';
import { expect, test } from 'vitest';
import { termRuns } from './term-runs.ts';

const terms = (text: string) => termRuns(text).flatMap((run) => run.term ?? []);

test('words are found where they occur first, in any case', () => {
  expect(terms('ANCM waits for requestTimeout; Out-of-process only. requestTimeout again.')).toEqual([
    'ANCM',
    'requestTimeout',
    'out-of-process',
  ]);
});

test('values, names and longer words are left alone', () => {
  expect(terms('aspNetCore requestTimeout="00:02:00", MyANCMThing, "ANCM", notifications, C:\\in-process\\x')).toEqual(
    [],
  );
});

test('joined, the runs are the sentence', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('ANCM', ' ', 'in-process', 'sub-status', '"', 'x', '.'), { maxLength: 30 }),
      (parts) => {
        const text = parts.join('');
        expect(
          termRuns(text)
            .map((run) => run.text)
            .join(''),
        ).toBe(text);
      },
    ),
  );
});
