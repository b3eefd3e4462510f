import type { RequestLogTable } from '../model/requestlog.ts';
import type { FileKey } from '../model/units.ts';
import type {
  AppLogEntry,
  ConfigFile,
  ErrorPage,
  EventLogRecord,
  HttpErrTable,
  StdoutLog,
} from '../model/sidefiles.ts';

/** Everything that was read and is not a trace, in the order of reading. */
export class SideStore {
  /** What the rules are shown of request logs: all rows of small ones, the telling rows of large ones. */
  readonly requestLogs: RequestLogTable[] = [];
  readonly httpErr: HttpErrTable[] = [];
  readonly eventLog: EventLogRecord[] = [];
  readonly stdout: StdoutLog[] = [];
  readonly config: ConfigFile[] = [];
  readonly appLog: AppLogEntry[] = [];
  readonly errorPages: ErrorPage[] = [];

  /** Rows of HTTPERR. */
  get httpErrRows(): number {
    return this.httpErr.reduce((sum, table) => sum + table.length, 0);
  }

  /** Gives the tables of one file another label. */
  rename(file: FileKey, path: string): void {
    for (const list of [this.requestLogs, this.httpErr, this.stdout, this.config, this.errorPages] as {
      file: FileKey;
      path: string;
    }[][])
      for (const [ix, entry] of list.entries()) if (entry.file === file) list[ix] = { ...entry, path };
  }

  /** Adds to the times of the request rows of one file. */
  moveTimes(file: FileKey, byMs: number): void {
    for (const [ix, table] of this.requestLogs.entries())
      if (table.file === file) this.requestLogs[ix] = { ...table, time: table.time.map((time) => time + byMs) };
  }

  /** Takes out all that came from one file. */
  remove(file: FileKey): void {
    for (const list of this.#lists()) {
      let kept = 0;
      for (const entry of list) if (entry.file !== file) list[kept++] = entry;
      list.length = kept;
    }
  }

  clear(): void {
    for (const list of this.#lists()) list.length = 0;
  }

  #lists(): { readonly file: FileKey }[][] {
    return [this.requestLogs, this.httpErr, this.eventLog, this.stdout, this.config, this.appLog, this.errorPages];
  }
}
