import { httpErrText, w3cText } from '../w3c-builder.ts';
import type { CasebookCase } from './case.ts';
import { file, routed, rowTime } from './traces.ts';

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C129',
    cause: 'connection-reset',
    confidence: 'confirmed',
    quoted: true,
    files: [
      file(routed({ status: '502.3', code: 0x80072efe, gap: 203 })),
      {
        path: 'W3SVC1/u_ex260312.log',
        text: w3cText({ rows: [{ at: rowTime(230), status: '502.3', win32: 12030, taken: 234, stem: '/api/orders' }] }),
      },
      {
        path: 'HTTPERR/httperr1.log',
        text: httpErrText([
          { at: rowTime(220), reason: 'Connection_Dropped', queue: 'DefaultAppPool', url: '/api/orders' },
        ]),
      },
    ],
    code: '0x80072EFE',
    says: { headline: ['ApplicationRequestRouting', 'dropped'] },
    never: { headline: ['AspNetCoreModule'] },
    invented: ['times, addresses'],
  },
  {
    id: 'C138',
    cause: 'connection-reset',
    confidence: 'confirmed',
    quoted: true,
    files: [
      {
        path: 'W3SVC1/u_ex260312.log',
        text: w3cText({ rows: [{ at: rowTime(230), status: '502.3', win32: 12030, taken: 62, stem: '/home/abort' }] }),
      },
    ],
    code: '0x80072EFE',
    says: { headline: ['dropped'] },
    invented: ['path and time'],
  },
];
