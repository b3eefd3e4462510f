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
  ['server.log', 'refused', 'unknown-log'],
  ['notes.md', 'skipped', 'unknown-format'],
  // Nobody picked the files of an archive one by one.
  ['all.zip!app/server.log', 'skipped', 'unknown-format'],
  ['all.zip!W3SVC1/u_ex260312.log', 'refused', 'unknown-log'],
  ['server.log.gz!server.log', 'refused', 'unknown-log'],
  ['download.zip', 'refused', 'archive-unreadable'],
])('unknown text in %s is %s', (name, state, reason) => {
  expect(recognise(encode('one two three'), name)).toEqual({ reader: null, state, reason });
});

it('bytes under the name of a log are no text', () => {
  expect(recognise(new Uint8Array([1, 2, 3, 0, 200]), 'server.log')).toMatchObject({ reason: 'unknown-format' });
});

it.each([
  ['<step title="Startup Request" date="2026-03-12T14:20:00" url="/">', 'trace.xml', 'foreign-kudu'],
  ['<?xml version="1.0"?><entries><entry/></entries>', 'all.zip!x/log.xml', 'foreign-kudu'],
  ['<project><a/></project>', 'all.zip!src/pom.xml', 'unknown-format'],
  ['<!DOCTYPE html><html>', 'all.zip!hostingstart.html', 'unknown-format'],
])('%s in %s is passed over', (text, name, reason) => {
  expect(recognise(encode(text), name)).toEqual({ reader: null, state: 'skipped', reason });
});

it.each([
  ['<project/>', 'all.zip!W3SVC1/fr000001.xml'],
  ['<!DOCTYPE x><failedRequest/>', 'all.zip!a.xml'],
  ['Saved page <failedRequest url="', 'all.zip!a.xml'],
])('%s in %s is looked at by the reader of traces', (text, name) => {
  expect(recognise(encode(text), name).reader?.id).toBe('freb');
});
