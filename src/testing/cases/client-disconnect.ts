import { w3cText } from '../w3c-builder.ts';
import type { CasebookCase } from './case.ts';
import { answered, file, forwarded, relayed, rowTime } from './traces.ts';

const GONE = 0x800704cd;

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C002',
    cause: 'client-disconnect',
    confidence: 'strong',
    quoted: true,
    files: [
      file(forwarded({ status: '502.3', code: GONE, gap: 328, flushFails: GONE })),
      {
        path: 'W3SVC1/u_ex260312.log',
        text: w3cText({ rows: [{ at: rowTime(360), status: '502.3', win32: 64, taken: 343, stem: '/api/orders' }] }),
      },
    ],
    code: '0x800704CD',
    says: { headline: ['client'], rootCause: ['client'], fix: ['availability'] },
    never: { headline: ['application failed', 'time-out'], fix: ['requestTimeout'] },
    invented: ['path and times'],
  },
  {
    id: 'C008',
    cause: 'client-disconnect',
    confidence: 'likely',
    quoted: true,
    files: [
      file(
        forwarded({
          status: '502.3',
          code: GONE,
          gap: 1203,
          response: true,
          description: 'There was a connection error while trying to route the request.',
        }),
      ),
    ],
    code: '0x800704CD',
    says: { headline: ['client'] },
    never: { fix: ['requestTimeout'] },
    invented: ['duration, the response before it'],
  },
  {
    id: 'C098',
    cause: 'client-disconnect',
    confidence: 'confirmed',
    quoted: true,
    files: [
      file(
        answered({
          module: 'DynamicCompressionModule',
          status: '500.19',
          code: GONE,
          notification: 'SEND_RESPONSE',
          reason: 'Internal Server Error',
          handler: 'StaticFileModule',
        }),
      ),
    ],
    code: '0x800704CD',
    says: { headline: ['DynamicCompressionModule', 'client'] },
    never: { headline: ['configuration'], fix: ['web.config'] },
    invented: ['the notification'],
  },
  {
    id: 'C118',
    cause: 'client-disconnect',
    confidence: 'strong',
    files: [file(relayed({ status: '500', inProcess: true, verb: 'POST', code: 0x80070040, took: 4015 }))],
    code: '0x80070040',
    says: { headline: ['client', 'ERROR_NETNAME_DELETED'] },
    invented: ['that the module shows the code in the trace: the case has it from the exception'],
  },
];
