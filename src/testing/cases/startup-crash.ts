import { eventLogXml } from '../eventlog-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, file, MACHINE, startFailed } from './traces.ts';

const V2 = 'AspNetCoreModuleV2';

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C022',
    cause: 'startup-crash',
    confidence: 'strong',
    quoted: true,
    files: [
      file(startFailed({ module: V2, status: '502.5', code: 0x8027025b, took: 9100 })),
      {
        path: 'aspnetcore-debug.log',
        text: [1, 2, 3]
          .map(
            (attempt) =>
              `[${after(attempt * 3000)}, PID: 6120] [aspnetcorev2_outofprocess.dll] Event Log: 'Application '/LM/W3SVC/1/ROOT' with physical root 'D:\\home\\site\\wwwroot\\' failed to start process with commandline 'dotnet .\\Site.dll' at stage 'PostStartCheck', ErrorCode = '0x8027025b', processStatus code '-532462766', assigned port 15507, retryCounter '${attempt}'.'\r\n`,
          )
          .join(''),
      },
    ],
    code: '0x8027025B',
    says: { headline: ['0xE0434352'], fix: ['exception'] },
    never: { fix: ['requestTimeout', 'install the'] },
    invented: ['the trace, the command line, times'],
  },
  {
    id: 'C034',
    cause: 'startup-crash',
    confidence: 'likely',
    quoted: true,
    files: [
      file(startFailed({ module: V2, status: '500.30', code: 0x8007023e, took: 1800 })),
      {
        path: 'Application.xml',
        text: eventLogXml([
          {
            time: after(1750),
            id: 1018,
            computer: MACHINE,
            message:
              "Application '/LM/W3SVC/1/ROOT' with physical root 'C:\\inetpub\\orders\\' hit unexpected managed exception, exception code = '0xe0434352'. Please check the stderr logs for more information.",
          },
          {
            time: after(1800),
            id: 1007,
            computer: MACHINE,
            message:
              "Application '/LM/W3SVC/1/ROOT' with physical root 'C:\\inetpub\\orders\\' failed to load clr and managed application. CLR worker thread exited prematurely",
          },
        ]),
      },
    ],
    says: { headline: ['500.30', 'start'], fix: ['exception'] },
    never: { fix: ['requestTimeout', 'install'] },
    invented: ['the trace, the code'],
  },
  {
    id: 'C038',
    cause: 'startup-crash',
    confidence: 'open',
    files: [
      file(startFailed({ module: V2, status: '500.30', code: 0x8007023e, took: 1500 })),
      {
        path: 'Application.xml',
        text: eventLogXml([
          {
            time: after(1400),
            provider: 'Application Error',
            id: 1000,
            computer: MACHINE,
            message:
              'Faulting application name: w3wp.exe, version: 10.0.17763.1, time stamp: 0xcfdb13d8\nException code: 0xc0000005',
          },
        ]),
      },
    ],
    says: { headline: ['500.30'] },
    invented: ['the trace, the code'],
  },
];
