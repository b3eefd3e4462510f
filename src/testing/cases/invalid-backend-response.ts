import { listeningLines, stdoutName, stdoutText } from '../stdout-builder.ts';
import { w3cText } from '../w3c-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, file, forwarded, routed, rowTime } from './traces.ts';

const INVALID = 0x80072f78;

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C005',
    cause: 'invalid-backend-response',
    confidence: 'likely',
    quoted: true,
    files: [
      file(forwarded({ status: '502.3', code: INVALID, gap: 94 })),
      {
        path: stdoutName({ startedAt: after(-60_000), processId: 6120, form: 'old' }),
        text: stdoutText(listeningLines('http://127.0.0.1:20535')),
      },
    ],
    code: '0x80072F78',
    says: { headline: ['ERROR_WINHTTP_INVALID_SERVER_RESPONSE'], fix: ['redirects'] },
    never: { headline: ['time-out', 'crash'] },
    invented: ['gap'],
  },
  {
    id: 'C130',
    cause: 'invalid-backend-response',
    confidence: 'confirmed',
    quoted: true,
    files: [
      file(routed({ status: '502.3', code: INVALID, gap: 171, response: true })),
      {
        path: 'W3SVC1/u_ex260312.log',
        text: w3cText({ rows: [{ at: rowTime(250), status: '502.3', win32: 12152, taken: 249, stem: '/api/orders' }] }),
      },
    ],
    code: '0x80072F78',
    says: { headline: ['ApplicationRequestRouting'] },
    invented: ['the events of the response, times'],
  },
];
