import { stdoutName, stdoutText } from '../stdout-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, file, forwarded } from './traces.ts';

const UNREAD = 'the application completed without reading the entire request body.';
const DRAINED = 'automatic draining of the request body timed out after taking over 5 seconds.';

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C142',
    cause: 'request-body-unread',
    confidence: 'confirmed',
    quoted: true,
    files: [
      file(
        forwarded({
          module: 'AspNetCoreModuleV2',
          status: '502.3',
          code: 0x80072efe,
          gap: 5547,
          verb: 'PUT',
          headers: [['Content-Length', '10485760']],
          body: [65_536, 65_536, 65_536, 65_536],
        }),
      ),
      {
        path: stdoutName({ startedAt: after(-60_000), processId: 6120 }),
        text: stdoutText([
          'info: Microsoft.AspNetCore.Mvc.ForbidResult[1]',
          '      Executing ForbidResult with authentication schemes ().',
          'info: Microsoft.AspNetCore.Server.Kestrel[32]',
          `      Connection id "0HLK3", Request id "0HLK3:00000002": ${UNREAD}`,
          'info: Microsoft.AspNetCore.Server.Kestrel[33]',
          `      Connection id "0HLK3", Request id "0HLK3:00000002": ${DRAINED}`,
        ]),
      },
    ],
    says: { headline: ['request body'], fix: ['body'] },
    never: { fix: ['requestTimeout', 'maxAllowedContentLength'] },
    invented: ['the code', 'the size of the chunks'],
  },
  {
    id: 'C143',
    cause: 'request-body-unread',
    confidence: 'confirmed',
    files: [
      {
        path: stdoutName({ startedAt: after(-60_000), processId: 6120 }),
        text: stdoutText([
          'info: Microsoft.AspNetCore.Server.Kestrel[32]',
          `      Connection id "0HMO1", Request id "0HMO1:00000002": ${UNREAD}`,
          'info: Microsoft.AspNetCore.Server.Kestrel[33]',
          `      Connection id "0HMO1", Request id "0HMO1:00000002": ${DRAINED}`,
        ]),
      },
    ],
    says: { headline: ['body'], fix: ['body'] },
    invented: ['the words of the lines, which the case describes, and that they stand in a stdout log'],
  },
];
