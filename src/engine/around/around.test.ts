import { describe, expect, it } from 'vitest';
import { around, sampleBytes, sampleLog, toldPart, traced } from '../../testing/around.ts';
import { opened } from '../../testing/opened.ts';

const STDOUT = 'stdout/stdout_20260312090538_6120.log';
const LOGS = [
  'W3SVC1/u_ex260312.log',
  'HTTPERR/httperr1.log',
  STDOUT,
  'stdout/stdout_20260312142712_7312.log',
  'stdout/stdout_6120_202631214272.log',
].map(sampleLog);

describe('around the traced request of the incident', () => {
  it('says what each kind of file has, and of what no file is open', async () => {
    const parts = await around([traced(), ...LOGS]);
    expect([...parts].map(([kind, part]) => [kind, part.files, toldPart(part)])).toEqual([
      ['other-trace', 0, ['']],
      [
        'log-row',
        1,
        [
          expect.stringMatching(
            /^likely 502\.3 12002 GET \/api\/reports \| site, verb, path, status .* fit one row only/,
          ),
        ],
      ],
      ['http-err', 1, ['no HTTPERR row has this client address and port']],
      ['event-log', 0, ['']],
      [
        'stdout',
        3,
        [
          'likely stdout_20260312090538_6120.log | same process id 6120 in the name of the file, begun 5 h 15 min before the request, the latest of them',
        ],
      ],
      ['app-log', 0, ['']],
      ['error-page', 0, ['']],
    ]);
    expect(parts.get('log-row')?.items[0]?.place).toMatchObject({ kind: 'logRow', line: 905 });
  });
});

it('there is nothing around a trace that is not open', async () => {
  const { engine } = await opened([traced()]);
  expect(await engine.around('none' as never)).toBeNull();
});

it('follows what is opened later', async () => {
  const { engine, requests } = await opened([traced()]);
  const key = requests[0]?.key;
  if (key === undefined) throw new Error('no trace');
  const files = async () => (await engine.around(key))?.parts.filter(({ items }) => items.length > 0).length;
  expect(await files()).toBe(0);
  await engine.open([{ path: STDOUT, blob: new Blob([sampleBytes(STDOUT)]), lastModified: null }], () => undefined);
  expect(await files()).toBe(1);
});
