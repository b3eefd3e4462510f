import { describe, expect, it } from 'vitest';
import { TraceProblems } from './problems.ts';
import { readRootTag, requestFacts } from './root.ts';

function root(
  text: string,
): { readonly attributes: unknown; readonly rest: string; readonly problems: unknown } | null {
  const bytes = new TextEncoder().encode(text);
  const problems = new TraceProblems();
  const tag = readRootTag(bytes, 0, bytes.length, problems);
  if (tag === null) return null;
  return {
    attributes: Object.fromEntries(tag.attributes),
    rest: text.slice(tag.end),
    problems: Object.fromEntries(problems.entries()),
  };
}

describe('root start tag', () => {
  it('takes both quotes, blanks around = and the > on a line of its own', () => {
    expect(root(` url = 'a"b'\r\n   verb="GET"\r\n   >\r\n<Event`)).toEqual({
      attributes: { url: 'a"b', verb: 'GET' },
      rest: '\r\n<Event',
      problems: {},
    });
  });

  it('decodes once and keeps > and empty values', () => {
    expect(root(' url="a&amp;lt;&#233;>b" userName="">')).toEqual({
      attributes: { url: 'a&lt;é>b', userName: '' },
      rest: '',
      problems: {},
    });
  });

  it.each([
    ['appPoolId="Q&A <x>"', 'Q&A <x>'],
    ['appPoolId="a "quoted" pool"', 'a "quoted" pool'],
    ['appPoolId="&copy;"', '&copy;'],
    ['appPoolId="/> "', '/> '],
  ])('reads %s, written without escaping', (written, value) => {
    const read = root(` url="u" ${written} verb="P&T">rest`);
    expect(read?.attributes).toEqual({ url: 'u', appPoolId: value, verb: 'P&T' });
    expect(read?.rest).toBe('rest');
    expect(read?.problems).toHaveProperty('unescaped-attribute');
  });

  it('lets the first of two attributes of one name count', () => {
    expect(root(' verb="GET" verb="PUT">')).toEqual({
      attributes: { verb: 'GET' },
      rest: '',
      problems: { 'duplicate-attribute': 1 },
    });
  });

  it.each(['', ' url="a', ' url="a"', ' url="a" verb', ' url="a" verb="', ' url=', ' /'])(
    'is null when cut: [%s]',
    (text) => expect(root(text)).toBeNull(),
  );

  it('replaces characters that XML forbids', () => {
    expect(root(' url="a\u0008b">')).toEqual({
      attributes: { url: 'a\u2408b' },
      rest: '',
      problems: { 'control-character': 1 },
    });
  });
});

describe('request facts', () => {
  it.each([
    ['502.3', 502, 3],
    ['500.30', 500, 30],
    ['404', 404, 0],
    ['', 0, 0],
    ['oops', 0, 0],
    ['5e2', 0, 0],
    ['502.', 0, 0],
    ['-1', 0, 0],
  ])('status %s', (statusCode, status, subStatus) => {
    expect(requestFacts([['statusCode', statusCode]])).toMatchObject({ statusCode, status, subStatus });
  });

  it.each([
    ['12', 12],
    ['1e400', null],
    ['-1', null],
    ['0x10', null],
    ['99999999999999999999', null],
    ['', null],
  ])('process id %s', (text, processId) => {
    expect(requestFacts([['processId', text]]).processId).toBe(processId);
  });

  it('tells an empty user from a missing one', () => {
    expect(requestFacts([['userName', '']])).toMatchObject({ userName: '', remoteUserName: null });
  });
});
