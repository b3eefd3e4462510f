import { w3cText } from '../w3c-builder.ts';
import type { CasebookCase } from './case.ts';
import { file, routed, rowTime } from './traces.ts';

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C040',
    cause: 'proxy-timeout',
    confidence: 'confirmed',
    quoted: true,
    files: [
      file(routed({ status: '502.3', code: 0x80072ee2, gap: 29_984 })),
      {
        path: 'W3SVC1/u_ex260312.log',
        text: w3cText({
          rows: [{ at: rowTime(30_000), status: '502.3', win32: 12002, taken: 29_889, stem: '/api/orders' }],
        }),
      },
    ],
    code: '0x80072EE2',
    says: { headline: ['ApplicationRequestRouting', 'time-out', 'ARR'] },
    never: { headline: ['requestTimeout'], rootCause: ['requestTimeout'], fix: ['requestTimeout'] },
    invented: ['addresses; the wait in the trace is that of the case, about 30 s'],
  },
  {
    id: 'C123',
    cause: 'proxy-timeout',
    confidence: 'confirmed',
    files: [
      {
        path: 'LogFiles/http/RawLogs/6f1d2c-202603121400.log',
        text: w3cText(
          {
            fields:
              'date time s-sitename cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken',
            rows: [
              {
                at: rowTime(240_000),
                status: '200.0',
                taken: 240_013,
                stem: '/200',
                query: 'sleep=240000&X-ARR-LOG-ID=6f1d2c00-0000-4000-8000-000000000001',
              },
            ],
          },
          { eol: '\n' },
        ),
      },
    ],
    says: { headline: ['230 s', 'front end'] },
    never: { fix: ['requestTimeout'] },
    invented: ['the row of the worker'],
  },
];
