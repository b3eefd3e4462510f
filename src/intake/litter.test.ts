import { expect, it } from 'vitest';
import { litterByName } from './litter.ts';

it.each([
  ['W3SVC1/freb.xsl', 'stylesheet'],
  ['logs.zip!W3SVC1\\FREB.XSL', 'stylesheet'],
  ['__MACOSX/W3SVC1/._fr000001.xml', 'litter'],
  ['Thumbs.db', 'litter'],
  ['dump.zip!LogFiles/kudu/trace/2026-03-12T14-20-00_abc_001_Startup_GET__0s.xml', 'foreign-kudu'],
  ['LogFiles\\Kudu\\deployment\\log.log', 'foreign-kudu'],
  ['LogFiles/kudu/fr000001.xml', null],
  ['kudu/tracefiles/fr000001.xml', null],
  ['W3SVC1/fr000001.xml', null],
])('%s: %s', (path, expected) => {
  expect(litterByName(path)).toBe(expected);
});
