import type { FormatReader } from '../reader.ts';
import { addDamaged, noRowFacts, skipped, summarize } from '../textlog/issues.ts';
import { eachLine, logHead } from '../textlog/lines.ts';
import { readMillis, readStatus, readUint32, RequestLogBuilder } from '../textlog/requestlog-builder.ts';
import { readNativeRow, type NativeRow } from './row.ts';

const RECORDED = new Set(['clientIp', 'user', 'query', 'win32', 'timeTaken']);

export const iisNativeReader: FormatReader = {
  id: 'iisnative',
  label: 'IIS log (native format)',

  sniff(head) {
    return { score: firstRow(head) === null ? 0 : 0.9, why: 'fifteen values set apart by commas' };
  },

  async read(source, sink, signal) {
    const first = firstRow(await source.slice(0, 65_536));
    if (/^(ms)?ftpsvc/i.test(first?.service ?? '')) return skipped('foreign-ftp-log');
    if (/^smtpsvc/i.test(first?.service ?? '')) return skipped('foreign-smtp-log');
    const table = new RequestLogBuilder();
    const facts = noRowFacts();
    facts.localTime = true;
    const lines = await eachLine(source, sink, signal, (text, line, ended) => {
      if (text.trim() === '') return;
      const row = readNativeRow(text);
      if (row === null) addDamaged(facts, line, ended);
      else push(table, row, line);
    });
    sink.add({
      kind: 'requestLog',
      table: table.finish(source.file, source.path, { recorded: RECORDED, localTime: true }),
    });
    return summarize(table.length, lines, facts, sink);
  },
};

function firstRow(head: Uint8Array): NativeRow | null {
  for (const line of logHead(head).split('\n', 5)) {
    const row = readNativeRow(line);
    if (row !== null) return row;
  }
  return null;
}

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
