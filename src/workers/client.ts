import * as Comlink from 'comlink';
import type { Engine } from '../engine/engine.ts';
import type { EngineFailure } from '../engine/files/failure.ts';
import { ENGINE_METHODS, type EngineWorkerApi, type WorkerCrew } from './protocol.ts';
import { prefetchWorkers, spawnArchiver, spawnEngine, spawnParser } from './spawn.ts';

export { prefetchWorkers };

/** The engine in its workers, and the way to end them. */
export interface EngineConnection {
  readonly engine: Engine;
  /** Questions and jobs that have not been answered yet. */
  readonly pending: () => number;
  readonly dispose: () => void;
}

const ENGINE_LOST: EngineFailure = {
  code: 'engine-lost',
  message: 'The part of frebscope that holds the files has stopped. Reload the page and open the files again.',
};

/** Parse workers on a machine with this many cores. One core is left to the page. */
export function parserCount(cores: number): number {
  return Math.min(4, Math.max(1, cores - 1));
}

/** Starts the engine and its parse workers. Returns at once; questions wait until the workers are there. */
export function connectEngine(): EngineConnection {
  const link = new EngineLink();
  return { engine: link.engine, pending: () => link.pending, dispose: () => link.dispose() };
}

class EngineLink {
  readonly engine: Engine;
  readonly #remote: Promise<Comlink.Remote<EngineWorkerApi>>;
  readonly #workers = new Map<string, Worker>();
  /** Rejects when the engine worker cannot be started: questions must fail and not wait for ever. */
  readonly #lost: Promise<never>;
  #lose: () => void = () => undefined;
  #pending = 0;
  #disposed = false;

  constructor() {
    this.#lost = new Promise((_, reject) => (this.#lose = () => reject(ENGINE_LOST)));
    // Whoever asks hears of it; that nobody asks is no fault.
    this.#lost.catch(() => undefined);
    this.#remote = this.#start();
    this.#remote.catch(() => this.#lose());
    const methods = Object.keys(ENGINE_METHODS).map((name) => [name, this.#method(name)]);
    this.engine = Object.fromEntries(methods) as Engine;
  }

  get pending(): number {
    return this.#pending;
  }

  dispose(): void {
    this.#disposed = true;
    for (const worker of this.#workers.values()) worker.terminate();
    this.#workers.clear();
  }

  async #start(): Promise<Comlink.Remote<EngineWorkerApi>> {
    const worker = this.#keep('engine', await spawnEngine());
    worker.addEventListener('error', () => this.#lose());
    const remote = Comlink.wrap<EngineWorkerApi>(worker);
    const crew: WorkerCrew = {
      parser: (slot) => this.#parser(slot, remote),
      archiver: () => this.#archiver(remote),
      endArchiver: () => this.#end('archiver'),
    };
    void remote.start(Comlink.proxy(crew), parserCount(navigator.hardwareConcurrency));
    return remote;
  }

  async #parser(slot: number, remote: Comlink.Remote<EngineWorkerApi>): Promise<MessagePort> {
    const worker = this.#keep(`parser ${slot}`, await spawnParser());
    worker.addEventListener('error', () => void remote.parserDied(slot));
    return channelTo(worker);
  }

  async #archiver(remote: Comlink.Remote<EngineWorkerApi>): Promise<MessagePort> {
    const worker = this.#keep('archiver', await spawnArchiver());
    worker.addEventListener('error', () => void remote.archiverDied());
    return channelTo(worker);
  }

  /** One worker per role: the one before it is ended. */
  #keep(role: string, worker: Worker): Worker {
    this.#end(role);
    if (this.#disposed) worker.terminate();
    else this.#workers.set(role, worker);
    return worker;
  }

  #end(role: string): void {
    this.#workers.get(role)?.terminate();
    this.#workers.delete(role);
  }

  #method(name: string): (...args: unknown[]) => Promise<unknown> {
    return async (...args) => {
      this.#pending += 1;
      try {
        const remote = await Promise.race([this.#remote, this.#lost]);
        const questions = remote.engine as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
        const ask = questions[name];
        if (ask === undefined) throw new Error(`no question ${name}`);
        const sent = args.map((arg) => (typeof arg === 'function' ? Comlink.proxy(arg) : arg));
        return await Promise.race([ask(...sent), this.#lost]);
      } finally {
        this.#pending -= 1;
      }
    };
  }
}

/** Gives the worker one end of a new channel; the other end goes to the engine worker. */
function channelTo(worker: Worker): MessagePort {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(port1, [port1]);
  return Comlink.transfer(port2, [port2]);
}
