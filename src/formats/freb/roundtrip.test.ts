import { array, asyncProperty, assert, constantFrom, integer, record, string, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { byteSource } from '../../testing/byte-source.ts';
import { freb, type FrebOptions, type FrebValue } from '../../testing/freb-builder.ts';
import { plainTraces } from '../../testing/plain-trace.ts';
import { readWith } from '../../testing/read-with.ts';
import { frebReader } from './reader.ts';

/** Text of characters that XML allows. */
const text = string({ unit: 'binary', maxLength: 12 }).map((value) =>
  Array.from(value)
    .filter((c) => c >= ' ' || '\t\n\r'.includes(c))
    .filter((c) => !'\uFFFE\uFFFF'.includes(c) && !/\p{Cs}/u.test(c))
    .join(''),
);
const awkward = constantFrom(
  '',
  ' ',
  ' x ',
  '<b>&amp;</b>',
  ']]>',
  'a\nb',
  'a\rb',
  'a\r\nb',
  '\t',
  '__proto__',
  '007',
  '1e5',
  'é𝄞',
  '"\'',
);
const value = array(tuple(constantFrom(0, 1), text, awkward), { maxLength: 3 }).map((parts) =>
  parts.map(([kind, plain, odd]) => (kind === 0 ? plain : odd)).join(''),
);

const event = record({
  name: constantFrom(
    'NOTIFY_MODULE_START',
    'GENERAL_REQUEST_ENTITY',
    'AspNetStart',
    'SOMETHING_NEW',
    'LOG_FILE_MAX_SIZE_TRUNCATE',
  ),
  at: integer({ min: 0, max: 200_000 }),
  level: integer({ min: 0, max: 5 }),
  data: array(tuple(constantFrom('ModuleName', 'Notification', 'Buffer', 'a b', 'toString', 'é'), value), {
    maxLength: 5,
  }),
});

const NAMED = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

/** One of the ways to write a text: `dice` says for each character which. */
function written(plain: string, dice: readonly number[], latin: boolean, cdata: boolean): FrebValue {
  if (cdata && !plain.includes(']]>') && !/[\r\u0080-\uFFFF]/.test(plain)) return { raw: `<![CDATA[${plain}]]>` };
  const raw = Array.from(plain).map((c, i) => {
    const code = c.codePointAt(0) ?? 0;
    const die = dice[i % dice.length] ?? 0;
    if (c === '\r' || die === 1 || (latin && code > 0x7f)) return `&#${code};`;
    if (die === 2) return `&#x${code.toString(16)};`;
    return NAMED.get(c) ?? c;
  });
  return { raw: raw.join('') };
}

it('what a trace says is read back, however it is written', async () => {
  const options = record({
    encoding: constantFrom<NonNullable<FrebOptions['encoding']>[]>(
      'utf-8',
      'utf-8',
      'utf-8-bom',
      'utf-16le',
      'utf-16be',
      'windows-1252',
    ),
    layout: constantFrom<NonNullable<FrebOptions['layout']>[]>('lines', 'lines', 'flat'),
    newline: constantFrom<NonNullable<FrebOptions['newline']>[]>('\r\n', '\n'),
  });
  const dice = array(constantFrom(0, 0, 0, 1, 2), { minLength: 1, maxLength: 5 });
  const property = asyncProperty(
    array(event, { maxLength: 4 }),
    options,
    dice,
    value,
    async (events, how, throws, url) => {
      const latin = how.encoding === 'windows-1252';
      const trace = freb({ ...how, url: written(url.replace(/[\t\n]/g, ' '), throws, latin, false) });
      events.forEach(({ name, at, level, data }, n) =>
        trace.event(name, {
          at,
          level,
          contextId: false,
          descriptions: [],
          data: data.map(([key, one], k) => [
            latin ? key.replace('é', 'e') : key,
            written(one, throws, latin, (n + k) % 7 === 0),
          ]),
        }),
      );
      const result = await readWith(frebReader, byteSource(trace.toBytes()));
      expect([result.summary.state, result.issues.filter((issue) => issue.severity !== 'info')]).toEqual(['whole', []]);
      const [plain] = plainTraces(result);
      expect(plain?.request.url).toBe(url.replace(/[\t\n]/g, ' '));
      const first = events[0]?.at ?? 0;
      expect(plain?.events.map(({ name, level, time, data }) => ({ name, level, time, data }))).toEqual(
        events.map(({ name, at, level, data }) => ({
          name,
          level,
          time: at - first,
          data: data.map(([key, one]) => ({ name: latin ? key.replace('é', 'e') : key, value: one })),
        })),
      );
    },
  );
  await assert(property, { numRuns: 5000 });
});
