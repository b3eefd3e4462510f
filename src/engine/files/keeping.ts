import type { SourceFile } from '../../model/source.ts';
import type { FileKey, TraceKey } from '../../model/units.ts';
import { compactLog } from '../../store/part-of-table.ts';
import { isNeededAgain } from './field-line.ts';
import type { ReadItem, ReadOutcome, ReadRequest } from './read.ts';
import type { EngineWorkspace } from '../workspace.ts';

/**
 * Takes what a reader found in one file into the stores. A content that is there already is listed as a skipped
 * duplicate of the file that came first in the order of opening, whichever was read first.
 */
export function keepOutcome(workspace: EngineWorkspace, id: number, request: ReadRequest, outcome: ReadOutcome): void {
  const { files } = workspace;
  const { file } = outcome;
  if (file.state !== 'whole' && file.state !== 'partial') {
    // Why it was not read may lie in its name, so it is nobody's duplicate.
    files.set(id, file);
    keepContent(workspace, request, file);
    return;
  }
  const owner = files.owner(file.key);
  if (owner !== null && owner.id !== id) {
    if (owner.id < id) {
      files.set(id, duplicateOf(file, owner.file.path));
      return;
    }
    files.set(
      owner.id,
      duplicateOf({ ...file, path: owner.file.path, lastModified: owner.file.lastModified }, file.path),
    );
    files.claim(file.key, id);
    files.set(id, { ...owner.file, path: file.path, lastModified: file.lastModified }, owner.trace);
    rename(workspace, id, file.key, file.path);
    return;
  }
  files.claim(file.key, id);
  let first: TraceKey | null = null;
  for (const item of outcome.items) {
    keepItem(workspace, id, request, file, item);
    if (item.kind === 'trace') first ??= item.trace.key;
  }
  if (outcome.items.length > 0) workspace.inputAdded();
  keepContent(workspace, request, file);
  files.set(id, file, first);
}

/** Keeps the content of a log that may be asked about once more, and by which fields it was read. */
export function keepContent(workspace: EngineWorkspace, request: ReadRequest, file: SourceFile): void {
  if (isNeededAgain(file)) workspace.logBlobs.set(file.key, request.blob);
  if (request.given !== undefined) workspace.givenFields.set(file.key, request.given);
}

function keepItem(
  workspace: EngineWorkspace,
  order: number,
  request: ReadRequest,
  file: SourceFile,
  item: ReadItem,
): void {
  const { traces, side, logs } = workspace;
  switch (item.kind) {
    case 'trace': {
      const { trace, spans, eventSpans, silences, facts } = item;
      const blob = item.utf8 ?? request.blob;
      traces.set({ trace, spans, eventSpans, silences, facts, blob, order, state: file.state });
      return;
    }
    case 'requestLog':
      side.requestLogs.push(item.table);
      logs.add(compactLog(item.table));
      return;
    case 'httpErr':
      side.httpErr.push(item.table);
      return;
    case 'eventLog':
      for (const record of item.records) side.eventLog.push(record);
      return;
    case 'stdout':
      side.stdout.push(item.log);
      return;
    case 'config':
      side.config.push(item.config);
      return;
    case 'appLog':
      for (const entry of item.entries) side.appLog.push(entry);
      return;
    case 'errorPage':
      side.errorPages.push(item.page);
      return;
  }
}

/** A file whose content is listed under another path already. */
export function duplicateOf(file: SourceFile, firstPath: string): SourceFile {
  const issue = { code: 'duplicate', severity: 'info', args: { path: firstPath } } as const;
  const counts = { events: null, rows: null, damaged: 0 };
  return { ...file, state: 'skipped', reason: 'duplicate', issues: [issue], issuesLeftOut: 0, counts };
}

/** The content now goes by the path of a file that was opened earlier and read later. */
function rename(workspace: EngineWorkspace, order: number, key: FileKey, path: string): void {
  for (const stored of workspace.traces.all())
    if (stored.trace.file === key) workspace.traces.set({ ...stored, order, trace: { ...stored.trace, path } });
  workspace.side.rename(key, path);
  workspace.logs.rename(key, path);
}
