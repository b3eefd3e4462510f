import type { CasebookCase } from './case.ts';
import { file, relayed } from './traces.ts';

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C099',
    cause: 'app-error-passthrough',
    confidence: 'likely',
    quoted: true,
    files: [file(relayed({ status: '500', headers: [['Accept', 'text/html, *; q=.2, */*; q=.2']] }))],
    says: { headline: ['application', 'AspNetCoreModule'], fix: ['application log'] },
    never: { headline: ['network', 'ERROR_SUCCESS'], fix: ['requestTimeout', 'hosting bundle'] },
    invented: ['path, duration'],
  },
  {
    id: 'C147',
    cause: 'app-error-passthrough',
    confidence: 'open',
    files: [file(relayed({ status: '502', inProcess: true, reason: 'Bad Gateway', took: 30_015 }))],
    says: { headline: ['application'], fix: ['nothing to change in IIS'] },
    never: { fix: ['requestTimeout'] },
    invented: ['duration'],
  },
];
