import { ByteDictionary } from '../base/byte-dictionary.ts';
import { Column, uint32 } from '../base/columns.ts';
import { NarrowColumn } from '../base/narrow.ts';
import { type CompactLog, LOG_TEXT_FIELDS, type LogPart, type LogPartColumn, NO_TIME } from '../model/logpart.ts';
import type { RequestLogTable } from '../model/requestlog.ts';

/** A table of rows as the store keeps them. Formats that are read in one go come in this way. */
export function compactLog(table: RequestLogTable): CompactLog {
  return {
    file: table.file,
    path: table.path,
    rows: table.length,
    parts: table.length === 0 ? [] : [{ part: partOfTable(table), firstLine: 0, firstByte: 0 }],
    localTime: table.localTime === true,
    absent: table.absent ?? [],
  };
}

function partOfTable(table: RequestLogTable): LogPart {
  const triple = new NarrowColumn();
  const triples: number[] = [];
  const known = new Map<string, number>();
  const taken = new NarrowColumn();
  const runs = new Column(uint32, 16);
  let lineLessRow = -1;
  for (let row = 0; row < table.length; row++) {
    const entry = [table.status[row] ?? 0, table.substatus[row] ?? 0, table.win32[row] ?? 0];
    const key = entry.join(' ');
    const ix = known.get(key) ?? known.size;
    if (ix === known.size) triples.push(...entry);
    known.set(key, ix);
    triple.push(ix);
    taken.push((table.timeTaken[row] ?? -1) + 1);
    const line = table.line[row] ?? 0;
    if (row === 0 || line - row !== lineLessRow) {
      lineLessRow = line - row;
      runs.push(row);
      runs.push(line);
    }
  }
  const columns = Object.entries(LOG_TEXT_FIELDS).map(([key, name]) =>
    textColumn(table, name, table[key as keyof typeof LOG_TEXT_FIELDS]),
  );
  return {
    rows: table.length,
    time: times(table.time),
    triple: triple.finish(),
    triples: Uint32Array.from(triples),
    timeTaken: taken.finish(),
    columns: [...columns, ...table.extras.map((extra) => textColumn(table, extra.name, extra.values))],
    lineRuns: runs.finish(),
    marks: new Uint32Array(0),
  };
}

function textColumn(table: RequestLogTable, name: string, values: Int32Array): LogPartColumn {
  const dictionary = new ByteDictionary();
  const encoder = new TextEncoder();
  const entries = new Map<number, number>();
  const column = new NarrowColumn();
  for (const value of values) {
    let entry = value < 0 ? 0 : entries.get(value);
    if (entry === undefined) {
      const bytes = encoder.encode(table.strings.at(value));
      entry = dictionary.add(bytes, 0, bytes.length) + 1;
      entries.set(value, entry);
    }
    column.push(entry);
  }
  return { name, kind: 'dictionary', values: column.finish(), texts: dictionary.finish() };
}

function times(time: Float64Array): Uint32Array | Float64Array {
  const whole = time.every((at) => Number.isNaN(at) || (at % 1000 === 0 && at >= 0 && at < NO_TIME * 1000));
  return whole ? Uint32Array.from(time, (at) => (Number.isNaN(at) ? NO_TIME : at / 1000)) : time.slice();
}
