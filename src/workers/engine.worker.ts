import * as Comlink from 'comlink';
import { createEngine } from '../engine/core.ts';
import { ParsePool } from './pool.ts';
import { connectParser } from './parser-link.ts';
import type { EngineWorkerApi } from './protocol.ts';
import { columnBuffers } from './wire.ts';

const pool = new ParsePool();
const engine = createEngine({
  read: (request, events, signal) => pool.read(request, events, signal),
  async expand() {
    return { state: 'refused', reason: 'archive', entries: 0 };
  },
});

const api: EngineWorkerApi = {
  async start(crew, parsers) {
    await pool.start(parsers, async (slot, onBeat) => connectParser(await crew.parser(slot), onBeat));
  },
  parserDied(slot) {
    pool.lost(slot, 'reader-died');
  },
  engine: {
    ...engine,
    async timeline(key) {
      const view = await engine.timeline(key);
      return view === null ? null : Comlink.transfer(view, columnBuffers(view));
    },
  },
};

Comlink.expose(api);
