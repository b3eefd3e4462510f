import { expect, test } from 'vitest';
import { lookUp, subjectKey } from './look-up.ts';

const keys = (text: string) => lookUp(text).map(subjectKey);

test('one code, however it is written', () => {
  for (const text of ['0x80072EE2', '80072ee2', '2147954402', '-2147012894', '12002', 'ERROR_WINHTTP_TIMEOUT']) {
    expect(keys(text), text).toEqual(['0x80072EE2']);
  }
});

test('a status is a status, and 500.30 is not 500.3', () => {
  expect(keys('502.3')).toEqual(['502.3']);
  expect(keys('500.30')).toEqual(['500.30']);
});

test('a sentence gives all it names', () => {
  expect(keys('HTTP Error 502.5 - Process Failure, ErrorCode = 0x80004005')).toEqual(['0x80004005', '502.5']);
});

test('a number without a meaning is shown as it stands, words give nothing', () => {
  expect(keys('0x8ABCDEF0')).toEqual(['0x8ABCDEF0']);
  expect(keys('time-out')).toEqual([]);
  expect(keys('')).toEqual([]);
});
