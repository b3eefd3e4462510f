import type { FormatReader, ReadSummary } from '../reader.ts';
import { RequestLogBuilder } from '../textlog/requestlog-builder.ts';
import { eachLine, logHead } from '../textlog/lines.ts';
import { skipped, summarize } from '../textlog/issues.ts';
import { w3cKind, type W3cKind } from './kind.ts';
import { givenState, W3cRows } from './rows.ts';

const FOREIGN = new Map<W3cKind | null, string>([
  ['ftp', 'foreign-ftp-log'],
  ['smtp', 'foreign-smtp-log'],
  ['firewall', 'foreign-firewall-log'],
  ['other', 'foreign-w3c-log'],
]);
const SCORES = new Map<W3cKind, number>([
  ['web', 0.95],
  ['headless', 0.7],
  ['ftp', 0.8],
  ['smtp', 0.8],
  ['firewall', 0.8],
  ['other', 0.6],
  ['nameless', 0.1],
]);

/** Rows of which nobody can tell what their values are. */
const NAMELESS: ReadSummary = {
  state: 'refused',
  reason: 'log-fields-unknown',
  counts: { events: null, rows: null, damaged: 0 },
};

/** Request logs in the W3C format. */
export const w3cReader: FormatReader = {
  id: 'w3c',
  label: 'IIS log (W3C)',

  sniff(head) {
    const kind = w3cKind(logHead(head));
    const score = kind === null ? 0 : (SCORES.get(kind) ?? 0);
    return {
      score,
      why: kind === 'headless' ? 'rows with the default fields of IIS' : `#Fields of a ${kind ?? 'foreign'} log`,
    };
  },

  async read(source, sink, signal) {
    const { given } = source;
    const kind = w3cKind(logHead(await source.slice(0, 65_536)));
    const foreign = FOREIGN.get(kind);
    if (given === undefined && foreign !== undefined) return skipped(foreign);
    if (given === undefined && kind === 'nameless') return NAMELESS;
    const table = new RequestLogBuilder();
    const rows = new W3cRows(table);
    if (given !== undefined) rows.restore(givenState(given));
    const lines = await eachLine(source, sink, signal, (text, line, ended) => rows.line(text, line, ended));
    const log = { recorded: rows.recorded, localTime: rows.facts.localTime };
    if (given !== undefined) sink.issue({ code: 'log-fields-given', severity: 'info' });
    sink.add({ kind: 'requestLog', table: table.finish(source.file, source.path, log) });
    return summarize(table.length, lines, rows.facts, sink);
  },
};
