import { textAt } from '../base/byte-dictionary.ts';
import type { LogPart, LogPartColumn } from '../model/logpart.ts';
import { type Field, type FieldTable, fieldTable, type TextSource, type TextTest } from '../query/field.ts';
import { guidTest } from './guid-hits.ts';
import { chunkTime, type LogChunk } from './log-chunks.ts';
import { partLine, partText } from './log-part.ts';
import { TextHits } from './text-hits.ts';

/** How a text field is called in filters, beside its name in the log. */
interface TextField {
  readonly aliases: readonly string[];
  readonly about: string;
  readonly bare?: boolean;
  readonly whole?: boolean;
}

/** The first alias is the name shown. */
const TEXT_FIELDS = new Map<string, TextField>([
  ['cs-uri-stem', { aliases: ['url', 'path', 'stem'], about: 'path without query', bare: true }],
  ['cs-uri-query', { aliases: ['query'], about: 'query string', bare: true }],
  ['cs-method', { aliases: ['method', 'verb'], about: 'HTTP method', whole: true }],
  ['c-ip', { aliases: ['ip', 'client'], about: 'address of the client', whole: true }],
  ['cs-username', { aliases: ['user'], about: 'authenticated user', bare: true }],
  ['cs(User-Agent)', { aliases: ['agent', 'ua', 'user-agent'], about: 'user agent', bare: true }],
  ['cs-host', { aliases: ['host'], about: 'host header', whole: true }],
  ['cs(Referer)', { aliases: ['referer', 'referrer'], about: 'referring page' }],
  ['cs(Cookie)', { aliases: ['cookie'], about: 'cookies' }],
  ['s-sitename', { aliases: ['site'], about: 'site', whole: true }],
  ['s-computername', { aliases: ['computer', 'server'], about: 'server', whole: true }],
  ['s-ip', { aliases: ['server-ip'], about: 'address of the server', whole: true }],
  ['cs-version', { aliases: ['version', 'protocol'], about: 'HTTP version', whole: true }],
]);

const NUMBER_FIELDS = new Map<string, TextField>([
  ['sc-bytes', { aliases: ['sent'], about: 'bytes sent' }],
  ['cs-bytes', { aliases: ['received'], about: 'bytes received' }],
  ['s-port', { aliases: ['port'], about: 'port of the server' }],
  ['c-port', { aliases: ['client-port'], about: 'port of the client' }],
]);

/**
 * Fields of one chunk by every name they go by. `names`: the columns that any chunk of the store has, so that a filter
 * means the same everywhere: a column that this chunk lacks is a field without values.
 */
export function chunkFields(chunk: LogChunk, names: Iterable<string>, offsetMs: number): FieldTable {
  const { part } = chunk;
  const entries: { field: Field; aliases: readonly string[] }[] = plainFields(chunk, offsetMs);
  const columns = new Map(part.columns.map((column) => [column.name, column]));
  for (const name of new Set([...TEXT_FIELDS.keys(), ...NUMBER_FIELDS.keys(), ...names])) {
    const column = columns.get(name);
    const number = NUMBER_FIELDS.get(name);
    const text = TEXT_FIELDS.get(name);
    const shown = (number ?? text)?.aliases[0] ?? name;
    const aliases = [name, ...((number ?? text)?.aliases ?? [])];
    const about = (number ?? text)?.about ?? `field ${name}`;
    if (number === undefined) {
      const marks = {
        ...(text?.bare === true ? { bare: true } : {}),
        ...(text?.whole === true ? { whole: true } : {}),
      };
      entries.push({ field: { kind: 'text', name: shown, about, source: textSource(column), ...marks }, aliases });
    } else entries.push({ field: { kind: 'number', name: shown, about, at: numbers(column) }, aliases });
  }
  return fieldTable(entries);
}

function plainFields(chunk: LogChunk, offsetMs: number): { field: Field; aliases: readonly string[] }[] {
  const { part } = chunk;
  const triple = (row: number, ix: number): number => part.triples[(part.triple[row] ?? 0) * 3 + ix] ?? 0;
  const taken = (row: number): number => {
    const value = part.timeTaken[row] ?? 0;
    return value === 0 ? Number.NaN : value - 1;
  };
  return [
    {
      field: {
        kind: 'status',
        name: 'status',
        about: 'status and sub-status',
        status: (row) => triple(row, 0),
        sub: (row) => triple(row, 1),
      },
      aliases: ['sc-status'],
    },
    {
      field: { kind: 'number', name: 'substatus', about: 'sub-status', at: (row) => triple(row, 1) },
      aliases: ['sc-substatus', 'sub'],
    },
    {
      field: { kind: 'number', name: 'win32', about: 'Windows status', at: (row) => triple(row, 2) },
      aliases: ['sc-win32-status'],
    },
    {
      field: { kind: 'duration', name: 'time', about: 'time-taken', at: taken },
      aliases: ['time-taken', 'taken', 'duration'],
    },
    {
      field: { kind: 'time', name: 'at', about: 'end of the request', at: (row) => chunkTime(chunk, row), offsetMs },
      aliases: ['end', 'date', 'when'],
    },
    {
      field: {
        kind: 'number',
        name: 'line',
        about: 'line in the file',
        at: (row) => chunk.firstLine + partLine(part, row),
      },
      aliases: [],
    },
    {
      field: { kind: 'text', name: 'file', about: 'path of the log', source: { text: () => chunk.log.path } },
      aliases: ['log'],
    },
  ];
}

function textSource(column: LogPartColumn | undefined): TextSource {
  if (column === undefined) return { text: () => '' };
  if (column.kind === 'number') return { text: (row) => partText(column, row) };
  if (column.kind === 'guid') return { text: (row) => partText(column, row), search: (test) => guidTest(column, test) };
  const { texts } = column;
  const search = (test: TextTest): ((ix: number) => boolean) => {
    const hits = new TextHits(texts, test);
    return (ix) => hits.has(ix);
  };
  if (column.kind === 'raw') return { text: (row) => partText(column, row), search };
  const { values } = column;
  return {
    index: (row) => (values[row] ?? 0) - 1,
    strings: { length: texts.ends.length, at: (ix) => textAt(texts, ix), search },
  };
}

function numbers(column: LogPartColumn | undefined): (row: number) => number {
  if (column === undefined) return () => Number.NaN;
  if (column.kind === 'number') {
    const { values } = column;
    return (row) => {
      const value = values[row] ?? 0;
      return value === 0 ? Number.NaN : value - 1;
    };
  }
  return (row) => {
    const text = partText(column, row);
    return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  };
}

/** The column of a part that a name of a filter or grid stands for; undefined when the part has none. */
export function partColumn(part: LogPart, name: string): LogPartColumn | undefined {
  const wanted = name.toLowerCase();
  return part.columns.find((column) => {
    const known = TEXT_FIELDS.get(column.name) ?? NUMBER_FIELDS.get(column.name);
    return column.name.toLowerCase() === wanted || known?.aliases.includes(wanted) === true;
  });
}
