import { expect, test } from 'vitest';
import { counted, formatBytes, formatCount, formatShare } from './numbers.ts';

test('counts are grouped and agree with their noun', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
  expect(counted(1, 'file')).toBe('1 file');
  expect(counted(2000, 'file')).toBe('2,000 files');
  expect(counted(0, 'entry', 'entries')).toBe('0 entries');
});

test('bytes use binary units', () => {
  expect(formatBytes(1)).toBe('1 byte');
  expect(formatBytes(1023)).toBe('1,023 bytes');
  expect(formatBytes(1536)).toBe('1.5 KiB');
  expect(formatBytes(60 * 1024 * 1024)).toBe('60 MiB');
});

test('small shares keep a decimal, so that little is not nothing', () => {
  expect(formatShare(0.004)).toBe('0.4 %');
  expect(formatShare(0.99)).toBe('99 %');
  expect(formatShare(0)).toBe('0 %');
  expect(formatShare(0.0001)).toBe('under 0.1 %');
  expect([formatShare(0.9996), formatShare(1)]).toEqual(['99.9 %', '100 %']);
});
