import { eventLogXml } from '../eventlog-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, answered, file } from './traces.ts';

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C029',
    cause: 'app-offline',
    confidence: 'confirmed',
    files: [file(answered({ module: 'AspNetCoreModule', status: '503', code: 0 }))],
    says: { headline: ['503', 'app_offline.htm'], fix: ['app_offline.htm'] },
    never: { headline: ['crash'], fix: ['requestTimeout', 'recycle'] },
    invented: ['ErrorCode 0, as the source of the module gives it'],
  },
  {
    id: 'C145',
    cause: 'app-offline',
    confidence: 'confirmed',
    files: [
      file(
        answered({
          module: 'AspNetCoreModuleV2',
          handler: 'AspNetCoreModuleV2',
          status: '503',
          code: 0,
          headers: [['X-ARR-LOG-ID', '6f1d2c00-0000-4000-8000-000000000001']],
        }),
      ),
      {
        path: 'eventlog.xml',
        text: eventLogXml(
          [
            {
              time: after(-40_000),
              id: 1012,
              level: 4,
              computer: 'WEB01',
              message: "Application 'C:\\home\\site\\wwwroot\\' was recycled after detecting app_offline.htm.",
            },
          ],
          { shape: 'app-service' },
        ),
      },
    ],
    says: { headline: ['app_offline.htm'], rootCause: ['deployment'], fix: ['delete'] },
    never: { fix: ['start the application pool'] },
    invented: ['the record of the module', 'ErrorCode 0'],
  },
];
