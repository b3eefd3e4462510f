import { expect, it } from 'vitest';
import { encodeText, freb } from '../testing/freb-builder.ts';
import { recognise } from './sniff.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

it.each([
  ['a trace', freb().toBytes(), 'fr000001.xml'],
  ['a trace of another name', freb().toBytes(), 'download (3)'],
  ['a trace in UTF-16', encodeText(freb().toString(), 'utf-16be'), 'fr000001.xml'],
  ['a trace without prolog', encode('\r\n <!-- > --><failedRequest url="'), 'x.txt'],
])('%s is read as one', (_what, head, name) => {
  expect(recognise(head, name).reader?.id).toBe('freb');
});

it.each([
  ['XML that nobody knows', '<plist/>', 'a.xml'],
  ['a DOCTYPE', '<!DOCTYPE x><failedRequest/>', 'fr000001.xml'],
  ['text under the name of a trace', 'hello', 'fr000001.xml'],
])('%s goes to the reader of traces, which says why it is none', (_what, text, name) => {
  expect(recognise(encode(text), name).reader?.id).toBe('freb');
});

it('a stylesheet is passed over by its content, whatever its name', () => {
  const sheet = '<?xml version="1.0"?><xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">';
  expect(recognise(encode(sheet), 'freb (1).xsl')).toEqual({ reader: null, state: 'skipped', reason: 'stylesheet' });
});

it.each([
  ['server.log', 'refused'],
  ['notes.md', 'skipped'],
])('unknown text in %s is %s', (name, state) => {
  expect(recognise(encode('one two three'), name)).toEqual({ reader: null, state, reason: 'unknown-format' });
});
