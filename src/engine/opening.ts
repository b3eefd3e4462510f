import { isAbort } from '../base/abort.ts';
import { LIMITS } from '../intake/limits.ts';
import type { FileState, SourceFile } from '../model/source.ts';
import type { ArchiveEntry, ArchiveKind, ReadHost, ReadOutcome, ReadRequest } from './read.ts';
import { ended, unreadKey } from './read-file.ts';
import type { Job } from './jobs.ts';
import { duplicateOf, keepOutcome } from './keeping.ts';
import type { EngineWorkspace } from './workspace.ts';

/** Reads all files of one `open` into the workspace; resolves when each has its final state. */
export async function openFiles(
  workspace: EngineWorkspace,
  host: ReadHost,
  requests: readonly ReadRequest[],
  job: Job,
): Promise<void> {
  const opening = new Opening(workspace, host, job);
  await opening.readAll(requests);
}

class Opening {
  readonly #workspace: EngineWorkspace;
  readonly #host: ReadHost;
  readonly #job: Job;

  constructor(workspace: EngineWorkspace, host: ReadHost, job: Job) {
    this.#workspace = workspace;
    this.#host = host;
    this.#job = job;
  }

  async readAll(requests: readonly ReadRequest[]): Promise<void> {
    const taken = requests.slice(0, LIMITS.filesPerDrop);
    let bytes = 0;
    for (const request of taken) bytes += request.blob.size;
    this.#job.expect(requests.length, bytes);
    const reads = taken.map((request) => [this.#announce(request), request] as const);
    for (const request of requests.slice(LIMITS.filesPerDrop)) this.#refuse(request, 'too-many-files');
    this.#workspace.revision.bump();
    await Promise.all(reads.map(([id, request]) => this.#read(id, request, 0)));
  }

  /** Puts a file into the list before anybody has read it. */
  #announce(request: ReadRequest): number {
    return this.#workspace.files.add({ ...unread(request), state: 'waiting' });
  }

  #refuse(
    request: Pick<ReadRequest, 'path' | 'lastModified'> & { readonly blob: { readonly size: number } },
    reason: string,
  ): void {
    const args = { limit: LIMITS.filesPerDrop };
    this.#workspace.files.add(ended(request, unreadKey(request), 'refused', reason, null, args).file);
    this.#job.fileDone();
  }

  async #read(id: number, request: ReadRequest, nesting: number): Promise<void> {
    const { files, revision } = this.#workspace;
    let seen = 0;
    const advance = (bytes: number): void => {
      if (bytes <= seen) return;
      this.#job.advanced(bytes - seen);
      seen = bytes;
    };
    const outcome = await this.#untilAborted(request, async () =>
      this.#host.read(
        request,
        {
          started: () => {
            this.#set(id, 'reading');
            this.#job.started(request.path);
          },
          progress: advance,
        },
        this.#job.signal,
      ),
    );
    if (outcome.archive === null) {
      keepOutcome(this.#workspace, id, request, outcome);
    } else if (nesting > LIMITS.archiveNesting) {
      files.set(id, { ...outcome.file, state: 'refused', reason: 'archive-too-deep' });
    } else {
      await this.#expand(id, request, outcome, outcome.archive, nesting);
    }
    advance(request.blob.size);
    this.#job.fileDone();
    revision.bump();
  }

  async #expand(
    id: number,
    request: ReadRequest,
    outcome: ReadOutcome,
    kind: ArchiveKind,
    nesting: number,
  ): Promise<void> {
    const { files } = this.#workspace;
    const duplicate = files.owner(outcome.file.key);
    if (duplicate !== null) {
      files.set(id, duplicateOf(outcome.file, duplicate.file.path));
      return;
    }
    files.claim(outcome.file.key, id);
    files.set(id, { ...outcome.file, state: 'reading' });
    const reads: Promise<void>[] = [];
    const onEntry = async (entry: ArchiveEntry): Promise<void> => {
      if (entry.state !== 'unpacked') {
        const blob = { size: entry.size };
        const refused = { path: entry.path, lastModified: request.lastModified, blob };
        files.add(ended(refused, unreadKey(refused), entry.state, entry.reason, null).file);
        return;
      }
      this.#job.expect(1, entry.request.blob.size);
      const read = this.#read(this.#announce(entry.request), entry.request, nesting + 1);
      reads.push(read);
    };
    let file: SourceFile;
    try {
      const ending = await this.#host.expand({ ...request, kind }, onEntry, this.#job.signal);
      file = { ...outcome.file, state: ending.state, reason: ending.reason };
    } catch (error) {
      if (!isAbort(error) && !this.#job.signal.aborted) throw error;
      file = { ...outcome.file, state: 'partial', reason: 'cancelled' };
    }
    await Promise.all(reads);
    files.set(id, file);
  }

  /** A cancelled read is an outcome too: the file was passed over, and says so. */
  async #untilAborted(request: ReadRequest, read: () => Promise<ReadOutcome>): Promise<ReadOutcome> {
    try {
      this.#job.signal.throwIfAborted();
      return await read();
    } catch (error) {
      if (!isAbort(error) && !this.#job.signal.aborted) throw error;
      return ended(request, unreadKey(request), 'skipped', 'cancelled', null);
    }
  }

  #set(id: number, state: FileState): void {
    const entry = this.#workspace.files.at(id);
    if (entry !== null) this.#workspace.files.set(id, { ...entry.file, state });
    this.#workspace.revision.bump();
  }
}

function unread(request: ReadRequest): SourceFile {
  return ended(request, unreadKey(request), 'skipped', null, null).file;
}
