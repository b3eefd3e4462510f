import { array, asyncProperty, assert, constantFrom, record, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteSource } from '../../testing/byte-source.ts';
import { freb, type FrebBuilder, type FrebValue } from '../../testing/freb-builder.ts';
import { generatedTraces } from '../../testing/generated.ts';
import { mutate, mutations } from '../../testing/mutations.ts';
import { plainTraces, scannedShare } from '../../testing/plain-trace.ts';
import { readWith, type ReadResult } from '../../testing/read-with.ts';
import { frebSamples } from '../../testing/samples.ts';
import { frebReader, newFrebReader } from './reader.ts';

const referenceReader = newFrebReader({ scanner: false });

/** Reads with both layers, holds them equal, and gives the reading of the product. */
async function readBoth(bytes: Uint8Array): Promise<ReadResult> {
  const fast = await readWith(frebReader, byteSource(bytes));
  const slow = await readWith(referenceReader, byteSource(bytes));
  expect(scannedShare(slow)).toBe(0);
  expect(plainTraces(fast)).toEqual(plainTraces(slow));
  expect(fast.summary).toEqual(slow.summary);
  expect(fast.issues).toEqual(slow.issues);
  return fast;
}

/** A few events with everything the layout allows. */
function small(newline: '\r\n' | '\n' = '\r\n'): FrebBuilder {
  return freb({ status: '502.3', newline })
    .event('GENERAL_REQUEST_START', { data: [['RequestURL', 'https://a.example:443/?a=1&b=<é𝄞>']] })
    .start('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: 16, relatedActivityId: '{0}' })
    .errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 120_000 });
}

describe('scanner and reference layer', () => {
  it.each(frebSamples().map((sample) => [sample.name, sample] as const))('agree on %s', async (_name, sample) => {
    await readBoth(sample.bytes);
  });

  it('agree on generated traces, and the scanner takes at least 99 % of the events', async () => {
    const files = generatedTraces(
      '--count',
      '12',
      '--size',
      '60k',
      '--seed',
      '11',
      '--truncate',
      '0.2',
      '--bom',
      '0.3',
    );
    for (const { bytes, expected } of files) {
      const result = await readBoth(bytes);
      expect(scannedShare(result)).toBeGreaterThanOrEqual(0.99);
      const [trace] = plainTraces(result);
      expect(trace?.request.statusCode).toBe(expected.status);
      expect(trace?.request.url).toBe(expected.url);
      expect(trace?.reported).toBe(expected.timeTaken);
      if (!expected.truncated) expect(trace?.events).toHaveLength(expected.events);
      expect(result.summary.state).toBe(expected.truncated ? 'partial' : 'whole');
    }
  });

  it('agree on LF files, which the scanner takes as well', async () => {
    expect(scannedShare(await readBoth(small('\n').toBytes()))).toBe(1);
  });

  it('agree on values at the edge of what the scanner takes', async () => {
    const near = record({
      level: constantFrom(0, 1, 2, 3, 5, 255, 256, 1000, 123456),
      opcode: constantFrom(0, 16, 65_535, 65_536, 99_999, 100_000),
      systemTime: constantFrom(
        '2026-03-12T14:21:37.204Z',
        '2026-03-12T14:21:59.999Z',
        '2026-03-12T14:21:60.000Z',
        '2026-03-12T24:00:00.000Z',
        '2026-02-30T00:00:00.000Z',
        '2026-03-12T14:21:37Z',
        '2026-03-12T14:21:37.2041234Z',
        '2026-03-12T14:21:37.204+01:00',
        '2026-03-12 14:21:37.204Z',
        '',
      ),
      guid: constantFrom('D42CF7EF-DE92-473E-8B6C-621EA663113A', 'd42cf7ef-de92-473e-8b6c-621ea663113a', '', 'x}{ y'),
      data: array(
        tuple(
          constantFrom(
            'ModuleName',
            'Notification',
            'fIsPostNotification',
            'fIsPostNotificationEvent',
            'Modulename',
            '',
          ),
          constantFrom<FrebValue[]>(
            'true',
            'trueX',
            'True',
            '',
            ' ',
            '0',
            '128',
            '0128',
            ' 128',
            '2147483648',
            '4294967295',
            '4294967296',
            '99999999999',
            '-2147483648',
            '-1',
            '0x80',
            'A&B',
            { raw: 'A&#38;B' },
            { raw: 'A\r\nB' },
            { raw: '&#x80;&apos;' },
            { raw: '\uFFFE' },
            { raw: ']]&gt;' },
          ),
        ),
        { maxLength: 4 },
      ),
    });
    const property = asyncProperty(array(near, { minLength: 1, maxLength: 3 }), async (events) => {
      const trace = freb();
      for (const event of events) trace.event('NOTIFY_MODULE_START', event);
      await readBoth(trace.toBytes());
    });
    await assert(property, { numRuns: 3000 });
  });

  it('agree on mutated traces', async () => {
    const files = [small().toBytes(), small('\n').toBytes()];
    const property = asyncProperty(constantFrom(0, 1), mutations(), async (file, changes) => {
      await readBoth(mutate(files[file] ?? new Uint8Array(), changes));
    });
    await assert(property, { numRuns: 6000 });
  });
});
