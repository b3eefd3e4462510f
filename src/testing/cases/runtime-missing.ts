import { eventLogXml } from '../eventlog-builder.ts';
import { stdoutName, stdoutText } from '../stdout-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, file, MACHINE, startFailed } from './traces.ts';

const V2 = 'AspNetCoreModuleV2';

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C033',
    cause: 'runtime-missing',
    confidence: 'likely',
    files: [
      file(startFailed({ status: '502.5', code: 0x80004005, took: 3100 })),
      {
        path: stdoutName({ startedAt: after(300), processId: 6120, form: 'old' }),
        text: stdoutText([
          "Unhandled Exception: System.IO.FileNotFoundException: Could not load file or assembly 'System.Runtime, Version=4.2.1.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a'. The system cannot find the file specified.",
        ]),
      },
      {
        path: 'Application.xml',
        text: eventLogXml([
          {
            time: after(3150),
            provider: 'IIS AspNetCore Module',
            id: 1000,
            computer: MACHINE,
            message:
              "Application 'MACHINE/WEBROOT/APPHOST/SITE' with physical root 'D:\\home\\site\\wwwroot\\' failed to start process with commandline 'dotnet .\\Site.dll', ErrorCode = '0x80004005 : e0434352.",
          },
        ]),
      },
    ],
    says: { fix: ['publish'] },
    invented: ['the code and the exit code'],
  },
  {
    id: 'C051',
    cause: 'runtime-missing',
    confidence: 'confirmed',
    quoted: true,
    files: [
      file(startFailed({ module: V2, status: '500.31', code: 0x8000ffff, took: 62 })),
      {
        path: 'Application.xml',
        text: eventLogXml([
          {
            time: after(90),
            id: 1025,
            computer: MACHINE,
            message: [
              'It was not possible to find any compatible framework version',
              "The framework 'Microsoft.NETCore.App', version '3.1.1-servicing.19575.1' was not found.",
              '  - The following frameworks were found:',
              '      2.2.4 at [C:\\Program Files\\dotnet\\shared\\Microsoft.NETCore.App]',
              '      3.0.0 at [C:\\Program Files\\dotnet\\shared\\Microsoft.NETCore.App]',
              '      3.1.0 at [C:\\Program Files\\dotnet\\shared\\Microsoft.NETCore.App]',
            ].join('\n'),
          },
        ]),
      },
    ],
    says: { headline: ['500.31', '3.1.1-servicing'], rootCause: ['2.2.4', '3.1.0'], fix: ['install'] },
    never: { fix: ['requestTimeout'] },
    invented: ['the trace, the id of the record'],
  },
  {
    id: 'C053',
    cause: 'runtime-missing',
    confidence: 'likely',
    files: [
      file(startFailed({ module: V2, status: '500.31', code: 0x8000ffff, took: 62 })),
      {
        path: stdoutName({ startedAt: after(20), processId: 6120 }),
        text: stdoutText([
          'A JSON parsing exception occurred: * Line 4, Column 12',
          'Invalid runtimeconfig.json [D:\\home\\site\\wwwroot\\Site.runtimeconfig.json]',
        ]),
      },
    ],
    says: { fix: ['publish'] },
    invented: ['the words of the line: the case says invalid runtime config'],
  },
  {
    id: 'C076',
    cause: 'runtime-missing',
    accepted: ['startup-crash', 'unknown'],
    confidence: 'likely',
    files: [file(startFailed({ status: '502.5', code: 0x80004005, took: 1500 }))],
    code: '0x80004005',
    invented: ['the trace; the list of modules that tells the cause is no file'],
  },
];
