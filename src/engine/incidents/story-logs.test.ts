import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NO_INPUTS } from '../../analysis/story/inputs.ts';
import { tellStory } from '../../analysis/story.ts';
import { w3cReader } from '../../formats/w3c/reader.ts';
import { epochMs } from '../../model/units.ts';
import { compactLog } from '../../store/part-of-table.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { readWith } from '../../testing/read-with.ts';
import { storyLogs } from './story-logs.ts';
import { tellingTable } from '../logs/telling-rows.ts';
import { EngineWorkspace } from '../workspace.ts';

const WINDOW = {
  from: epochMs(Date.parse('2026-03-12T14:00:00Z')),
  to: epochMs(Date.parse('2026-03-12T14:45:00Z')),
};

async function sampleLog() {
  const bytes = new Uint8Array(readFileSync('src/testing/samples/logs/W3SVC1/u_ex260312.log'));
  const { items } = await readWith(w3cReader, byteSource(bytes, 'u_ex260312.log'));
  const item = items[0];
  if (item?.kind !== 'requestLog') throw new Error('no log');
  return item.table;
}

/** The story of a workspace that holds all rows in the store and only the telling ones as a table, as of a large log. */
async function largeLog() {
  const table = await sampleLog();
  const workspace = new EngineWorkspace();
  workspace.logs.add(compactLog(table));
  const { table: telling } = tellingTable(workspace.logs.store, table.file);
  if (telling === null) throw new Error('no telling rows');
  workspace.side.requestLogs.push(telling);
  return { table, workspace };
}

it('of a large log tells the same as of a small one', async () => {
  const { table, workspace } = await largeLog();
  const { logs, failingOnly } = storyLogs(workspace, () => true, WINDOW);
  expect(failingOnly.size).toBe(0);
  const told = tellStory({ ...NO_INPUTS, window: WINDOW, logs });
  expect(told).toEqual(tellStory({ ...NO_INPUTS, window: WINDOW, logs: [table] }));
  expect(told.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['traffic', 'silence', 'fields', 'served-again']),
  );
  expect(storyLogs(workspace, () => false, WINDOW).logs).toEqual([]);
});

it('of a log that was only counted tells failures, and takes missing rows for nothing', async () => {
  const { table, workspace } = await largeLog();
  Object.defineProperty(workspace.logs, 'countedOnly', { value: () => table.length });
  const { logs, failingOnly } = storyLogs(workspace, () => true, WINDOW);
  expect([...failingOnly]).toEqual([table.file]);
  const kinds = tellStory({ ...NO_INPUTS, window: WINDOW, logs, failingOnly }).map(({ kind }) => kind);
  expect(kinds).toEqual(['hang', 'clients-left', 'process-ended', 'refused', 'offline', 'start-failed']);
});
