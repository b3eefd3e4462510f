import { describe, expect, it } from 'vitest';
import { READERS } from '../../formats/registry.ts';
import { w3cText } from '../../testing/w3c-builder.ts';
import { LoadedLogs } from '../logs/loaded-logs.ts';
import { localHost } from '../local.ts';
import { EngineWorkspace } from '../workspace.ts';
import { readFile } from './read-file.ts';
import { scanLog } from './scan-log.ts';

const ROWS = 60_000;

/** A log with or without cookies, which take most of it, each of its own. */
function logOf(cookies: boolean): Blob {
  const rows = Array.from({ length: ROWS }, (_, ix) => {
    const cookie = cookies ? `sid=${Math.sin(ix)}${Math.cos(ix)};seen=${ix * 7919}` : '-';
    const status = ix % 400 === 0 ? 502 : 200;
    return `2026-03-12 14:00:${String(ix % 60).padStart(2, '0')} GET /a/${ix % 50} ${cookie} ${status} ${ix % 90}`;
  });
  return new Blob([w3cText({ fields: 'date time cs-method cs-uri-stem cs(Cookie) sc-status time-taken', rows })]);
}

/** Reads the log into a workspace with room for so many bytes of rows. */
async function scanned(log: Blob, room: number) {
  const workspace = new EngineWorkspace(new LoadedLogs(room));
  const request = { path: 'u_ex.log', blob: log, lastModified: null };
  const { file } = await readFile(request, () => {}, new AbortController().signal);
  const job = { signal: new AbortController().signal, progress: () => {} };
  const { state, counts, issues } = await scanLog(workspace, localHost(READERS), request, file, job);
  const { store } = workspace.logs;
  return {
    state,
    rows: counts.rows,
    said: issues.map(({ code, args }) => `${code} ${Object.values(args ?? {}).join()}`.trim()),
    kept: store.rows,
    columns: [...new Set(store.chunks.flatMap(({ part }) => part.columns.map(({ name }) => name)))],
    bytes: store.bytes,
  };
}

describe('a large log', () => {
  const all = ['cs-method', 'cs-uri-stem', 'cs(Cookie)'];

  it('is kept in full where its first rows say that there is room', async () => {
    const log = logOf(false);
    const room = log.size * 0.3;
    expect(new LoadedLogs(room).hasRoomFor(log.size)).toBe(false);
    const { bytes, ...scan } = await scanned(log, room);
    expect(scan).toEqual({ state: 'whole', rows: ROWS, said: [], kept: ROWS, columns: all });
    expect(bytes).toBeLessThan(room);
  });

  it('leaves fields in the file that memory has no room for, and says which', async () => {
    const room = ROWS * 20;
    const { bytes, ...scan } = await scanned(logOf(true), room);
    expect(scan).toEqual({
      state: 'whole',
      rows: ROWS,
      said: ['log-columns-left cs(Cookie)'],
      kept: ROWS,
      columns: ['cs-method', 'cs-uri-stem'],
    });
    expect(bytes).toBeLessThan(room);
  });

  it('is counted where nothing else helps, failing rows kept whole', async () => {
    const { bytes, ...scan } = await scanned(logOf(true), 10_000);
    expect(scan).toEqual({
      state: 'whole',
      rows: ROWS,
      said: ['log-counted-only'],
      kept: ROWS / 400,
      columns: all,
    });
    expect(bytes).toBeLessThan(60_000);
  });
});
