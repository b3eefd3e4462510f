import { eventLogXml } from '../eventlog-builder.ts';
import { w3cText } from '../w3c-builder.ts';
import type { CasebookCase } from './case.ts';
import { after, file, MACHINE, rowTime, startFailed } from './traces.ts';

export const CASES: readonly CasebookCase[] = [
  {
    id: 'C036',
    cause: 'bitness-mismatch',
    confidence: 'strong',
    files: [
      file(startFailed({ module: 'AspNetCoreModuleV2', status: '500.30', code: 0x8007023e, took: 2110 })),
      {
        path: 'Application.xml',
        text: eventLogXml([
          {
            time: after(2120),
            id: 1007,
            computer: MACHINE,
            message:
              "Application '/LM/W3SVC/1/ROOT' with physical root 'C:\\inetpub\\orders\\' failed to load clr and managed application. An attempt was made to load a program with an incorrect format. (0x8007000B)",
          },
        ]),
      },
    ],
    says: { headline: ['bitness'], fix: ['enable32BitAppOnWin64'] },
    invented: ['the text of the record: the case gives the cause and the cure'],
  },
  {
    id: 'C057',
    cause: 'bitness-mismatch',
    confidence: 'open',
    files: [
      {
        path: 'W3SVC1/u_ex260312.log',
        text: w3cText({
          rows: [
            { at: rowTime(0), status: '500.32', taken: 1020, stem: '/' },
            { at: rowTime(20_000), status: '500.32', taken: 31, stem: '/' },
            { at: rowTime(300_000), status: '200.0', taken: 2500, stem: '/' },
            { at: rowTime(9_000_000), status: '500.32', taken: 990, stem: '/' },
          ],
        }),
      },
    ],
    says: { headline: ['500.32'] },
    invented: ['rows, times'],
  },
];
