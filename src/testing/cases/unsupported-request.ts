import type { CasebookCase } from './case.ts';
import { file, forwarded, routed } from './traces.ts';

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C006',
    cause: 'unsupported-request',
    confidence: 'confirmed',
    quoted: true,
    files: [
      file(
        forwarded({
          status: '502.3',
          code: 0x80070057,
          gap: 0,
          headers: [
            ['Transfer-Encoding', 'chunked'],
            ['X-Forwarded-Prefix', '/orders'],
          ],
          description: 'There was a connection error while trying to route the request.',
        }),
      ),
    ],
    code: '0x80070057',
    says: { headline: ['Transfer-Encoding'], fix: ['Transfer-Encoding'] },
    never: { fix: ['requestTimeout', 'processPath'] },
    invented: ['the token header before it'],
  },
  {
    id: 'C132',
    cause: 'unsupported-request',
    confidence: 'likely',
    files: [
      file(
        routed({
          status: '502.3',
          code: 0x80072efe,
          gap: 47,
          set: [
            ['Upgrade', 'websocket'],
            ['Connection', 'upgrade'],
          ],
        }),
      ),
    ],
    says: { headline: ['Upgrade'], fix: ['rule'] },
    never: { headline: ['AspNetCoreModule'] },
    invented: ['the code'],
  },
];
