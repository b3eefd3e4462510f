import { webConfig } from '../config-builder.ts';
import { stdoutName, stdoutText, listeningLines } from '../stdout-builder.ts';
import { w3cText } from '../w3c-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, file, forwarded, rowTime } from './traces.ts';

const TIMEOUT = 0x80072ee2;

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C001',
    cause: 'app-timeout',
    confidence: 'strong',
    quoted: true,
    files: [
      file(forwarded({ status: '502.3', code: TIMEOUT, gap: 122_047 })),
      {
        path: stdoutName({ startedAt: after(-3_600_000), processId: 6120, form: 'old' }),
        text: stdoutText(listeningLines('http://127.0.0.1:21873')),
      },
    ],
    code: '0x80072EE2',
    says: {
      headline: [
        'AspNetCoreModule',
        '502.3',
        'WININET_E_TIMEOUT',
        '2147954402',
        '122.05 s',
        'time-out',
        'requestTimeout',
        '120 s',
      ],
      rootCause: ['IIS worked', 'application'],
      fix: ['slow'],
    },
    never: { headline: ['network', 'IIS fault'], fix: ['startupTimeLimit', 'raise requestTimeout'] },
    invented: ['names and addresses', 'the lines of the stdout log, which the case calls free of errors'],
  },
  {
    id: 'C010',
    cause: 'app-timeout',
    confidence: 'confirmed',
    files: [file(forwarded({ status: '502.3', code: TIMEOUT, gap: 120_031 }))],
    code: '0x80072EE2',
    says: { headline: ['time-out', 'requestTimeout', '120 s'], fix: ['background'] },
    never: { headline: ['crash'] },
    invented: ['the trace: the case gives the page and the time'],
  },
  {
    id: 'C122',
    cause: 'app-timeout',
    confidence: 'strong',
    files: [
      {
        path: 'W3SVC1/u_ex260312.log',
        text: w3cText({
          rows: [{ at: rowTime(120_000), status: '502.3', win32: 12002, taken: 120_047, stem: '/delay/125' }],
        }),
      },
      {
        path: 'web.config',
        text: webConfig({ aspNetCore: { hostingModel: 'outofprocess', requestTimeout: '00:02:00' } }),
      },
    ],
    code: '0x80072EE2',
    says: { headline: ['502.3', 'time-out', 'requestTimeout'] },
    invented: ['the row and the configuration around the limit of two minutes'],
  },
];
