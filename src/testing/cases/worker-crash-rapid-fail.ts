import { eventLogXml } from '../eventlog-builder.ts';
import { httpErrText } from '../w3c-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, MACHINE, rowTime } from './traces.ts';

const fault = (ms: number, module: string, code: string) => ({
  time: after(ms),
  provider: 'Application Error',
  id: 1000,
  computer: MACHINE,
  message: `Faulting application name: w3wp.exe, version: 8.5.9600.16384\nFaulting module name: ${module}\nException code: ${code}`,
});
const disabled = (ms: number) => ({
  time: after(ms),
  provider: 'Microsoft-Windows-WAS',
  id: 5002,
  channel: 'System',
  computer: MACHINE,
  message:
    "Application pool 'OrdersPool' is being automatically disabled due to a series of failures in the process(es) serving that application pool.",
});

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C031',
    cause: 'worker-crash-rapid-fail',
    confidence: 'strong',
    files: [
      { path: 'Application.xml', text: eventLogXml([fault(0, 'custerr.dll', '0xc0000005'), disabled(9000)]) },
      {
        path: 'HTTPERR/httperr1.log',
        text: httpErrText([
          { at: rowTime(9000), status: '503', reason: 'AppOffline', queue: 'OrdersPool', url: '/api/orders' },
        ]),
      },
    ],
    says: { headline: ['w3wp.exe'], fix: ['custerr.dll'] },
    never: { headline: ['app_offline'] },
    invented: ['the record of WAS and the row of HTTPERR: the case says that the pool stops'],
  },
  {
    id: 'C125',
    cause: 'worker-crash-rapid-fail',
    confidence: 'likely',
    files: [
      {
        path: 'Application.xml',
        text: eventLogXml([
          ...[0, 3000, 6000, 9000, 12_000].map((ms) => fault(ms, 'coreclr.dll', '0xc0000005')),
          disabled(12_500),
        ]),
      },
    ],
    says: { headline: ['w3wp.exe', 'disabled'] },
    invented: ['times'],
  },
];
