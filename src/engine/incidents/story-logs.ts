import type { RequestLogTable } from '../../model/requestlog.ts';
import type { FileKey } from '../../model/units.ts';
import { chunkTime } from '../../store/log-chunks.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** More rows in the window of a story than these are not unpacked: the failing ones tell it then. */
const MOST_ROWS = 50_000;

/** Logs for a story, and which of them hold their failing rows only. */
export interface StoryLogs {
  readonly logs: readonly RequestLogTable[];
  readonly failingOnly: ReadonlySet<FileKey>;
}

/**
 * The logs of some files as a story takes them. Of a large log the workspace holds only the telling rows as a table;
 * the others are unpacked for the window, unless they were only counted or are too many.
 */
export function storyLogs(
  workspace: EngineWorkspace,
  wanted: (file: FileKey) => boolean,
  window: { readonly from: number; readonly to: number },
): StoryLogs {
  const failingOnly = new Set<FileKey>();
  const logs = workspace.side.requestLogs
    .filter(({ file }) => wanted(file))
    .map((table) => {
      const whole = wholeTable(workspace, table, window);
      if (whole === null) failingOnly.add(table.file);
      return whole ?? table;
    });
  return { logs, failingOnly };
}

function wholeTable(
  { logs }: EngineWorkspace,
  table: RequestLogTable,
  { from, to }: { readonly from: number; readonly to: number },
): RequestLogTable | null {
  const chunks = logs.store.chunks.filter(({ log }) => log.file === table.file);
  const stored = chunks.reduce((sum, { part }) => sum + part.rows, 0);
  if (logs.countedOnly(table.file) > 0) return null;
  if (stored <= table.length) return table;
  const rows: number[] = [];
  for (const chunk of chunks) {
    if (chunk.from > to || chunk.to < from) continue;
    for (let row = 0; row < chunk.part.rows; row++) {
      const time = chunkTime(chunk, row);
      if (time >= from && time <= to) rows.push(chunk.first + row);
      if (rows.length > MOST_ROWS) return null;
    }
  }
  return logs.store.tables(rows).find(({ file }) => file === table.file) ?? null;
}
