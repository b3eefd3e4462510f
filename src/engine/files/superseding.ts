import type { SourceFile } from '../../model/source.ts';
import type { FileKey } from '../../model/units.ts';
import type { EngineWorkspace } from '../workspace.ts';

const NO_COUNTS = { events: null, rows: null, damaged: 0 } as const;

/**
 * Takes out what was read of earlier states of a file, so that rows of a log that grew are not there twice. `later`: the
 * new state, entry `id`. An earlier state that is a reading of the same content stays: the new one is its duplicate. So
 * do earlier states when the new one cannot be read.
 */
export function supersede(workspace: EngineWorkspace, id: number, later: SourceFile): void {
  const { files } = workspace;
  if (later.state !== 'whole' && later.state !== 'partial') return;
  for (const entry of files.all().slice(0, id)) {
    const { file } = entry;
    const same = file.path === later.path || file.path.startsWith(`${later.path}!`);
    if (!same || file.key === later.key || (file.state !== 'whole' && file.state !== 'partial')) continue;
    takeOut(workspace, file.key);
    const issue = { code: 'superseded', severity: 'info' } as const;
    files.set(entry.id, {
      ...file,
      state: 'skipped',
      reason: issue.code,
      issues: [issue],
      issuesLeftOut: 0,
      counts: NO_COUNTS,
    });
  }
}

/** Takes out all that was read of a file. */
export function takeOut(workspace: EngineWorkspace, key: FileKey): void {
  const { files, traces, side, logs } = workspace;
  for (const { trace } of traces.all()) if (trace.file === key) traces.delete(trace.key);
  side.remove(key);
  logs.remove(key);
  workspace.logBlobs.delete(key);
  workspace.givenFields.delete(key);
  files.release(key);
  workspace.inputAdded();
}
