import { expect, test } from 'vitest';
import { shortUrl } from './urls.ts';
import { WORDS } from './words.ts';

test('cuts an address into host, path and query', () => {
  expect(shortUrl('https://shop.example.com:443/a/b?x=1&y=2')).toEqual({
    host: 'shop.example.com:443',
    path: '/a/b',
    query: '?x=1&y=2',
  });
  expect(shortUrl('http://h')).toEqual({ host: 'h', path: '/', query: '' });
  expect(shortUrl('/only/path')).toEqual({ host: '', path: '/only/path', query: '' });
  expect(shortUrl('')).toEqual({ host: '', path: '/', query: '' });
});

test('masks what may give access, by name and by shape', () => {
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ';
  const shown = shortUrl(`https://anna:geheim@h/v/${jwt}?page=2&access_token=abc&%70assword=x&q=${jwt}`);
  const text = `${shown.host}${shown.path}${shown.query}`;
  for (const secret of ['geheim', 'abc', '=x', jwt, 'eyJ']) expect(text).not.toContain(secret);
  expect(text).toContain('page=2');
  expect(text).toContain(`access_token=${WORDS.masked}`);
});

test('leaves broken addresses as they stand', () => {
  expect(shortUrl('https://h/%zz?%zz=%zz').path).toBe('/%zz');
  expect(shortUrl('javascript:alert(1)').path).toBe('javascript:alert(1)');
});
