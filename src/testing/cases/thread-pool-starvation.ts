import { w3cText } from '../w3c-builder.ts';
import type { CasebookCase } from './case.ts';
import { file, forwarded, rowTime } from './traces.ts';

const PATHS = ['/', '/api/orders', '/account/login', '/css/site.css', '/api/products/12'];

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C012',
    cause: 'thread-pool-starvation',
    confidence: 'likely',
    files: PATHS.map((path, ix) =>
      file(
        forwarded({
          status: '502.3',
          code: 0x80072ee2,
          gap: 120_031,
          from: ix * 900,
          url: `https://orders.contoso.example:443${path}`,
        }),
        `W3SVC1/fr00000${ix + 1}.xml`,
      ),
    ),
    says: { headline: ['process'], fix: ['blocking calls'] },
    never: { fix: ['raise requestTimeout'] },
    invented: ['the traces: the case tells of threads and restarts, not of single requests'],
  },
  {
    id: 'C140',
    cause: 'thread-pool-starvation',
    confidence: 'confirmed',
    quoted: true,
    files: [
      {
        path: 'W3SVC1/u_ex260312.log',
        text: w3cText({
          rows: PATHS.flatMap((stem, ix) =>
            [0, 1].map((n) => ({
              at: rowTime(120_000 + ix * 1300 + n * 400),
              status: '502.3',
              win32: 12002,
              taken: 120_015 + ix * 16,
              stem,
            })),
          ),
        }),
      },
    ],
    says: { headline: ['process'] },
    invented: ['paths, times and the number of rows'],
  },
];
