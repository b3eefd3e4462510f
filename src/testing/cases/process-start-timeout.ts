import { eventLogXml } from '../eventlog-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, file, MACHINE, startFailed } from './traces.ts';

const V2 = 'AspNetCoreModuleV2';

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C020',
    cause: 'process-start-timeout',
    confidence: 'strong',
    quoted: true,
    files: [
      file(startFailed({ module: V2, status: '500.30', code: 0x8007023e, took: 120_031 })),
      {
        path: 'eventlog.xml',
        text: eventLogXml(
          [
            {
              time: after(120_040),
              id: 1007,
              computer: MACHINE,
              message:
                "Application '/LM/W3SVC/1/ROOT' with physical root 'D:\\home\\site\\wwwroot\\' failed to load clr and managed application. Managed server didn't initialize after 120000 ms.",
            },
          ],
          { shape: 'app-service' },
        ),
      },
    ],
    says: { headline: ['startupTimeLimit', '120 s'], fix: ['startupTimeLimit'] },
    never: { fix: ['requestTimeout'] },
    invented: ['the trace'],
  },
  {
    id: 'C044',
    cause: 'process-start-timeout',
    confidence: 'likely',
    files: [
      file(startFailed({ module: V2, status: '502.5', code: 0x8027025a, took: 120_047 })),
      {
        path: 'Application.xml',
        text: eventLogXml([
          {
            time: after(120_060),
            id: 1000,
            level: 3,
            computer: MACHINE,
            message:
              "Application '/LM/W3SVC/1/ROOT' with physical root 'C:\\inetpub\\orders\\' failed to start process with commandline 'C:\\inetpub\\orders\\Orders.exe' at stage 'PostStartCheck', ErrorCode = '0x8027025a', assigned port 17110, retryCounter '1'.",
          },
        ]),
      },
    ],
    says: { headline: ['startupTimeLimit'], fix: ['startupTimeLimit'] },
    never: { fix: ['requestTimeout'] },
    invented: ['the code and the command line: the case names the stage'],
  },
  {
    id: 'C046',
    cause: 'process-start-timeout',
    confidence: 'confirmed',
    files: [file(startFailed({ module: V2, status: '500.37', code: 0x8007023e, took: 120_015 }))],
    says: { headline: ['500.37', 'startupTimeLimit'], fix: ['startupTimeLimit'] },
    never: { headline: ['requestTimeout'], fix: ['requestTimeout'] },
    invented: ['the trace'],
  },
  {
    id: 'C048',
    cause: 'process-start-timeout',
    confidence: 'open',
    quoted: true,
    files: [
      file(startFailed({ status: '502.5', code: 0x800705b4, took: 120_047 })),
      {
        path: 'Application.xml',
        text: eventLogXml([
          {
            time: after(-130_000),
            provider: 'IIS AspNetCore Module',
            id: 1005,
            level: 3,
            computer: MACHINE,
            message: "Failed to gracefully shutdown process '4420'.",
          },
          ...[-120_000, 30, 120_060].map((ms) => ({
            time: after(ms),
            provider: 'IIS AspNetCore Module',
            id: 1000,
            computer: MACHINE,
            message:
              "Application 'MACHINE/WEBROOT/APPHOST/SITE' with physical root 'C:\\site\\' created process with commandline '\"dotnet\" .\\site.dll' but either crashed or did not respond or did not listen on the given port '14801', ErrorCode = '0x800705b4'",
          })),
        ]),
      },
    ],
    code: '0x800705B4',
    says: { headline: ['startupTimeLimit'] },
    never: { fix: ['requestTimeout'] },
    invented: ['the trace, times, the number of records'],
  },
];
