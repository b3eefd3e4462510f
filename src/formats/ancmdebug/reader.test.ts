import { describe, expect, it } from 'vitest';
import type { AppLogEntry } from '../../model/sidefiles.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { readWith } from '../../testing/read-with.ts';
import { ancmDebugReader } from './reader.ts';

async function read(text: string, chunk = 1 << 16): Promise<readonly AppLogEntry[]> {
  const { items, summary } = await readWith(ancmDebugReader, byteSource(text, 'aspnetcore-debug.log', { chunk }));
  expect(summary.state).toBe('whole');
  return items.flatMap((item) => (item.kind === 'appLog' ? item.entries : []));
}

const NEW = [
  "[2026-03-12T14:27:12.531Z, PID: 7312] [aspnetcorev2.dll] Resolving hostfxr parameters for application: 'dotnet'",
  '[2026-03-12T14:27:13.002Z, PID: 7312] [aspnetcorev2_outofprocess.dll] Failed HRESULT returned: 0x8027025b at serverprocess.cpp:512',
  "[2026-03-12T14:27:13.003Z, PID: 7312] [aspnetcorev2.dll] Event Log: 'Application failed",
  "second line' End Event Log Message.",
].join('\r\n');
const OLD = [
  "[aspnetcorev2.dll] Initializing logs for 'C:\\Windows\\aspnetcorev2.dll'. Process Id: 13348. File Version: 12.2",
  '[aspnetcorev2.dll] Known dotnet.exe location: C:\\dotnet.exe',
].join('\n');

describe('ancmDebugReader', () => {
  it.each([1, 13, 1 << 16])('reads entries with time and process in pieces of %d bytes', async (chunk) => {
    const entries = await read(NEW, chunk);
    expect(entries.map(({ line, level, category, processId }) => [line, level, category, processId])).toEqual([
      [1, '', 'aspnetcorev2.dll', 7312],
      [2, 'error', 'aspnetcorev2_outofprocess.dll', 7312],
      [3, 'event', 'aspnetcorev2.dll', 7312],
    ]);
    expect(entries[1]?.time).toBe(Date.parse('2026-03-12T14:27:13.002Z'));
    expect(entries[2]?.message).toBe("Event Log: 'Application failed\nsecond line' End Event Log Message.");
  });

  it('reads the older form, whose first entry names the process', async () => {
    const entries = await read(OLD);
    expect(entries.map(({ time, processId }) => [time, processId])).toEqual([
      [null, 13348],
      [null, 13348],
    ]);
  });

  it.each([
    [NEW, true],
    [OLD, true],
    ['[2026-03-12] [other.dll] text', false],
    ['aspnetcorev2.dll', false],
    ['', false],
  ])('sniffs %j', (text, mine) => {
    expect(ancmDebugReader.sniff(new TextEncoder().encode(text), 'x.log').score > 0).toBe(mine);
  });
});
