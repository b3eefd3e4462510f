import { TraceBytes } from '../store/bytes.ts';
import { FileStore } from '../store/files.ts';
import { Revision } from '../store/revision.ts';
import { SideStore } from '../store/side.ts';
import { TraceStore } from '../store/traces.ts';
import type { StoredTrace } from '../store/traces.ts';
import { EngineError } from './files/failure.ts';
import { Jobs } from './jobs.ts';
import { LoadedLogs, type LogShift } from './logs/loaded-logs.ts';
import type { GivenFields } from '../model/source.ts';
import type { FileKey } from '../model/units.ts';

/** Everything that the areas of the engine share: the stores, the revision and the running jobs. */
export class EngineWorkspace {
  readonly files = new FileStore();
  readonly traces = new TraceStore();
  readonly #bytes = new TraceBytes();
  readonly side = new SideStore();
  readonly logs: LoadedLogs;
  /** Content of logs that may be looked at again: they have damaged rows, or lack the line that names their fields. */
  readonly logBlobs = new Map<FileKey, Blob>();
  /** Field lines that a person gave for logs without one. */
  readonly givenFields = new Map<FileKey, GivenFields>();
  readonly revision = new Revision();
  readonly jobs = new Jobs();
  /** Grows whenever an input of verdicts is added; a verdict of an older generation is judged again. */
  #generation = 0;

  constructor(logs = new LoadedLogs()) {
    this.logs = logs;
  }

  get generation(): number {
    return this.#generation;
  }

  inputAdded(): void {
    this.#generation += 1;
  }

  /** The bytes that a trace's offsets refer to. */
  async bytesOf(stored: StoredTrace): Promise<Uint8Array<ArrayBuffer>> {
    try {
      return await this.#bytes.of(stored);
    } catch {
      const { path } = stored.trace;
      throw new EngineError('file-gone', `${path} has changed or moved since it was opened. Open it again.`);
    }
  }

  /** Sets what makes the times of a log true UTC, in its rows and in what the rules are shown of them. */
  shiftLog(file: FileKey, shift: LogShift): void {
    const by = shift.ms - (this.logs.shiftOf(file)?.ms ?? 0);
    this.logs.shift(file, shift);
    this.side.moveTimes(file, by);
    this.inputAdded();
  }

  clear(): void {
    this.files.clear();
    this.traces.clear();
    this.#bytes.clear();
    this.side.clear();
    this.logs.clear();
    this.logBlobs.clear();
    this.givenFields.clear();
    this.inputAdded();
    this.revision.bump();
  }
}
