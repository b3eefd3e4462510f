import * as Comlink from 'comlink';
import { createEngine } from '../engine/core.ts';
import type { Engine } from '../engine/engine.ts';
import { toFailure } from '../engine/files/failure.ts';
import type { ReadHost } from '../engine/files/read.ts';
import { ArchiverLink } from './archiver-link.ts';
import { ParsePool } from './pool.ts';
import { connectParser } from './parser-link.ts';
import type { EngineWorkerApi } from './protocol.ts';
import { warmUp } from './warm-up.ts';
import { columnBuffers } from './wire.ts';

const pool = new ParsePool();
let archiver: ArchiverLink | null = null;

const host: ReadHost = {
  read: pool.read,
  scan: pool.scan,
  get width() {
    return pool.width;
  },
  expand(archive, events, signal) {
    // Files are read only after `start`, and archives only after they were read.
    return archiver === null
      ? Promise.resolve({ state: 'refused', reason: 'reader-died' })
      : archiver.expand(archive, events, signal);
  },
};
const engine = createEngine(host);
/** Somebody has opened files. */
let opened = false;

const api: EngineWorkerApi = {
  async start(crew, parsers) {
    archiver = new ArchiverLink(crew);
    await pool.start(parsers, async (slot, onBeat) => connectParser(await crew.parser(slot), onBeat));
    await warmUp(createEngine(host), parsers, () => opened);
  },
  parserDied(slot) {
    pool.lost(slot, 'reader-died');
  },
  archiverDied() {
    archiver?.lost('reader-died');
  },
  engine: answering(engine),
};

/** The engine with answers as they cross: columns handed over, exceptions as failures that may be shown. */
function answering(inner: Engine): Engine {
  const outer = Object.entries(inner).map(([name, ask]: [string, (...args: never[]) => Promise<unknown>]) => {
    const answer = async (...args: never[]): Promise<unknown> => {
      opened ||= name === 'open';
      try {
        const value = await ask(...args);
        return name === 'timeline' && value !== null ? Comlink.transfer(value as object, columnBuffers(value)) : value;
      } catch (error) {
        throw toFailure(error);
      }
    };
    return [name, answer];
  });
  return Object.fromEntries(outer) as Engine;
}

Comlink.expose(api);
