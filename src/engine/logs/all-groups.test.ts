import { beforeAll, describe, expect, it } from 'vitest';
import { READERS } from '../../formats/registry.ts';
import { w3cText } from '../../testing/w3c-builder.ts';
import { readFile } from '../files/read-file.ts';
import { scanLog } from '../files/scan-log.ts';
import { localHost } from '../local.ts';
import type { LogGroupRow, LogsApi } from '../questions/logs.ts';
import { EngineWorkspace } from '../workspace.ts';
import { LoadedLogs } from './loaded-logs.ts';
import { logsApi } from './logs-api.ts';

const FIELDS = 'date time cs-method cs-uri-stem c-ip sc-status sc-substatus sc-win32-status time-taken';
const ALL = { filter: '', range: null, zoneMinutes: 0 };

/** Rows of many durations, so that percentiles tell; one in fifty fails. */
function log(rows: number, seed: number): string {
  const lines = Array.from({ length: rows }, (_, ix) => {
    const turn = (ix * 7919 + seed) % 1000;
    const status = turn % 50 === 0 ? '502 3 12002' : turn % 9 === 0 ? '304 0 0' : '200 0 0';
    const path = turn % 3 === 0 ? `/api/orders/${ix}` : turn % 3 === 1 ? '/' : `/p${seed}`;
    return `2026-03-12 14:${String(ix % 60).padStart(2, '0')}:00 GET ${path} 10.0.0.${ix % 200} ${status} ${turn * turn}`;
  });
  return w3cText({ fields: FIELDS, rows: lines });
}

/** Logs scanned in slices; those at or behind `countedFrom` find no room. */
async function scanned(texts: readonly string[], countedFrom: number): Promise<LogsApi> {
  let room = true;
  const logs = new (class extends LoadedLogs {
    override get room(): number {
      return room ? super.room : 0;
    }
  })();
  const workspace = new EngineWorkspace(logs);
  for (const [ix, text] of texts.entries()) {
    room = ix < countedFrom;
    const request = { path: `u_ex${ix}.log`, blob: new Blob([text]), lastModified: null };
    const { file } = await readFile(request, () => undefined, new AbortController().signal);
    const job = { signal: new AbortController().signal, progress: () => undefined };
    await scanLog(workspace, localHost(READERS), request, file, job);
  }
  return logsApi(workspace);
}

const near = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= Math.max(1, b * 0.017));

describe.each([
  ['all logs are only counted', 0],
  ['one is kept and one only counted', 1],
])('groups over all rows where %s', (_, countedFrom) => {
  const texts = [log(9_000, 1), log(6_000, 5)];
  let kept: LogsApi;
  let counted: LogsApi;
  beforeAll(async () => {
    kept = await scanned(texts, 2);
    counted = await scanned(texts, countedFrom);
  });

  it.each(['template', 'triple', 'status', 'class', 'win32'])('by %s are those of the whole logs', async (by) => {
    const [truth, groups] = await Promise.all([kept, counted].map((api) => api.logGroups(ALL, by, null, 1000)));
    expect(groups).toMatchObject({ rows: 15_000, leftOut: 0, approximate: by === 'template', total: truth?.total });
    const plain = (list: readonly LogGroupRow[] = []) =>
      list.map(({ key, filter, count, failures }) => [key, filter, count, failures]);
    expect(plain(groups?.groups)).toEqual(plain(truth?.groups));
    for (const [ix, group] of (groups?.groups ?? []).entries()) {
      const whole = truth?.groups[ix];
      for (const id of ['p50', 'p95', 'p99', 'max'] as const) {
        // By status the durations of rows that are only counted are not known; those of failures are.
        const untold = by !== 'template' && group[id] === null && group.failures < group.count;
        expect([by, group.key, id, untold || near(group[id], whole?.[id] ?? null)]).toEqual([by, group.key, id, true]);
      }
    }
  });

  it('by anything else, or with a filter, are of the rows that are kept, and say how many are not', async () => {
    const { logs } = await counted.logOverview();
    const leftOut = logs.reduce((sum, { countedOnly }) => sum + countedOnly, 0);
    expect(leftOut).toBeGreaterThan(5_000);
    expect(await counted.logGroups(ALL, 'client', null, 5)).toMatchObject({ leftOut, rows: 15_000 - leftOut });
    const filtered = await counted.logGroups({ ...ALL, filter: 'status:502.3' }, 'template', null, 5);
    expect(filtered).toMatchObject({ leftOut, rows: 300, approximate: false });
    expect(await kept.logGroups(ALL, 'client', null, 5)).toMatchObject({ leftOut: 0, rows: 15_000 });
  });
});
