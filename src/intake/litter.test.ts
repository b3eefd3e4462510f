import { expect, it } from 'vitest';
import { litterByName } from './litter.ts';

it.each([
  ['W3SVC1/freb.xsl', 'stylesheet'],
  ['logs.zip!W3SVC1\\FREB.XSL', 'stylesheet'],
  ['__MACOSX/W3SVC1/._fr000001.xml', 'litter'],
  ['Thumbs.db', 'litter'],
  ['dump.zip!LogFiles/kudu/trace/2026-03-12T14-20-00_abc_001_Startup_GET__0s.xml', 'foreign-kudu'],
  ['LogFiles\\Kudu\\deployment\\log.log', 'foreign-kudu'],
  ['dump.zip!deployments/4f2a/log.xml', 'foreign-kudu'],
  ['dump.zip!deployments/4f2a/status.xml', 'foreign-kudu'],
  ['LogFiles\\appManagerLog.xml', 'foreign-kudu'],
  ['dump.zip!LogFiles/__lastCheckTime__.txt', 'foreign-kudu'],
  ['dump.zip!LogFiles/2026_03_12_RD00_default_docker.log', 'foreign-kudu'],
  ['dump.zip!LogFiles/SiteExtensions/Kudu/install.log', 'foreign-kudu'],
  ['LogCatcher-24/General/netsh-http.txt', 'foreign-logcatcher'],
  ['LogCatcher-24/FolderContents.txt', 'foreign-logcatcher'],
  ['LogCatcher-24/General/HttpErr/httperr1.log', null],
  ['deployments/fr000001.xml', null],
  ['LogFiles/Application/diagnostics-20260312.txt', null],
  ['LogFiles/kudu/fr000001.xml', null],
  ['kudu/tracefiles/fr000001.xml', null],
  ['W3SVC1/fr000001.xml', null],
])('%s: %s', (path, expected) => {
  expect(litterByName(path)).toBe(expected);
});
