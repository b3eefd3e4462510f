import { describe, expect, it } from 'vitest';
import { bundlesOf } from './bundles.ts';

describe('bundles', () => {
  it.each([
    [
      'a Kudu dump in a zip',
      [
        'dump.zip',
        'dump.zip!LogFiles/kudu/trace/a.xml',
        'dump.zip!LogFiles/eventlog.xml',
        'dump.zip!LogFiles/W3SVC123/fr000001.xml',
      ],
      [{ name: 'App Service dump (Kudu)', root: 'dump.zip', files: 3 }],
    ],
    [
      'a LogCatcher bundle that was unpacked',
      [
        'LogCatcher-24/General/HttpErr/httperr1.log',
        'LogCatcher-24/Sites/Shop/IISLogs/u_ex24.log',
        'LogCatcher-24/Sites/Shop/web.config',
      ],
      [{ name: 'LogCatcher bundle', root: 'LogCatcher-24', files: 3 }],
    ],
    [
      'the folders of a server',
      ['logs/LogFiles/W3SVC1/u_ex26.log', 'logs/FailedReqLogFiles/W3SVC1/fr000001.xml'],
      [{ name: 'Log folders of an IIS server', root: 'logs', files: 2 }],
    ],
    [
      'two servers side by side',
      ['WEB01/LogFiles/W3SVC1/u_ex26.log', 'WEB02/LogFiles/W3SVC1/u_ex26.log'],
      [
        { name: 'Log folders of an IIS server', root: 'WEB01', files: 1 },
        { name: 'Log folders of an IIS server', root: 'WEB02', files: 1 },
      ],
    ],
    ['single traces', ['fr000001.xml', 'W3SVC1/fr000002.xml'], []],
    ['a folder that is only called General', ['General/HttpErr/x.log'], []],
  ])('names %s', (_what, paths, expected) => {
    expect(bundlesOf(paths)).toEqual(expected);
  });
});
