import type { CasebookCase } from './case.ts';
import { file, startFailed } from './traces.ts';

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C055',
    cause: 'pool-shared',
    confidence: 'confirmed',
    files: [
      file(
        startFailed({
          module: 'AspNetCoreModuleV2',
          status: '500.35',
          code: 0x80004005,
          took: 16,
          url: 'https://orders.contoso.example:443/WeatherForecast',
        }),
      ),
    ],
    says: { headline: ['500.35', 'application pool'], fix: ['pool'] },
    never: { headline: ['crash'], fix: ['requestTimeout'] },
    invented: ['the code, as the source of the module gives it'],
  },
];
