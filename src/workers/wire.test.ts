import { expect, it } from 'vitest';
import { readFile } from '../engine/files/read-file.ts';
import type { ReadOutcome } from '../engine/files/read.ts';
import { freb } from '../testing/freb-builder.ts';
import { columnBuffers, fromWire, outcomeBuffers, toWire } from './wire.ts';

async function outcomeOf(path: string, content: string): Promise<ReadOutcome> {
  const request = { path, blob: new Blob([content]), lastModified: null };
  return readFile(request, () => undefined, new AbortController().signal);
}

const TRACE = freb({ status: '502.3' })
  .event('GENERAL_REQUEST_START', { at: 0 })
  .start('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: 15 })
  .errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 120_050 })
  .toString();
const LOG = '#Fields: date time cs-uri-stem sc-status\n2026-03-12 14:00:00 /a 502\n';

it.each([
  ['a trace', 'fr000001.xml', TRACE],
  ['a log', 'u_ex.log', LOG],
  ['what is refused', 'fr000002.xml', ''],
])('%s is the same on the other side of a thread', async (_what, path, content) => {
  const wire = toWire(await outcomeOf(path, content));
  const crossed = structuredClone(wire, { transfer: outcomeBuffers([wire]) });
  expect(fromWire(crossed)).toEqual(await outcomeOf(path, content));
});

it('the columns of a trace are one buffer, and no buffer is left behind', async () => {
  const trace = toWire(await outcomeOf('fr000001.xml', TRACE));
  expect(outcomeBuffers([trace])).toHaveLength(1);
  for (const wire of [trace, toWire(await outcomeOf('u_ex.log', LOG))])
    expect(new Set(outcomeBuffers([wire]))).toEqual(new Set(columnBuffers(wire)));
});
