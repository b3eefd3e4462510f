import { describe, expect, it } from 'vitest';
import { completeQuery, type FieldHint } from './complete.ts';

const hints: readonly FieldHint[] = [
  { name: 'status', about: 'status and sub-status', kind: 'status', values: ['502.3', '200'] },
  { name: 'sc-bytes', about: 'bytes sent', kind: 'number', values: [] },
  { name: 'url', about: 'path', kind: 'text', values: ['/api/reports', '/a b', '/api/*'] },
];

/** Completion with the caret where `|` stands, applied: the texts that choosing each option would give. */
function choices(marked: string): string[] {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, to, options } = completeQuery(text, caret, hints);
  return options.map((option) => text.slice(0, from) + option.insert + text.slice(to));
}

describe('completeQuery', () => {
  it.each([
    ['|', ['status:', 'sc-bytes:', 'url:']],
    ['st|', ['status:']],
    ['byt|', ['sc-bytes:']],
    ['a -st|', ['a -status:']],
    ['(a OR (ur|', ['(a OR (url:']],
    ['status:|', ['status:502.3', 'status:200']],
    ['status:2| time>1s', ['status:200 time>1s', 'status:502.3 time>1s']],
    ['status:502.3,|', ['status:502.3,502.3', 'status:502.3,200']],
    ['url:rep|', ['url:/api/reports']],
    ['url:"/a |', ['url:"/a b"']],
    ['url:/api/|', ['url:/api/reports', 'url:"/api/*"']],
    ['nope:x|', []],
  ])('%s', (marked, expected) => {
    expect(choices(marked).toSorted()).toEqual([...expected].toSorted());
  });

  it('survives any caret', () => {
    for (const caret of [-5, 0, 3, 99]) expect(() => completeQuery('a:"b', caret, hints)).not.toThrow();
  });
});
