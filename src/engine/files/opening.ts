import { isAbort } from '../../base/abort.ts';
import { Gate } from '../../base/gate.ts';
import { LIMITS } from '../../intake/limits.ts';
import type { FileState, ParseIssue, SourceFile } from '../../model/source.ts';
import type { Archive, ArchiveEntry, ArchiveKind, ArchiveEvents, ArchiveOutcome } from '../../intake/archive.ts';
import type { ReadHost, ReadOutcome, ReadRequest } from './read.ts';
import { ended, unreadKey } from './read-file.ts';
import type { Job } from '../jobs.ts';
import { scanLog } from './scan-log.ts';
import { duplicateOf, keepOutcome } from './keeping.ts';
import { supersede, takeOut } from './superseding.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Unpacked bytes that may wait for a reader: beyond that an archive is held back. */
const UNREAD = 64 * 1024 * 1024;

const ARCHIVES = 2;

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

/** Reads a file once more, in its place in the list: what was read of it before is taken out. */
export async function readAgain(
  workspace: EngineWorkspace,
  host: ReadHost,
  id: number,
  request: ReadRequest,
  job: Job,
): Promise<void> {
  const known = workspace.files.at(id);
  if (known !== null) takeOut(workspace, known.file.key);
  await new Opening(workspace, host, job).readOne(id, request);
}

class Opening {
  readonly #workspace: EngineWorkspace;
  readonly #host: ReadHost;
  readonly #job: Job;
  /** Archives opened at a time: dropped ones, and those inside them. One gate for both could wait for itself. */
  readonly #gates = [new Gate(ARCHIVES), new Gate(ARCHIVES)] as const;

  readonly #logs = new Gate(1);

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
    for (const { path, blob } of requests.slice(LIMITS.filesPerDrop)) {
      this.#leaveOut({ path, size: blob.size }, 'refused', 'too-many-files', { limit: LIMITS.filesPerDrop });
      this.#job.fileDone();
    }
    this.#workspace.revision.bump();
    await Promise.all(reads.map(([id, request]) => this.#read(id, request, 0)));
  }

  async readOne(id: number, request: ReadRequest): Promise<void> {
    this.#job.expect(1, request.blob.size);
    await this.#read(id, request, 0);
  }

  /** Puts a file into the list before anybody has read it. */
  #announce(request: ReadRequest): number {
    return this.#workspace.files.add({ ...unread(request), state: 'waiting' });
  }

  /** Lists a file that is not handed to a reader, and why. */
  #leaveOut(
    file: { readonly path: string; readonly size: number },
    state: 'refused' | 'skipped',
    reason: string,
    args?: ParseIssue['args'],
  ): number {
    const named = { path: file.path, lastModified: null, blob: { size: file.size } };
    return this.#workspace.files.add(ended(named, unreadKey(named), state, reason, null, args).file);
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
    if (request.replaces === true) supersede(this.#workspace, id, outcome.file);
    if (outcome.sliced === true) {
      await this.#scan(id, request, outcome, advance);
    } else if (outcome.archive === null) {
      keepOutcome(this.#workspace, id, request, outcome);
    } else if (nesting > LIMITS.archiveNesting) {
      files.set(id, withReason(outcome.file, 'refused', 'archive-too-deep'));
    } else {
      await this.#expand(id, request, outcome, outcome.archive, nesting);
    }
    advance(request.blob.size);
    this.#job.fileDone();
    revision.bump();
  }

  /** Large logs go one after the other: each is scanned by all workers. */
  async #scan(
    id: number,
    request: ReadRequest,
    outcome: ReadOutcome,
    progress: (bytes: number) => void,
  ): Promise<void> {
    const { files } = this.#workspace;
    const duplicate = files.owner(outcome.file.key);
    if (duplicate !== null) {
      files.set(id, duplicateOf(outcome.file, duplicate.file.path));
      return;
    }
    files.claim(outcome.file.key, id);
    files.set(id, { ...outcome.file, state: 'reading' });
    const { signal } = this.#job;
    const scanned = await this.#logs.run(() =>
      scanLog(this.#workspace, this.#host, request, outcome.file, { signal, progress }),
    );
    files.set(id, scanned);
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
    const entries: number[] = [];
    const reads: Promise<void>[] = [];
    let unread = 0;
    const onEntry = async (entry: ArchiveEntry): Promise<void> => {
      if (entry.state !== 'unpacked') {
        entries.push(this.#leaveOut(entry, entry.state, entry.reason));
        return;
      }
      const inner = { path: entry.path, blob: entry.blob, lastModified: null };
      const innerId = this.#announce(inner);
      entries.push(innerId);
      this.#job.expect(1, inner.blob.size);
      unread += inner.blob.size;
      const read = this.#read(innerId, inner, nesting + 1).finally(() => (unread -= inner.blob.size));
      reads.push(read);
      if (unread > UNREAD) await read;
    };
    const ending = await this.#gates[nesting === 0 ? 0 : 1].run(() => this.#unpacked({ ...request, kind }, onEntry));
    await Promise.all(reads);
    files.set(
      id,
      sumUp(
        { ...outcome.file, ...ending },
        entries.flatMap((entry) => files.at(entry)?.file ?? []),
      ),
    );
  }

  async #unpacked(archive: Archive, entry: ArchiveEvents['entry']): Promise<ArchiveOutcome> {
    try {
      return await this.#host.expand(archive, { entry, progress: () => undefined }, this.#job.signal);
    } catch (error) {
      if (!isAbort(error) && !this.#job.signal.aborted) throw error;
      return { state: 'partial', reason: 'cancelled' };
    }
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

/**
 * State of an archive: what unpacking says, or worse when its entries fared worse. Where all of them fared alike, their
 * reason is its own.
 */
function sumUp(archive: SourceFile, entries: readonly SourceFile[]): SourceFile {
  const [one] = entries;
  const common = entries.every(({ reason }) => reason === one?.reason) ? (one?.reason ?? null) : null;
  // What is there twice was read.
  const tried = entries.filter(({ state, reason }) => state !== 'skipped' || reason === 'duplicate');
  const bad = tried.filter(({ state, reason }) => state !== 'whole' && reason !== 'duplicate');
  const refused = bad.length > 0 && bad.length === tried.length && bad.every(({ state }) => state === 'refused');
  if (archive.state !== 'whole') {
    const said = archive.reason === 'archive-parts' ? (common ?? archive.reason) : archive.reason;
    return withReason(archive, refused ? 'refused' : archive.state, said, one);
  }
  if (tried.length === 0 && one !== undefined) return withReason(archive, 'skipped', common ?? 'archive-nothing', one);
  if (bad.length === 0) return withReason(archive, 'whole', null);
  if (refused) return withReason(archive, 'refused', common ?? 'archive-parts', one);
  return withReason(archive, 'partial', 'archive-parts');
}

/** `like`: an entry that has this reason, whose words become those of the archive. */
function withReason(file: SourceFile, state: FileState, reason: string | null, like?: SourceFile): SourceFile {
  if (reason === null) return { ...file, state, reason, issues: [] };
  const severity = state === 'refused' ? 'error' : state === 'skipped' ? 'info' : 'warning';
  const args = like?.issues.find(({ code }) => code === reason)?.args;
  return { ...file, state, reason, issues: [{ code: reason, severity, ...(args === undefined ? {} : { args }) }] };
}
