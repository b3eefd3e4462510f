import type { AppLogEntry } from '../../model/sidefiles.ts';
import { epochMs, type FileKey } from '../../model/units.ts';
import type { EngineWorkspace } from '../workspace.ts';

/**
 * Milliseconds to add to times of the server's own zone, as far as it is known: from a request log in local time that a
 * person or traces put right. null: nobody knows.
 */
export function serverShift({ side, logs }: EngineWorkspace): number | null {
  for (const { file, localTime } of side.requestLogs) {
    const shift = localTime === true ? logs.shiftOf(file) : undefined;
    if (shift !== undefined) return shift.ms;
  }
  return null;
}

/** Whether the entries of an application log bear times without a zone. */
export function isLocal({ files }: EngineWorkspace, file: FileKey): boolean {
  return files.owner(file)?.file.issues.some(({ code }) => code === 'applog-local-time') ?? false;
}

/** The instant of an entry whose times are of the server's zone; null where that is not known. */
export function shifted(entry: AppLogEntry, shift: number | null): AppLogEntry {
  if (entry.time === null) return entry;
  return { ...entry, time: shift === null ? null : epochMs(entry.time + shift) };
}
