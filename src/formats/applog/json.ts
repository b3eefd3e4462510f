import { parseInstant } from '../../base/time.ts';
import type { EntryStart, Form } from './forms.ts';
import { levelName } from './levels.ts';

/** A JSON object by lower-case key; a Map, because keys come from a file. */
type Fields = ReadonlyMap<string, unknown>;

/** Names under which loggers write the same thing: .NET JSON console, Serilog (JSON and compact), NLog JSON layouts. */
const TIME = ['timestamp', '@t', 'time', '@timestamp', 'date'];
const LEVEL = ['loglevel', 'level', '@l', 'severity'];
const CATEGORY = ['category', 'sourcecontext', 'logger', 'loggername'];
const MESSAGE = ['message', '@m', 'renderedmessage', '@mt', 'messagetemplate', 'msg'];
const EXCEPTION = ['exception', '@x', 'error'];
const REQUEST = ['requestid', 'request_id', 'traceidentifier', 'httprequestid'];
const TRACE = ['traceid', '@tr', 'trace_id'];
const PARENT = ['parentid', 'parent_id'];
const PATH = ['requestpath', 'request_path'];
const PROCESS = ['processid', 'process_id', 'pid'];
/** Objects and lists inside an entry that hold further fields. */
const INNER = ['properties', 'scopes', 'state', 'attributes', 'mdlc', 'scopeproperties'];

/** One JSON object a line. Serilog's compact form leaves the level out for Information. */
export const JSON_FORM: Form = {
  id: 'json',
  label: 'JSON application log',
  start(line) {
    const fields = parseObject(line);
    if (fields === null) return null;
    const time = first(fields, TIME);
    const word = text(first(fields, LEVEL));
    const level = levelName(word) || (word === '' && fields.has('@t') ? 'Information' : '');
    if (level === '' && (time === undefined || first(fields, MESSAGE) === undefined)) return null;
    const inner = innerFields(fields);
    const anywhere = (names: readonly string[]): string => text(first(fields, names) ?? first(inner, names));
    const message = fillTemplate(text(first(fields, MESSAGE)), inner);
    const processId = Number(anywhere(PROCESS));
    return {
      time: typeof time === 'number' ? epoch(time) : (instantOf(text(time)) ?? Number.NaN),
      local: false,
      clock: null,
      level,
      category: anywhere(CATEGORY),
      message,
      scopes: {
        requestId: anywhere(REQUEST) || anywhere(TRACE),
        traceId: hexOf(anywhere(TRACE)),
        parentId: hexOf(anywhere(PARENT)),
        requestPath: anywhere(PATH),
      },
      processId: Number.isInteger(processId) && processId > 0 ? processId : null,
      exception: text(first(fields, EXCEPTION)),
    } satisfies EntryStart;
  },
};

/**
 * Puts objects that are written over several lines into one, as an indented writer makes them: from a line that is `{`
 * to one that is `}`. Other lines pass. Gives the text and the line at which it begins.
 */
export class ObjectJoiner {
  #open: string[] | null = null;
  #from = 0;
  #length = 0;

  next(text: string, line: number): { readonly text: string; readonly line: number } | null {
    const bare = text.trimEnd().replace(/,$/, '');
    if (bare === '{') {
      this.#open = [];
      this.#from = line;
      this.#length = 0;
    }
    if (this.#open === null) return { text, line };
    this.#length += text.length;
    // Longer than any entry: its lines are let go.
    if (this.#length <= LONGEST) this.#open.push(bare === '}' ? bare : text);
    if (bare !== '}') return null;
    const whole = this.#open.join(' ');
    this.#open = null;
    return { text: whole, line: this.#from };
  }
}

/** Characters of one object. */
const LONGEST = 256 * 1024;

function parseObject(line: string): Fields | null {
  const trimmed = line.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return null;
  try {
    return fieldsOf(JSON.parse(trimmed));
  } catch {
    return null;
  }
}

function fieldsOf(value: unknown): Fields {
  const fields = new Map<string, unknown>();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fields;
  for (const [key, one] of Object.entries(value)) fields.set(key.toLowerCase(), one);
  return fields;
}

/** Fields of the objects inside an entry, one level down, and the fields of the entry that are no standard ones. */
function innerFields(fields: Fields): Fields {
  const inner = new Map(fields);
  for (const name of INNER) {
    const value = fields.get(name);
    for (const part of Array.isArray(value) ? value : [value]) {
      for (const [key, one] of fieldsOf(part)) if (!inner.has(key)) inner.set(key, one);
    }
  }
  return inner;
}

/** An id of W3C Trace Context; '' for others and for the one of zeros, which means none. */
function hexOf(id: string): string {
  return /^(?:[0-9a-f]{16}){1,2}$/i.test(id) && !/^0+$/.test(id) ? id.toLowerCase() : '';
}

function first(fields: Fields, names: readonly string[]): unknown {
  for (const name of names) {
    const value = fields.get(name);
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** `Timeout after {Elapsed} ms` with the values beside it. Names that have no value stay as they are written. */
function fillTemplate(message: string, fields: Fields): string {
  return message.replace(/\{[@$]?(\w+)(?:[,:][^{}]*)?\}/g, (whole, name: string) => {
    const value = fields.get(name.toLowerCase());
    return value === undefined ? whole : text(value);
  });
}

function instantOf(value: string): number | null {
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`;
  return parseInstant(zoned.replace(' ', 'T').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
}

/** Numbers are seconds or milliseconds since 1970. */
function epoch(value: number): number {
  return value > 1e11 ? value : value * 1000;
}
