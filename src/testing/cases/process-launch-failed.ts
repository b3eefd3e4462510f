import { eventLogXml } from '../eventlog-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, file, MACHINE, startFailed } from './traces.ts';

const V1 = 'IIS AspNetCore Module';

const startError = (message: string, ms = 60) => ({
  path: 'Application.xml',
  text: eventLogXml([{ time: after(ms), provider: V1, id: 1000, computer: MACHINE, message }]),
});

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C015',
    cause: 'process-launch-failed',
    confidence: 'likely',
    quoted: true,
    files: [
      file(startFailed({ status: '502.5', code: 0, took: 47 })),
      startError(
        "Application 'MACHINE/WEBROOT/APPHOST/CVC' with physical root 'C:\\inetpub\\cvc\\' failed to start process with commandline 'dotnet .\\CVC.dll', ErrorCode = '0x80070002 : 0.",
      ),
    ],
    says: { headline: ['502.5'], fix: ['dotnet .\\CVC.dll'] },
    never: { headline: ['success'], fix: ['requestTimeout', 'install the runtime'] },
    invented: ['the trace; ErrorCode 0 as V1 1.0 writes it'],
  },
  {
    id: 'C081',
    cause: 'process-launch-failed',
    confidence: 'confirmed',
    files: [
      file(startFailed({ status: '502.3', code: 0x80070002, took: 31 })),
      startError("Process '0' failed to start. Port = 31204, Error Code = '-2147024894'."),
    ],
    says: { fix: ['processPath'] },
    never: { fix: ['requestTimeout'] },
    invented: ['the code'],
  },
  {
    id: 'C083',
    cause: 'process-launch-failed',
    confidence: 'likely',
    quoted: true,
    files: [file(startFailed({ module: 'httpPlatformHandler', status: '502.3', code: 0x8007010b, took: 16 }))],
    code: '0x8007010B',
    says: { headline: ['httpPlatformHandler', 'directory'] },
    invented: ['the trace'],
  },
  {
    id: 'C101',
    cause: 'process-launch-failed',
    confidence: 'confirmed',
    files: [
      file(startFailed({ status: '502.5', code: 0x80070002, took: 47 })),
      startError(
        "Application 'MACHINE/WEBROOT/APPHOST/SITE' with physical root 'C:\\site\\' failed to start process with commandline 'dotnet .\\site.dll', ErrorCode = '0x80070002'.",
      ),
    ],
    code: '0x80070002',
    says: { rootCause: ['rights'], fix: ['rights'] },
    never: { headline: ['file is missing'] },
    invented: ['the trace, the command line'],
  },
  {
    id: 'C112',
    cause: 'process-launch-failed',
    accepted: ['startup-crash', 'unknown'],
    confidence: 'likely',
    files: [file(startFailed({ status: '502.5', code: 0, took: 47 })), startError('')],
    never: { headline: ['success'] },
    invented: ['the trace; ErrorCode 0 as V1 1.0 writes it'],
  },
  {
    id: 'C133',
    cause: 'process-launch-failed',
    accepted: ['startup-crash', 'unknown'],
    confidence: 'confirmed',
    files: [file(startFailed({ status: '502.5', code: 0x80004005, took: 47 }))],
    invented: ['the code: the case has one unspecific event'],
  },
];
