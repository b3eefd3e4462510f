import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Engine } from '#core/engine/engine';
import type { IncomingFile, WorkspaceSummary } from '#core/engine/questions/files';
import { stopWatching, useLiveFolder, watchFolder } from './live-folder.ts';

const byState = { waiting: 0, reading: 0, whole: 0, partial: 0, refused: 0, skipped: 0 };
const SUMMARY: WorkspaceSummary = {
  revision: 1,
  files: 0,
  byState,
  traces: 0,
  failingTraces: 0,
  logRows: 0,
  incidents: 0,
  from: null,
  to: null,
};

/** What the engine was asked to open: `path`, with `again` for a later state. */
const opened: string[] = [];
const engine = {
  files: async () => [],
  open: async (files: readonly IncomingFile[]) => {
    opened.push(...files.map(({ path, replaces }) => (replaces === true ? `${path} again` : path)));
    return SUMMARY;
  },
} as unknown as Engine;

/** Name and size of the files in the folder that the test hands out. */
const files = new Map<string, number>();

beforeEach(() => {
  vi.useFakeTimers();
  opened.length = 0;
  files.clear();
  Object.assign(window, {
    showDirectoryPicker: async () => ({
      kind: 'directory',
      name: 'logs',
      async *values() {
        for (const [name, size] of files)
          yield { kind: 'file', name, getFile: async () => new File(['x'.repeat(size)], name, { lastModified: 1 }) };
      },
    }),
  });
});

afterEach(() => {
  stopWatching();
  vi.useRealTimers();
});

test('looks by itself, again and again, until it is stopped', async () => {
  files.set('a.xml', 1);
  await watchFolder(engine);
  expect(opened).toEqual(['logs/a.xml']);
  files.set('b.xml', 1);
  files.set('a.xml', 2);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(opened).toEqual(['logs/a.xml']);
  expect(useLiveFolder.getState().folder).toEqual({ name: 'logs', files: 2, growing: 2 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(opened).toEqual(['logs/a.xml', 'logs/a.xml again', 'logs/b.xml']);
  stopWatching();
  files.set('c.xml', 1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened).toHaveLength(3);
});

test('a folder that is chosen while another one is still being read is looked into as well', async () => {
  files.set('slow.xml', 1);
  let release = (): void => undefined;
  const slow = {
    ...engine,
    open: () => new Promise<WorkspaceSummary>((resolve) => (release = () => resolve(SUMMARY))),
  };
  const first = watchFolder(slow);
  await vi.advanceTimersByTimeAsync(0);
  stopWatching();
  files.clear();
  files.set('next.xml', 1);
  await watchFolder(engine);
  release();
  await first;
  expect(opened).toEqual(['logs/next.xml']);
  files.set('later.xml', 1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(opened).toEqual(['logs/next.xml', 'logs/later.xml']);
});
