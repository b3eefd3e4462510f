import { TraceBytes } from '../store/bytes.ts';
import { FileStore } from '../store/files.ts';
import { Revision } from '../store/revision.ts';
import { SideStore } from '../store/side.ts';
import { TraceStore } from '../store/traces.ts';
import type { StoredTrace } from '../store/traces.ts';
import { EngineError } from './failure.ts';
import { Jobs } from './jobs.ts';

/** Everything that the areas of the engine share: the stores, the revision and the running jobs. */
export class EngineWorkspace {
  readonly files = new FileStore();
  readonly traces = new TraceStore();
  readonly #bytes = new TraceBytes();
  readonly side = new SideStore();
  readonly revision = new Revision();
  readonly jobs = new Jobs();
  /** Grows whenever an input of verdicts is added; a verdict of an older generation is judged again. */
  #generation = 0;

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

  clear(): void {
    this.files.clear();
    this.traces.clear();
    this.#bytes.clear();
    this.side.clear();
    this.inputAdded();
    this.revision.bump();
  }
}
