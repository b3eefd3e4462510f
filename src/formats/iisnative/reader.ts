import type { FormatReader } from '../reader.ts';
import { noRowFacts, skipped, summarize } from '../textlog/issues.ts';
import { eachRow, headRow } from '../textlog/one-row-a-line.ts';
import { readMillis, readStatus, readUint32, RequestLogBuilder } from '../textlog/requestlog-builder.ts';
import { readNativeRow, type NativeRow } from './row.ts';

const RECORDED = new Set(['clientIp', 'user', 'query', 'win32', 'timeTaken']);

/** Logs of a site in the format "IIS": fifteen values in every line. */
export const iisNativeReader: FormatReader = {
  id: 'iisnative',
  label: 'IIS log (native format)',

  sniff(head) {
    return { score: headRow(head, readNativeRow) === null ? 0 : 0.9, why: 'fifteen values set apart by commas' };
  },

  async read(source, sink, signal) {
    const first = headRow(await source.slice(0, 65_536), readNativeRow);
    if (/^(ms)?ftpsvc/i.test(first?.service ?? '')) return skipped('foreign-ftp-log');
    if (/^smtpsvc/i.test(first?.service ?? '')) return skipped('foreign-smtp-log');
    const table = new RequestLogBuilder();
    const facts = noRowFacts();
    facts.localTime = true;
    const lines = await eachRow({ source, sink, signal }, facts, readNativeRow, (row, line) => push(table, row, line));
    sink.add({
      kind: 'requestLog',
      table: table.finish(source.file, source.path, { recorded: RECORDED, localTime: true }),
    });
    return summarize(table.length, lines, facts, sink);
  },
};

function push(table: RequestLogBuilder, row: NativeRow, line: number): void {
  table.time = row.time;
  table.status = readStatus(row.status);
  table.win32 = readUint32(row.win32, 0);
  table.timeTaken = readMillis(row.taken);
  table.set(table.column('method'), row.method);
  table.set(table.column('stem'), row.stem);
  table.set(table.column('query'), row.query);
  table.set(table.column('clientIp'), row.client);
  table.set(table.column('user'), row.user);
  table.set(table.extra('s-sitename'), row.service);
  table.set(table.extra('s-computername'), row.server);
  table.set(table.extra('s-ip'), row.serverIp);
  table.set(table.extra('cs-bytes'), row.bytesReceived);
  table.set(table.extra('sc-bytes'), row.bytesSent);
  table.push(line);
}
