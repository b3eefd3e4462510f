import { eventLogXml } from '../eventlog-builder.ts';
import { w3cText } from '../w3c-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, answered, file, MACHINE, rowTime } from './traces.ts';

const WORKER_SHUTDOWN = 0x800704e7;
const V2 = 'AspNetCoreModuleV2';

const debugLog = (lines: readonly (readonly [number, string])[]): string =>
  lines.map(([ms, text]) => `[${after(ms)}, PID: 6120] [aspnetcorev2.dll] ${text}\r\n`).join('');

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C025',
    cause: 'app-recycling',
    confidence: 'confirmed',
    files: [
      file(answered({ module: V2, handler: V2, status: '503', code: WORKER_SHUTDOWN })),
      {
        path: 'System.xml',
        text: eventLogXml([
          {
            time: after(-400),
            provider: 'Microsoft-Windows-WAS',
            id: 5080,
            level: 4,
            channel: 'System',
            computer: MACHINE,
            message:
              "The worker processes serving application pool 'OrdersPool' are being recycled due to 1 or more configuration changes.",
          },
        ]),
      },
    ],
    says: { headline: ['503', 'worker process'], rootCause: ['recycle'] },
    never: { headline: ['app_offline', 'Windows'], rootCause: ['Windows is'] },
    invented: ['the code', 'the record of WAS'],
  },
  {
    id: 'C113',
    cause: 'app-recycling',
    confidence: 'strong',
    quoted: true,
    files: [
      file(answered({ module: V2, handler: V2, status: '503', code: WORKER_SHUTDOWN })),
      {
        path: 'aspnetcore-debug.log',
        text: debugLog([
          [-1200, 'ASPNETCORE_GLOBAL_MODULE::OnGlobalStopListening'],
          [-1190, "Stopping application '/LM/W3SVC/1/ROOT'"],
          [-900, 'Stopping CLR'],
          [10, 'Failed HRESULT returned: 0x800704e7 at proxymodule.cpp:96'],
        ]),
      },
    ],
    code: '0x800704E7',
    says: { headline: ['ERROR_SERVER_SHUTDOWN_IN_PROGRESS', 'worker process'] },
    never: { headline: ['Windows'], rootCause: ['server machine'] },
    invented: ['the trace around the code, the times of the lines'],
  },
  {
    id: 'C114',
    cause: 'app-recycling',
    confidence: 'likely',
    quoted: true,
    files: [
      file(answered({ module: V2, handler: V2, status: '503', code: WORKER_SHUTDOWN })),
      {
        path: 'aspnetcore-debug.log',
        text: debugLog([
          [-90_000, 'ASPNETCORE_GLOBAL_MODULE::OnGlobalStopListening'],
          [-60_000, 'Failed HRESULT returned: 0x800704e7 at proxymodule.cpp:96'],
          [-30_000, 'Failed HRESULT returned: 0x800704e7 at proxymodule.cpp:120'],
          [0, 'Failed HRESULT returned: 0x800704e7 at proxymodule.cpp:96'],
          [10, 'Failed HRESULT returned: 0x800704e7 at proxymodule.cpp:120'],
        ]),
      },
    ],
    code: '0x800704E7',
    says: { headline: ['worker process'] },
    invented: ['times of the lines, the form of the debug log'],
  },
  {
    id: 'C115',
    cause: 'app-recycling',
    confidence: 'confirmed',
    files: [
      file(answered({ module: V2, handler: V2, status: '503', code: 0x8007045b, reason: 'Server has been shutdown' })),
      {
        path: 'W3SVC1/u_ex260312.log',
        text: w3cText({
          rows: [0, 0, 1000, 1000, 2000].map((ms) => ({
            at: rowTime(ms),
            status: '503.0',
            win32: 1115,
            taken: 3,
            stem: '/api/orders',
          })),
        }),
      },
    ],
    says: { headline: ['shutting down'], rootCause: ['recycle'] },
    never: { headline: ['app_offline'] },
    invented: ['the code and reason', 'the rows'],
  },
  {
    id: 'C120',
    cause: 'app-recycling',
    confidence: 'confirmed',
    files: [
      {
        path: 'System.xml',
        text: eventLogXml([
          {
            time: after(90_000),
            provider: 'Microsoft-Windows-WAS',
            id: 5013,
            level: 3,
            channel: 'System',
            computer: MACHINE,
            message:
              "A process serving application pool 'OrdersPool' exceeded time limits during shut down. The process id was '6120'.",
          },
        ]),
      },
    ],
    invented: ['the record of WAS, which the case implies by the limit of 90 s'],
  },
];
