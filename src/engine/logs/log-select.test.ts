import { describe, expect, it, vi } from 'vitest';
import type { FileKey } from '../../model/units.ts';
import { compactLog } from '../../store/part-of-table.ts';
import { w3cReader } from '../../formats/w3c/reader.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { readWith } from '../../testing/read-with.ts';
import { w3cLine, w3cText } from '../../testing/w3c-builder.ts';
import { LoadedLogs } from './loaded-logs.ts';
import { findRows, selectRows } from './log-select.ts';

const selection = (filter: string) => ({ filter, range: null, zoneMinutes: 0 });
const found = (logs: LoadedLogs, filter: string): readonly number[] => {
  const rows = selectRows(logs, selection(filter));
  return rows.ok ? [...rows.value] : [];
};

/** `parts` logs of two rows each: `/a` that fails and `/b` that does not. */
async function logsOf(parts: number): Promise<LoadedLogs> {
  const logs = new LoadedLogs();
  for (let ix = 0; ix < parts; ix++) await addLog(logs, `${ix}.log`);
  return logs;
}

async function addLog(logs: LoadedLogs, path: string): Promise<void> {
  const rows = [w3cLine({ stem: '/a', status: '502.3' }), w3cLine({ stem: '/b' })];
  const bytes = new TextEncoder().encode(w3cText({ rows }));
  const { items } = await readWith(w3cReader, byteSource(bytes, path));
  for (const item of items)
    if (item.kind === 'requestLog') logs.add({ ...compactLog(item.table), file: path as FileKey });
}

describe('findRows', () => {
  it('finds in slices what is then there at once', async () => {
    const logs = await logsOf(5);
    await findRows(logs, selection('/a'), 0);
    const select = vi.spyOn(logs.store, 'select');
    expect(found(logs, '/a')).toEqual([0, 2, 4, 6, 8]);
    expect(select).not.toHaveBeenCalled();
  });

  it('looks once for what several questions ask', async () => {
    const logs = await logsOf(5);
    const steps = vi.spyOn(logs.store, 'selectSteps');
    await Promise.all([findRows(logs, selection('/a'), 0), findRows(logs, selection('/a'), 0)]);
    await findRows(logs, selection('/a'), 0);
    expect(steps).toHaveBeenCalledTimes(1);
  });

  it('a filter that was typed later is there first', async () => {
    const logs = await logsOf(5);
    const order: string[] = [];
    const ask = async (filter: string): Promise<void> => {
      await findRows(logs, selection(filter), 0);
      order.push(filter);
    };
    await Promise.all(['/', '/a', '/b'].map(ask));
    expect(order).toEqual(['/b', '/a', '/']);
    expect(found(logs, '/b')).toEqual([1, 3, 5, 7, 9]);
  });

  it('keeps no answer that rows added meanwhile have made old', async () => {
    const logs = await logsOf(3);
    const searching = findRows(logs, selection('/a'), 0);
    await addLog(logs, 'late.log');
    await searching;
    expect(found(logs, '/a')).toEqual([0, 2, 4, 6]);
  });

  it('leaves a filter that cannot be read to the question', async () => {
    const logs = await logsOf(1);
    await findRows(logs, selection('nofield:1'), 0);
    expect(selectRows(logs, selection('nofield:1')).ok).toBe(false);
  });
});
