import { joinTraces } from '../analysis/correlate/join.ts';
import { tableSource } from '../analysis/correlate/source.ts';
import { joinSubject } from '../analysis/correlate/subject.ts';
import type { FileKey, TraceKey } from '../model/units.ts';
import type { EngineWorkspace } from './workspace.ts';

/** Place of the log row of a traced request. */
export interface RowPlace {
  readonly file: FileKey;
  readonly path: string;
  readonly line: number;
}

/** Rows of the traces that have exactly one in the loaded logs, with no more slack than usual. */
export function traceRows(workspace: EngineWorkspace): ReadonlyMap<TraceKey, RowPlace> {
  const known = cache.get(workspace);
  if (known?.generation === workspace.generation) return known.rows;
  const rows = new Map<TraceKey, RowPlace>();
  const { requestLogs } = workspace.side;
  if (requestLogs.length > 0) {
    const subjects = workspace.traces.all().map(({ trace, facts }) => joinSubject(trace, facts));
    for (const [key, join] of joinTraces(subjects, tableSource(requestLogs))) {
      if (join.kind !== 'one' || join.how === 'weak') continue;
      const { table, row } = join.match;
      rows.set(key, { file: table.file, path: table.path, line: table.line[row] ?? 0 });
    }
  }
  cache.set(workspace, { generation: workspace.generation, rows });
  return rows;
}

const cache = new WeakMap<
  EngineWorkspace,
  { readonly generation: number; readonly rows: ReadonlyMap<TraceKey, RowPlace> }
>();
