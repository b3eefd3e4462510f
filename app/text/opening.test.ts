import { expect, test } from 'vitest';
import type { FileState } from '#core/model/source';
import { openingOutcome } from './opening.ts';

const files = (...states: readonly (FileState | 'cancelled')[]) =>
  states.map((state) =>
    state === 'cancelled' ? { state: 'skipped' as const, reason: 'cancelled' } : { state, reason: null },
  );

test('says what came of the files, trouble in another tone', () => {
  expect(openingOutcome(files('whole'))).toEqual({ text: 'Read 1 file: whole.', tone: 'plain' });
  expect(openingOutcome(files('whole', 'skipped', 'whole'))).toEqual({
    text: 'Read 3 files: 2 whole, 1 skipped.',
    tone: 'plain',
  });
  expect(openingOutcome(files('whole', 'refused'))).toEqual({
    text: 'Read 2 files: 1 whole, 1 refused.',
    tone: 'warn',
  });
});

test('a stop counts what had been read before it', () => {
  expect(openingOutcome(files('whole', 'cancelled', 'cancelled')).text).toBe('Stopped. Read 1 of 3 files: whole.');
  expect(openingOutcome(files('cancelled')).text).toBe('Stopped. Read 0 of 1 file.');
});
