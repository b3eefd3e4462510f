import { eventLogXml } from '../eventlog-builder.ts';
import { stdoutName, stdoutText } from '../stdout-builder.ts';
import { w3cText } from '../w3c-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, answered, file, forwarded, MACHINE, rowTime } from './traces.ts';

const RESET = 0x80072efe;

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C039',
    cause: 'app-crashed-mid-request',
    confidence: 'strong',
    files: [
      file(forwarded({ status: '502.3', code: RESET, gap: 1404 })),
      {
        path: 'Application.xml',
        text: eventLogXml([
          {
            time: after(1430),
            provider: '.NET Runtime',
            id: 1026,
            computer: MACHINE,
            message:
              'Application: dotnet.exe\nCoreCLR Version: 4.6.25519.2\nDescription: The process was terminated due to an unhandled exception.\nException Info: System.Net.Sockets.SocketException: A connection attempt was aborted\n   at TS3QueryLib.Net.Core.QueryClient.Disconnect()',
          },
        ]),
      },
    ],
    code: '0x80072EFE',
    says: {
      headline: ['502.3', 'ERROR_WINHTTP_CONNECTION_ERROR', 'process'],
      rootCause: ['process'],
      fix: ['event log'],
    },
    never: { headline: ['network', 'firewall', 'time-out'], fix: ['requestTimeout'] },
    invented: ['gap', 'the .NET Runtime record of the crash'],
  },
  {
    id: 'C062',
    cause: 'app-crashed-mid-request',
    accepted: ['connection-reset', 'unknown'],
    confidence: 'open',
    files: [file(forwarded({ status: '502.3', code: RESET, gap: 21_045 }))],
    invented: ['the code, which the case does not give', 'gap'],
    never: { fix: ['requestTimeout'] },
  },
  {
    id: 'C087',
    cause: 'app-crashed-mid-request',
    confidence: 'likely',
    files: [
      file(forwarded({ module: 'httpPlatformHandler', status: '502.3', code: RESET, gap: 358 })),
      {
        path: stdoutName({ startedAt: after(-600_000), processId: 6120 }),
        text: stdoutText([
          'Now listening on: http://127.0.0.1:15873',
          'Application started. Press Ctrl+C to shut down.',
          '',
          'Process is terminated due to StackOverflowException.',
        ]),
      },
    ],
    says: { headline: ['process'] },
    invented: ['the sub-status and the code', 'the stdout log with the end of the process'],
  },
  {
    id: 'C089',
    cause: 'app-crashed-mid-request',
    confidence: 'open',
    quoted: true,
    files: [
      file(
        answered({
          module: 'iisnode',
          status: '500.1013',
          code: 109,
          reason: 'Internal Server Error',
          took: 94,
          handler: 'iisnode',
        }),
      ),
    ],
    says: { headline: ['iisnode', '500.1013'] },
    never: { headline: ['AspNetCoreModule'] },
    invented: ['duration'],
  },
  {
    id: 'C137',
    cause: 'app-crashed-mid-request',
    confidence: 'confirmed',
    quoted: true,
    files: [
      {
        path: 'W3SVC1/u_ex260312.log',
        text: w3cText({
          rows: [
            ...['/', '/home/slow', '/api/values', '/home/about', '/api/values/5'].map((stem) => ({
              at: rowTime(5000),
              status: '502.3',
              win32: 12030,
              taken: 2210,
              stem,
            })),
            { at: rowTime(9000), status: '200.0', taken: 3120, stem: '/' },
          ],
        }),
      },
    ],
    code: '0x80072EFE',
    says: { headline: ['process'] },
    invented: ['paths, times and the number of rows'],
  },
];
