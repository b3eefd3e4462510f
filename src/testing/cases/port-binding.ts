import { eventLogXml } from '../eventlog-builder.ts';
import { stdoutName, stdoutText } from '../stdout-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, file, MACHINE, relayed, startFailed } from './traces.ts';

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C023',
    cause: 'port-binding',
    confidence: 'likely',
    files: [
      file(startFailed({ module: 'AspNetCoreModuleV2', status: '502.5', code: 0x8027025b, took: 9300 })),
      {
        path: stdoutName({ startedAt: after(500), processId: 6120 }),
        text: stdoutText([
          'crit: Microsoft.AspNetCore.Server.Kestrel[0]',
          '      Unable to start Kestrel.',
          'System.IO.IOException: Failed to bind to address http://127.0.0.1:31544: address already in use.',
        ]),
      },
    ],
    says: { headline: ['port'], fix: ['ASPNETCORE_PORT'] },
    never: { fix: ['requestTimeout'] },
    invented: ['the code', 'the lines of the process'],
  },
  {
    id: 'C024',
    cause: 'port-binding',
    confidence: 'open',
    quoted: true,
    files: [
      file(startFailed({ module: 'AspNetCoreModuleV2', status: '502.5', code: 0x8027025b, took: 9300 })),
      {
        path: 'Application.xml',
        text: eventLogXml([
          {
            time: after(9400),
            provider: 'IIS Express AspNetCore Module V2',
            id: 1020,
            computer: MACHINE,
            message:
              "Application 'C:\\Projects\\Web\\' failed to start process with commandline 'C:\\Program Files\\VSIISExeLauncher.exe' with multiple retries. Failed to bind to port '47870'. See previous warnings for details.",
          },
        ]),
      },
    ],
    says: { headline: ['port'] },
    invented: ['the code, the trace'],
  },
  {
    id: 'C072',
    cause: 'port-binding',
    confidence: 'confirmed',
    quoted: true,
    files: [
      file(startFailed({ status: '502.5', code: 0x800705b4, took: 120_062 })),
      {
        path: 'Application.xml',
        text: eventLogXml([
          {
            time: after(120_100),
            provider: 'IIS AspNetCore Module',
            id: 1000,
            computer: MACHINE,
            message:
              "Process was created with commandline '\"dotnet\" .\\web.dll' but did not listen on the given port '3976', ErrorCode = '0x800705b4'.",
          },
        ]),
      },
    ],
    code: '0x800705B4',
    says: { headline: ['3976'], fix: ['UseIISIntegration'] },
    never: { fix: ['requestTimeout'] },
    invented: ['the trace'],
  },
  {
    id: 'C119',
    cause: 'port-binding',
    confidence: 'confirmed',
    quoted: true,
    files: [
      file(relayed({ status: '400', reason: 'Bad Request' })),
      {
        path: stdoutName({ startedAt: after(-600_000), processId: 6120, form: 'old' }),
        text: stdoutText([
          'Now listening on: http://localhost:5000',
          'fail: Microsoft.AspNetCore.Server.IISIntegration.IISMiddleware[0]',
          "      'MS-ASPNETCORE-TOKEN' does not match the expected pairing token '3f0c', request rejected.",
        ]),
      },
    ],
    says: { headline: ['pairing token'], fix: ['server.urls'] },
    never: { headline: ['client closed'] },
    invented: ['the trace, the token, the file of the line'],
  },
];
