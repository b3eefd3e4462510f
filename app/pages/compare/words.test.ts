import { describe, expect, it } from 'vitest';
import { deltaText, durationSentence } from './words.ts';

const GRAIN = 15.625;

describe('differences in words', () => {
  it.each([
    [0, null],
    [15, null],
    [-15, null],
    [16, '+16 ms'],
    [-31, '−31 ms'],
    [-119_900, '−119.9 s'],
  ])('%d ms reads %s', (delta, text) => {
    expect(deltaText(delta, GRAIN)).toBe(text);
  });

  it('says which side took longer, and when that cannot be told', () => {
    expect(durationSentence(120_000, 100, GRAIN)).toBe('B took 119.9 s less than A.');
    expect(durationSentence(100, 120_000, GRAIN)).toBe('B took 119.9 s longer than A.');
    expect(durationSentence(100, 110, GRAIN)).toContain('the same time');
    expect(durationSentence(null, 110, GRAIN)).toContain('not known');
  });
});
