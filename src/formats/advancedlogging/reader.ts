import type { FormatReader } from '../reader.ts';
import { splitQuotedRow } from '../textlog/grammar.ts';
import { summarize } from '../textlog/issues.ts';
import { eachLine, logHead } from '../textlog/lines.ts';
import { RequestLogBuilder } from '../textlog/requestlog-builder.ts';
import { w3cKind } from '../w3c/kind.ts';
import { W3cRows } from '../w3c/rows.ts';

/** Logs of the Advanced Logging module. */
export const advancedLoggingReader: FormatReader = {
  id: 'advancedlogging',
  label: 'IIS Advanced Logging',

  sniff(head) {
    const mine = w3cKind(logHead(head)) === 'advanced';
    return { score: mine ? 0.97 : 0, why: 'software IIS Advanced Logging Module' };
  },

  async read(source, sink, signal) {
    const table = new RequestLogBuilder();
    const rows = new W3cRows(table, splitQuotedRow);
    const lines = await eachLine(source, sink, signal, (text, line, ended) => rows.line(text, line, ended));
    const log = { recorded: rows.recorded, localTime: rows.facts.localTime };
    sink.add({ kind: 'requestLog', table: table.finish(source.file, source.path, log) });
    return summarize(table.length, lines, rows.facts, sink);
  },
};
