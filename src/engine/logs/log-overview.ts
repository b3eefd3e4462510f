import type { FieldHint } from '../../query/complete.ts';
import type { FileKey } from '../../model/units.ts';
import { LOG_TEXT_FIELDS } from '../../model/logpart.ts';
import type { SourceFile } from '../../model/source.ts';
import { chunkFields } from '../../store/log-fields.ts';
import { partTriple } from '../../store/log-part.ts';
import { fullFolders } from './full-folders.ts';
import { fieldHints } from '../hints.ts';
import { joinsOf } from './join-api.ts';
import { remembered } from './log-memo.ts';
import type { LogOverview, OpenLog } from '../questions/logs.ts';
import { rowOfLine } from './log-rows.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Columns of the grid that are always there, by their names in logs. */
const SHOWN: ReadonlySet<string> = new Set([
  ...Object.values(LOG_TEXT_FIELDS).filter((name) => name !== 'cs-username'),
  's-computername',
]);

export function logOverview(workspace: EngineWorkspace): LogOverview {
  const { logs, revision, side } = workspace;
  const failing = remembered(logs, 'failing rows', () => failingRows(workspace));
  const joins = joinsOf(workspace);
  const traced = joins.rows.filter(({ file, line }) => isFailing(workspace, file, line)).length;
  return {
    revision: revision.number,
    logs: openLogs(workspace),
    rows: logs.rows,
    failing,
    untraced: failing - traced,
    fullFolders: fullFolders(workspace),
    httpErrRows: side.httpErrRows,
    recorded: [...logs.store.columnNames].filter((name) => SHOWN.has(name) || name === 's-ip'),
    fields: [...logs.store.columnNames].filter((name) => !SHOWN.has(name)).map((logged) => ({ name: logged, logged })),
    hints: remembered(logs, 'hints', () => logHints(workspace)),
  };
}

function openLogs(workspace: EngineWorkspace): readonly OpenLog[] {
  const { logs, files } = workspace;
  const open = new Map<FileKey, OpenLog>();
  for (const { log, part, shiftMs } of logs.store.chunks) {
    const known = open.get(log.file);
    if (known !== undefined) {
      open.set(log.file, { ...known, rows: known.rows + part.rows });
      continue;
    }
    const counted = logs.countedOnly(log.file);
    const traces = logs.shiftOf(log.file)?.traces ?? null;
    open.set(log.file, {
      file: log.file,
      path: log.path,
      rows: part.rows + counted,
      damaged: files.owner(log.file)?.file.counts.damaged ?? 0,
      countedOnly: counted,
      columnsLeft: columnsLeft(files.owner(log.file)?.file),
      localTime: log.localTime,
      shiftMs,
      shiftFrom: traces === null ? null : { traces },
      shiftSet: logs.shiftOf(log.file) !== undefined,
      asksZone: log.localTime && logs.shiftOf(log.file) === undefined,
    });
  }
  const order = (file: FileKey): number => files.owner(file)?.id ?? 0;
  return [...open.values()].toSorted((a, b) => order(a.file) - order(b.file));
}

function columnsLeft(file: SourceFile | undefined): string {
  return String(file?.issues.find(({ code }) => code === 'log-columns-left')?.args?.['columns'] ?? '');
}

function failingRows(workspace: EngineWorkspace): number {
  let failing = 0;
  for (const { part } of workspace.logs.store.chunks) {
    const failed = new Uint8Array(part.triples.length / 3);
    for (let ix = 0; ix < failed.length; ix++) failed[ix] = partTriple(part, ix).status >= 500 ? 1 : 0;
    for (const ix of part.triple) failing += failed[ix] ?? 0;
  }
  return failing;
}

function isFailing(workspace: EngineWorkspace, file: FileKey, line: number): boolean {
  const place = rowOfLine(workspace.logs, file, line);
  if (place === null) return false;
  const { part } = place.chunk;
  return partTriple(part, part.triple[place.row] ?? 0).status >= 500;
}

/** What the filter box offers: fields of all logs, with the values of the first rows of each kind of log. */
function logHints(workspace: EngineWorkspace): readonly FieldHint[] {
  const { chunks, columnNames } = workspace.logs.store;
  const hints = new Map<string, FieldHint>();
  for (const chunk of oneOfEachFile(chunks)) {
    for (const hint of fieldHints(chunkFields(chunk, columnNames, 0), chunk.part.rows)) {
      const known = hints.get(hint.name);
      const values = [...new Set([...(known?.values ?? []), ...hint.values])].slice(0, 60);
      hints.set(hint.name, { ...hint, values });
    }
  }
  return [...hints.values()];
}

const MOST_FILES = 8;

function oneOfEachFile<C extends { readonly log: { readonly file: FileKey } }>(chunks: readonly C[]): readonly C[] {
  const first = new Map<FileKey, C>();
  for (const chunk of chunks) if (!first.has(chunk.log.file)) first.set(chunk.log.file, chunk);
  return [...first.values()].slice(0, MOST_FILES);
}
