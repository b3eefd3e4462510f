import type { FileKey, TraceKey } from '../../model/units.ts';
import { joinsOf } from '../logs/join-api.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Place of the log row of a traced request. */
export interface RowPlace {
  readonly file: FileKey;
  readonly path: string;
  readonly line: number;
}

/** Rows of the traces that have exactly one in the loaded logs, with no more slack than usual. */
export function traceRows(workspace: EngineWorkspace): ReadonlyMap<TraceKey, RowPlace> {
  const rows = new Map<TraceKey, RowPlace>();
  if (workspace.logs.rows === 0) return rows;
  for (const [key, join] of joinsOf(workspace).byTrace) {
    if (join.kind !== 'one' || join.how === 'weak') continue;
    const { slice, row } = join.match;
    rows.set(key, { file: slice.file, path: slice.path, line: slice.line(row) });
  }
  return rows;
}
