import * as Comlink from 'comlink';
import type { ParserApi, ParserBeat } from './protocol.ts';
import type { Parser } from './pool.ts';
import { fromWire } from './wire.ts';

/** A parse worker at the other end of a port, as the pool sees it. */
export function connectParser(port: MessagePort, onBeat: ParserBeat): Parser {
  const remote = Comlink.wrap<ParserApi>(port);
  void remote.listen(Comlink.proxy(onBeat));
  return {
    async read(id, batch) {
      const outcomes = await remote.read(id, batch);
      return outcomes.map(fromWire);
    },
    scan(id, blob, slice) {
      return remote.scan(id, blob, slice);
    },
    cancel(id) {
      void remote.cancel(id);
    },
  };
}
