import { httpErrText } from '../w3c-builder.ts';
import type { CasebookCase } from './case.ts';
import { answered, file, rowTime } from './traces.ts';

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C095',
    cause: 'request-limit',
    confidence: 'confirmed',
    files: [
      {
        path: 'HTTPERR/httperr1.log',
        text: httpErrText([
          { at: rowTime(0), status: '400', reason: 'RequestLength', queue: '-', url: '/signin-oidc' },
          { at: rowTime(4000), status: '400', reason: 'RequestLength', queue: '-', url: '/' },
        ]),
      },
    ],
    says: { headline: ['HTTP.sys', 'MaxRequestBytes'], fix: ['MaxRequestBytes'] },
    never: { fix: ['maxAllowedContentLength', 'MaxRequestBodySize'] },
    invented: ['the rows: the case shows the page of HTTP.sys'],
  },
  {
    id: 'C107',
    cause: 'request-limit',
    confidence: 'confirmed',
    files: [
      file(
        answered({
          module: 'RequestFilteringModule',
          status: '404.13',
          code: 0,
          notification: 'BEGIN_REQUEST',
          reason: 'Not Found',
          verb: 'POST',
          headers: [['Content-Length', '52428800']],
          handler: null,
        }),
      ),
    ],
    says: {
      headline: ['404.13', 'RequestFilteringModule', 'maxAllowedContentLength'],
      fix: ['maxAllowedContentLength'],
    },
    never: { fix: ['requestTimeout'] },
    invented: ['the trace'],
  },
];
