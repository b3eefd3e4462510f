import { ended, unreadKey } from '../engine/files/read-file.ts';
import { type ReadHost, type ReadOutcome, type ReadRequest, SliceLost } from '../engine/files/read.ts';
import type { SliceScan } from '../formats/w3c/scan/machine.ts';
import type { SliceRequest } from '../formats/w3c/scan/scan-slice.ts';
import type { ParserBeat } from './protocol.ts';

/** One parse worker. A call to a worker that died never settles: the pool does not wait for it. */
export interface Parser {
  read(id: number, batch: readonly ReadRequest[]): Promise<readonly ReadOutcome[]>;
  scan(id: number, blob: Blob, slice: SliceRequest): Promise<SliceScan | null>;
  cancel(id: number): void;
}

/** Starts the worker of a slot, ending the one that was there. */
export type StartParser = (slot: number, onBeat: ParserBeat) => Promise<Parser>;

/** Milliseconds without a word after which a worker that has work is given up. */
const SILENCE = 15_000;
const CHECK_EVERY = 1_000;

/** Handing over has a price per message: small files travel together. */
const BATCH_FILES = 16;
const BATCH_BYTES = 2 * 1024 * 1024;

/** Batches per worker: while one is read the next lies there already. */
const IN_FLIGHT = 2;

/** What a worker gives of a task. */
type Given = ReadOutcome | SliceScan | null;

interface Task {
  readonly request: ReadRequest;
  /** A slice of the file to scan; null: the file is to be read. */
  readonly slice: SliceRequest | null;
  readonly events: Parameters<ReadHost['read']>[1];
  readonly signal: AbortSignal;
  readonly resolve: (given: Given) => void;
  readonly reject: (reason: unknown) => void;
  /** Was in the hands of a worker that was lost: goes alone now, and once only. */
  suspect: boolean;
  settled: boolean;
}

interface Batch {
  readonly id: number;
  readonly tasks: readonly Task[];
}

interface Slot {
  readonly ix: number;
  parser: Parser | null;
  readonly batches: Map<number, Batch>;
  heard: number;
  /** No worker could be started here. */
  dead: boolean;
}

export type LossReason = 'reader-died' | 'took-too-long';

/**
 * Hands files to parse workers in batches. A worker that dies or falls silent is replaced; each file it held is tried
 * once more alone, and one that costs a second worker is refused. Nothing else is lost.
 */
export class ParsePool {
  readonly #now: () => number;
  #start: StartParser | null = null;
  #slots: Slot[] = [];
  #queue: Task[] = [];
  /** Files without an outcome, by the signal that may give them up. */
  readonly #open = new WeakMap<AbortSignal, Set<Task>>();
  #nextBatch = 1;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Starts `size` workers. Files that came before wait for them. */
  async start(size: number, start: StartParser): Promise<void> {
    this.#start = start;
    this.#slots = Array.from({ length: size }, (_, ix) => ({
      ix,
      parser: null,
      batches: new Map(),
      heard: 0,
      dead: false,
    }));
    await Promise.all(this.#slots.map((slot) => this.#occupy(slot)));
  }

  /** Slices worth asking for at a time: one in work and one that lies there already, for each worker. */
  get width(): number {
    return Math.max(1, this.#slots.length * IN_FLIGHT);
  }

  read: ReadHost['read'] = (request, events, signal) =>
    this.#add(request, null, events, signal) as Promise<ReadOutcome>;

  scan: ReadHost['scan'] = (log, slice, progress, signal) =>
    this.#add(log, slice, { started: () => undefined, progress }, signal) as Promise<SliceScan | null>;

  #add(request: ReadRequest, slice: SliceRequest | null, events: Task['events'], signal: AbortSignal): Promise<Given> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const task: Task = { request, slice, events, signal, resolve, reject, suspect: false, settled: false };
      this.#heed(signal).add(task);
      this.#queue.push(task);
      // Files that are asked for in one go are seen together, so that they can travel together.
      if (this.#queue.length === 1) queueMicrotask(() => this.#deal());
    });
  }

  /** A worker failed or was given up: it is replaced, and what it held is tried again alone. */
  lost(slotIx: number, reason: LossReason): void {
    const slot = this.#slots[slotIx];
    if (slot === undefined || slot.parser === null) return;
    slot.parser = null;
    const tasks = [...slot.batches.values()].flatMap((batch) => batch.tasks).filter((task) => !task.settled);
    slot.batches.clear();
    const again = tasks.filter((task) => !task.suspect);
    for (const task of tasks) if (task.suspect) this.#refuse(task, reason);
    for (const task of again) task.suspect = true;
    this.#queue.unshift(...again);
    void this.#occupy(slot);
  }

  /** Gives up every worker that has had work and said nothing for too long. Called by a timer while there is work. */
  check(): void {
    const now = this.#now();
    for (const slot of this.#slots)
      if (slot.batches.size > 0 && now - slot.heard > SILENCE) this.lost(slot.ix, 'took-too-long');
    const busy = this.#slots.some((slot) => slot.batches.size > 0);
    if (!busy && this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }

  async #occupy(slot: Slot): Promise<void> {
    try {
      const parser = await this.#start?.(slot.ix, (id, file, bytes) => this.#beat(slot, id, file, bytes));
      slot.parser = parser ?? null;
    } catch {
      slot.dead = true;
    }
    this.#deal();
  }

  #beat(slot: Slot, id: number, file: number, bytes: number): void {
    slot.heard = this.#now();
    slot.batches.get(id)?.tasks[file]?.events.progress(bytes);
  }

  /** First one batch for every worker, then a second one for every worker. */
  #deal(): void {
    if (this.#slots.length > 0 && this.#slots.every((slot) => slot.dead)) {
      for (const task of this.#queue) this.#refuse(task, 'reader-died');
      this.#queue = [];
      return;
    }
    for (let load = 0; load < IN_FLIGHT; load++)
      for (const slot of this.#slots)
        if (slot.parser !== null && slot.batches.size === load) this.#give(slot, slot.parser);
  }

  #give(slot: Slot, parser: Parser): void {
    const held = [...slot.batches.values()];
    if (held.some((batch) => batch.tasks[0]?.suspect === true)) return;
    const tasks = this.#take(held.length === 0);
    if (tasks.length === 0) return;
    const batch: Batch = { id: this.#nextBatch++, tasks };
    slot.batches.set(batch.id, batch);
    slot.heard = this.#now();
    this.#timer ??= setInterval(() => this.check(), CHECK_EVERY);
    for (const task of tasks) task.events.started();
    work(parser, batch).then(
      (given) => this.#done(slot, parser, batch, given),
      () => {
        // An aborted batch: its files were given back when the signal was.
        if (slot.parser === parser && tasks.every((task) => task.settled)) this.#free(slot, batch);
        else if (slot.parser === parser) this.lost(slot.ix, 'reader-died');
      },
    );
  }

  /** The next files that may travel together. A suspect goes alone, to a worker that holds nothing else. */
  #take(mayBeSuspect: boolean): Task[] {
    const first = this.#queue[0];
    if (first === undefined || (first.suspect && !mayBeSuspect)) return [];
    if (goesAlone(first)) return this.#queue.splice(0, 1);
    const share = Math.min(BATCH_FILES, Math.ceil(this.#queue.length / this.#slots.length));
    let count = 0;
    let bytes = 0;
    for (const task of this.#queue) {
      const { size } = task.request.blob;
      if (count > 0 && (count >= share || bytes + size > BATCH_BYTES)) break;
      if (goesAlone(task) || task.signal !== first.signal) break;
      count += 1;
      bytes += size;
    }
    return this.#queue.splice(0, count);
  }

  #done(slot: Slot, parser: Parser, batch: Batch, given: readonly Given[]): void {
    if (slot.parser !== parser) return;
    slot.heard = this.#now();
    this.#free(slot, batch);
    for (const [ix, task] of batch.tasks.entries()) {
      const outcome = given[ix];
      if (outcome !== undefined) this.#settle(task, outcome);
    }
  }

  #free(slot: Slot, batch: Batch): void {
    slot.batches.delete(batch.id);
    this.#deal();
  }

  #refuse(task: Task, reason: LossReason): void {
    if (task.slice !== null) {
      task.settled = true;
      this.#open.get(task.signal)?.delete(task);
      task.reject(new SliceLost(reason));
      return;
    }
    this.#settle(task, ended(task.request, unreadKey(task.request), 'refused', reason, null));
  }

  #settle(task: Task, outcome: Given): void {
    if (task.settled) return;
    task.settled = true;
    this.#open.get(task.signal)?.delete(task);
    task.resolve(outcome);
  }

  /** The open files of a signal; all of them are given up when it is aborted. */
  #heed(signal: AbortSignal): Set<Task> {
    const known = this.#open.get(signal);
    if (known !== undefined) return known;
    const tasks = new Set<Task>();
    this.#open.set(signal, tasks);
    signal.addEventListener('abort', () => this.#abandon(signal, tasks), { once: true });
    return tasks;
  }

  #abandon(signal: AbortSignal, tasks: ReadonlySet<Task>): void {
    for (const task of tasks) {
      task.settled = true;
      task.reject(signal.reason);
    }
    this.#open.delete(signal);
    this.#queue = this.#queue.filter((task) => !task.settled);
    for (const slot of this.#slots)
      for (const batch of slot.batches.values())
        if (batch.tasks.every((task) => task.signal === signal)) slot.parser?.cancel(batch.id);
  }
}

/** A suspect may end its worker once more, and a slice is worth a message of its own. */
function goesAlone(task: Task): boolean {
  return task.suspect || task.slice !== null;
}

async function work(parser: Parser, batch: Batch): Promise<readonly Given[]> {
  const [first] = batch.tasks;
  if (first !== undefined && first.slice !== null)
    return [await parser.scan(batch.id, first.request.blob, first.slice)];
  return parser.read(
    batch.id,
    batch.tasks.map((task) => task.request),
  );
}
