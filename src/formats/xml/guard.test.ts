import { describe, expect, it } from 'vitest';
import { Guard, type GuardEnd } from './guard.ts';
import { Problems } from './problems.ts';

/** Scans an event's text; `rest` is what follows the place where the scan ended. */
function guard(text: string): {
  readonly end: GuardEnd;
  readonly rest: string;
  readonly broken: boolean;
  readonly problems: unknown;
} {
  const bytes = new TextEncoder().encode(text);
  const scan = new Guard(bytes, { element: 'Event', root: 'failedRequest' });
  const problems = new Problems();
  const end = scan.element(0, 1, true, problems);
  return {
    end,
    rest: new TextDecoder().decode(bytes.subarray(scan.end)),
    broken: scan.broken,
    problems: Object.fromEntries(problems.entries()),
  };
}

const inside = (content: string): string => `<Event><EventData><Data Name="x">${content}</Data></EventData></Event>|`;

describe('guard', () => {
  it.each([
    'plain',
    '&amp;&#65;&apos;',
    '<![CDATA[<!DOCTYPE html>&nope; </Event> ]]>',
    '<!-- <!DOCTYPE html> </Event> -->',
    '<?target <Event> ?>',
    '<a b="1" c=\'>"&lt;\'/>',
    'a > b ]] > ]>',
    'é𝄞\t\r\n',
    '&lt;!DOCTYPE html&gt;',
  ])('finds nothing in %s', (content) => {
    expect(guard(inside(content))).toEqual({ end: 'closed', rest: '|', broken: false, problems: {} });
  });

  it.each([
    ['a\u0000\u0008', { 'control-character': 2 }],
    ['<![CDATA[\u0001]]>', { 'control-character': 1 }],
    ['\uFFFE\uFFFF\uFFFD', { 'control-character': 2 }],
    ['&nbsp; & &#0;', { 'bad-reference': 3 }],
    [']]>', { 'cdata-end-in-text': 1 }],
    ['<!-- a -- b -->', { 'comment-dashes': 1 }],
    ['<?xml version="1.0"?>', { 'misplaced-declaration': 1 }],
    ['<a b="1" b="2"/>', { 'duplicate-attribute': 1 }],
    ['<a b="&nbsp;"/>', { 'bad-reference': 1 }],
  ])('notes what can be repaired: %s', (content, problems) => {
    expect(guard(inside(content))).toEqual({ end: 'closed', rest: '|', broken: false, problems });
  });

  it.each([
    ['<a>', 'mismatched-tag'],
    ['</a>', 'mismatched-tag'],
    ['<a><b></a></b>', 'mismatched-tag'],
    ['< a', 'stray-markup'],
    ['1 < 2', 'stray-markup'],
    ['<!-- no end', 'stray-markup'],
    ['<![CDATA[ no end', 'stray-markup'],
    ['<a b=1></a>', 'bad-attribute'],
    ['<a b></a>', 'bad-attribute'],
    ['<a b="1"c="2"></a>', 'bad-attribute'],
    ['<a b="<"></a>', 'bad-attribute'],
    ['<a 1="2"></a>', 'bad-name'],
    ['<a></a b>', 'bad-name'],
    [`<${'n'.repeat(1025)}/>`, 'over-limit'],
    [`<a ${Array.from({ length: 257 }, (_, i) => `a${i}=""`).join(' ')}/>`, 'over-limit'],
  ])('sees a broken structure and still finds the end: %s', (content, code) => {
    const read = guard(inside(content));
    expect([read.end, read.rest, read.broken]).toEqual(['closed', '|', true]);
    expect(read.problems).toHaveProperty(code);
  });

  it.each([
    ['<Event><System>', '<Event><System></Event>'],
    ['<Event><Data>', '</failedRequest>'],
    ['<Event>', '<failedRequest url="">'],
  ])('ends an event without end tag where %s is followed by %s', (event, next) => {
    const read = guard(event + next);
    expect([read.end, read.rest, read.broken]).toEqual(['unclosed', next, true]);
  });

  it.each(['<!DOCTYPE html>', '<!doctype html>', '<!ENTITY a "b">', '<!x', '<![INCLUDE['])('refuses %s', (content) => {
    expect(guard(inside(content)).end).toBe('declaration');
  });

  it('refuses depth, from the root on, and takes one level less', () => {
    const deep = (levels: number): string => inside('<q>'.repeat(levels) + '</q>'.repeat(levels));
    // Root, Event, EventData and Data are four of the 64.
    expect(guard(deep(60)).end).toBe('closed');
    expect(guard(deep(61)).end).toBe('too-deep');
    expect(guard('<Event>'.concat('<q>'.repeat(300_000))).end).toBe('too-deep');
  });

  it('is cut wherever the bytes end before the end tag', () => {
    const text = inside('<a b="1">&amp;<!-- c --><![CDATA[d]]></a>').slice(0, -1);
    for (let n = 1; n < text.length; n++) expect([n, guard(text.slice(0, n)).end]).toEqual([n, 'cut']);
  });

  it('stays linear over openers without ends', () => {
    for (const opener of ['<!--', '<![CDATA[', '<?', '&#']) {
      expect(guard(inside(opener.repeat(50_000))).end).toBe('closed');
    }
  });
});
