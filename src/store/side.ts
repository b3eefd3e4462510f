import type { RequestLogTable } from '../model/requestlog.ts';
import type { FileKey } from '../model/units.ts';
import type { AppLogEntry, ConfigFile, EventLogRecord, HttpErrTable, StdoutLog } from '../model/sidefiles.ts';

/** Everything that was read and is not a trace, in the order of reading. */
export class SideStore {
  readonly requestLogs: RequestLogTable[] = [];
  readonly httpErr: HttpErrTable[] = [];
  readonly eventLog: EventLogRecord[] = [];
  readonly stdout: StdoutLog[] = [];
  readonly config: ConfigFile[] = [];
  readonly appLog: AppLogEntry[] = [];

  get rows(): number {
    let rows = 0;
    for (const table of this.requestLogs) rows += table.length;
    for (const table of this.httpErr) rows += table.length;
    return rows;
  }

  /** Gives the tables of one file another label. */
  rename(file: FileKey, path: string): void {
    for (const list of [this.requestLogs, this.httpErr, this.stdout, this.config] as {
      file: FileKey;
      path: string;
    }[][])
      for (const [ix, entry] of list.entries()) if (entry.file === file) list[ix] = { ...entry, path };
  }

  clear(): void {
    for (const list of [this.requestLogs, this.httpErr, this.eventLog, this.stdout, this.config, this.appLog])
      list.length = 0;
  }
}
