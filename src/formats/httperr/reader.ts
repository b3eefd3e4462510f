import type { FormatReader } from '../reader.ts';
import { eachLine, logHead } from '../textlog/lines.ts';
import { summarize } from '../textlog/issues.ts';
import { w3cKind } from '../w3c/kind.ts';
import { HttpErrRows } from './rows.ts';

/** Logs of HTTP.sys. */
export const httpErrReader: FormatReader = {
  id: 'httperr',
  label: 'HTTP.sys error log (HTTPERR)',

  sniff(head) {
    const mine = w3cKind(logHead(head)) === 'httperr';
    return { score: mine ? 0.97 : 0, why: 'log of the HTTP API, fields with s-reason' };
  },

  async read(source, sink, signal) {
    const rows = new HttpErrRows();
    const lines = await eachLine(source, sink, signal, (text, line, ended) => rows.line(text, line, ended));
    sink.add({ kind: 'httpErr', table: rows.finish(source.file, source.path) });
    return summarize(rows.length, lines, rows.facts, sink);
  },
};
