import { listeningLines, stdoutName, stdoutText } from '../stdout-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, file, forwarded, routed } from './traces.ts';

const REFUSED = 0x80072efd;

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C003',
    cause: 'connection-refused',
    confidence: 'strong',
    quoted: true,
    files: [file(forwarded({ status: '502.3', code: REFUSED, gap: 2046 }))],
    code: '0x80072EFD',
    says: { headline: ['ERROR_WINHTTP_CANNOT_CONNECT', 'refused'], fix: ['listens'] },
    never: { fix: ['requestTimeout'] },
    invented: ['gap: the case gives the times after the status only'],
  },
  {
    id: 'C061',
    cause: 'connection-refused',
    confidence: 'strong',
    files: [file(forwarded({ module: 'httpPlatformHandler', status: '502.3', code: REFUSED, gap: 2031 }))],
    says: { headline: ['httpPlatformHandler'] },
    invented: ['the code, which the case does not give', 'gap'],
  },
  {
    id: 'C063',
    cause: 'connection-refused',
    confidence: 'open',
    files: [
      file(forwarded({ status: '502.3', code: REFUSED, gap: 2062 })),
      {
        path: stdoutName({ startedAt: after(-3_600_000), processId: 6120 }),
        text: stdoutText(listeningLines('http://127.0.0.1:17220')),
      },
    ],
    says: { headline: ['refused'] },
    invented: ['the code', 'gap', 'the stdout log for "listens on the right port"'],
  },
  {
    id: 'C131',
    cause: 'connection-refused',
    confidence: 'confirmed',
    files: [file(routed({ status: '502.4', code: 0, gap: 0 }))],
    says: { headline: ['ApplicationRequestRouting', '502.4', 'farm'], fix: ['health'] },
    never: { headline: ['AspNetCoreModule'], fix: ['requestTimeout'] },
    invented: ['the trace'],
  },
];
