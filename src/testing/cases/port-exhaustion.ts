import { eventLogXml } from '../eventlog-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, file, MACHINE, startFailed } from './traces.ts';

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C104',
    cause: 'port-exhaustion',
    confidence: 'likely',
    files: [
      file(startFailed({ status: '502.5', code: 0x80004005, took: 4100 })),
      {
        path: 'System.xml',
        text: eventLogXml([
          {
            time: after(-20_000),
            provider: 'Tcpip',
            id: 4227,
            level: 3,
            channel: 'System',
            computer: MACHINE,
            message:
              'TCP/IP failed to establish an outgoing connection because the selected local endpoint was recently used to connect to the same remote endpoint.',
          },
        ]),
      },
    ],
    says: { headline: ['port'], fix: ['HttpClient'] },
    invented: ['the code', 'the id of the record, which the case quotes by its text'],
  },
];
