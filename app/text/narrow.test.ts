import { expect, it } from 'vitest';
import { narrowedTo } from './narrow.ts';

it.each([
  ['', 'RewriteModule in BEGIN_REQUEST', 'ran="RewriteModule in BEGIN_REQUEST"'],
  [' status:502 ', 'A', 'status:502 ran="A"'],
  ['status:502 or status:500', 'A', '(status:502 or status:500) ran="A"'],
  ['', 'Rule: the "old" one', 'ran="Rule: the ""old"" one"'],
])('%j narrowed to %j', (filter, ran, narrowed) => {
  expect(narrowedTo(filter, ran)).toBe(narrowed);
});
