import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Revision } from './revision.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('grows with every change and tells listeners at most ten times a second', () => {
  const revision = new Revision();
  const heard: number[] = [];
  revision.listen(() => heard.push(revision.number));
  for (let step = 0; step < 100; step++) {
    revision.bump();
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(200);
  expect(revision.number).toBe(100);
  expect(heard.length).toBeLessThanOrEqual(12);
  // The last change is never kept back.
  expect(heard.at(-1)).toBe(100);
});

it('tells at once when asked to, and not again for the same change', () => {
  const revision = new Revision();
  let calls = 0;
  revision.listen(() => (calls += 1));
  revision.bump();
  revision.tell();
  vi.advanceTimersByTime(1_000);
  expect(calls).toBe(1);
});
