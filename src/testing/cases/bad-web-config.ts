import { webConfig } from '../config-builder.ts';
import { eventLogXml } from '../eventlog-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, answered, begin, file, finish, MACHINE, startFailed } from './traces.ts';

const V1 = 'IIS AspNetCore Module';

/** C004: a classic site maps its own handler, then ANCM is asked to run it. */
const leftOver = () => {
  const trace = begin({ status: '502.5', handler: 'AspNetCoreModule', url: 'http://localhost:50612/' });
  trace.start('ManagedPipelineHandler', 'MAP_REQUEST_HANDLER').end('ManagedPipelineHandler', 'MAP_REQUEST_HANDLER');
  trace.start('AspNetCoreModule', 'EXECUTE_REQUEST_HANDLER', { at: 15 });
  trace.errorStatus('AspNetCoreModule', '502.5', 0, { at: 46 });
  trace.event('GENERAL_SET_RESPONSE_HEADER', {
    data: [
      ['HeaderName', 'Content-Type'],
      ['HeaderValue', 'text/html'],
      ['Replace', true],
    ],
  });
  trace.end('AspNetCoreModule', 'EXECUTE_REQUEST_HANDLER', { status: 2 });
  return finish(trace, '502.5');
};

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C004',
    cause: 'bad-web-config',
    confidence: 'likely',
    quoted: true,
    files: [file(leftOver())],
    says: { headline: ['502.5', 'handler'], fix: ['handler'] },
    never: { headline: ['S_OK', 'success'], rootCause: ['success'], fix: ['requestTimeout'] },
    invented: ['order of the events before the handler'],
  },
  {
    id: 'C016',
    cause: 'bad-web-config',
    confidence: 'confirmed',
    files: [
      file(startFailed({ status: '502.5', code: 0x80070057, took: 47 })),
      {
        path: 'Application.xml',
        text: eventLogXml([
          {
            time: after(60),
            provider: V1,
            id: 1000,
            computer: MACHINE,
            message:
              "Application 'MACHINE/WEBROOT/APPHOST/DEFAULT WEB SITE' with physical root 'C:\\inetpub\\my\\' failed to start process with commandline ' .\\my.exe', ErrorCode = '0x80070057 : 0.",
          },
        ]),
      },
      {
        path: 'web.config',
        text: webConfig({
          module: 'AspNetCoreModule',
          aspNetCore: { processPath: '', arguments: '.\\my.exe', hostingModel: null },
        }),
      },
    ],
    code: '0x80070057',
    says: { headline: ['processPath'], fix: ['processPath'] },
    never: { fix: ['requestTimeout'] },
    invented: ['the trace, times'],
  },
  {
    id: 'C017',
    cause: 'bad-web-config',
    confidence: 'confirmed',
    files: [
      file(startFailed({ status: '502.5', code: 0x80070057, took: 31 })),
      {
        path: 'Application.xml',
        text: eventLogXml([
          {
            time: after(50),
            provider: V1,
            id: 1000,
            computer: MACHINE,
            message: "Failed to start process with commandline '\"\" ', ErrorCode = '0x80070057'.",
          },
        ]),
      },
    ],
    code: '0x80070057',
    says: { headline: ['processPath'], fix: ['application'] },
    invented: ['the trace, times'],
  },
  {
    id: 'C070',
    cause: 'bad-web-config',
    confidence: 'open',
    quoted: true,
    files: [file(startFailed({ status: '502.3', code: 0x8007000d, took: 16 }))],
    code: '0x8007000D',
    says: { headline: ['ERROR_INVALID_DATA'] },
    never: { headline: ['time-out'] },
    invented: ['the events around the quoted one'],
  },
  {
    id: 'C135',
    cause: 'bad-web-config',
    confidence: 'confirmed',
    files: [
      file(
        answered({
          module: 'IIS Web Core',
          handler: 'AspNetCoreModuleV2',
          status: '500.21',
          code: 0x8007000d,
          notification: 'EXECUTE_REQUEST_HANDLER',
          reason: 'Internal Server Error',
        }),
      ),
    ],
    says: { headline: ['500.21', 'not installed'], fix: ['hosting bundle'] },
    invented: ['the code, the trace'],
  },
];
