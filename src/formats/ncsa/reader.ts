import type { FormatReader } from '../reader.ts';
import { noRowFacts, summarize } from '../textlog/issues.ts';
import { eachRow, headRow } from '../textlog/one-row-a-line.ts';
import { readStatus, RequestLogBuilder } from '../textlog/requestlog-builder.ts';
import { readNcsaRow, type NcsaRow } from './row.ts';

const RECORDED = new Set(['clientIp', 'user', 'query']);

/** The common log format, and the combined one. */
export const ncsaReader: FormatReader = {
  id: 'ncsa',
  label: 'NCSA common log',

  sniff(head) {
    return { score: headRow(head, readNcsaRow) === null ? 0 : 0.9, why: 'rows of the common log format' };
  },

  async read(source, sink, signal) {
    const table = new RequestLogBuilder();
    const facts = noRowFacts();
    let combined = false;
    const lines = await eachRow({ source, sink, signal }, facts, readNcsaRow, (row, line) => {
      combined ||= row.userAgent !== '';
      push(table, row, line);
    });
    const log = { recorded: combined ? new Set([...RECORDED, 'userAgent']) : RECORDED, localTime: false };
    sink.add({ kind: 'requestLog', table: table.finish(source.file, source.path, log) });
    return summarize(table.length, lines, facts, sink);
  },
};

function push(table: RequestLogBuilder, row: NcsaRow, line: number): void {
  table.time = row.time;
  table.status = readStatus(row.status);
  table.set(table.column('method'), row.method);
  table.set(table.column('stem'), row.stem);
  table.set(table.column('query'), row.query);
  table.set(table.column('clientIp'), row.client);
  table.set(table.column('user'), row.user);
  table.set(table.column('userAgent'), row.userAgent);
  table.set(table.extra('cs-version'), row.version);
  table.set(table.extra('sc-bytes'), row.bytes);
  if (row.referer !== '') table.set(table.extra('cs(Referer)'), row.referer);
  table.push(line);
}
