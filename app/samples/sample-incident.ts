import httpErr from './files/incident/httperr1.log?raw';
import log from './files/incident/u_ex260312.log?raw';
import newProcess from './files/incident/stdout_20260312142712_7312.log?raw';
import oldProcess from './files/incident/stdout_20260312090538_6120.log?raw';
import settings from './files/incident/web.config?raw';
import trace from './files/incident/fr000142.xml?raw';
import type { SampleFile } from './catalog.ts';

export const files: readonly SampleFile[] = [
  { path: 'sample/FailedReqLogFiles/W3SVC1/fr000142.xml', text: trace },
  { path: 'sample/W3SVC1/u_ex260312.log', text: log },
  { path: 'sample/HTTPERR/httperr1.log', text: httpErr },
  { path: 'sample/stdout/stdout_20260312090538_6120.log', text: oldProcess },
  { path: 'sample/stdout/stdout_20260312142712_7312.log', text: newProcess },
  { path: 'sample/web.config', text: settings },
];
