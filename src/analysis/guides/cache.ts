import type { TraceEventTable } from '../../model/events.ts';
import type { TraceFacts } from '../../model/facts.ts';
import type { CacheGuide, CacheLookup, CompressionTry } from '../../model/guides.ts';
import { codeField, toInteger, type FieldReader } from '../fields.ts';
import { namedEvents, type NamedEvent } from './named-events.ts';

const WANTED =
  /^(?:FILE_CACHE_ACCESS|URL_CACHE_ACCESS|OUTPUT_CACHE_LOOKUP|HTTPSYS_CACHEABLE|(?:STATIC|DYNAMIC)_COMPRESSION)/;

/** Headers that decide about caching and compression, lower case. */
const REQUEST_HEADERS: ReadonlySet<string> = new Set([
  'accept-encoding',
  'cache-control',
  'pragma',
  'if-none-match',
  'if-modified-since',
  'range',
]);
const RESPONSE_HEADERS: ReadonlySet<string> = new Set([
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'cache-control',
  'expires',
  'etag',
  'last-modified',
  'vary',
  'age',
]);

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Looks into the caches, whether HTTP.sys may keep the response, and what compression made of it. */
export function cacheGuide(events: TraceEventTable, fields: FieldReader, facts: TraceFacts): CacheGuide {
  const lookups: Mutable<CacheLookup>[] = [];
  const kernel: CacheGuide['kernel'][number][] = [];
  const compression: Mutable<CompressionTry>[] = [];
  for (const event of namedEvents(events, fields, (name) => WANTED.test(name))) {
    const { name } = event;
    if (name === 'HTTPSYS_CACHEABLE') {
      kernel.push({
        event: event.ix,
        cacheable: event.flag('HttpsysCacheable'),
        reason: event.word('Reason'),
        policy: event.word('CachePolicy'),
      });
    } else if (/_COMPRESSION_/.test(name)) {
      compress(compression, event);
    } else if (name.endsWith('_START')) {
      const cache = name.startsWith('FILE') ? 'file' : name.startsWith('URL') ? 'url' : 'output';
      const what = event.text(cache === 'file' ? 'FileName' : 'RequestURL');
      lookups.push({ event: event.ix, cache, what, found: null, added: false, code: null });
    } else if (name.endsWith('_END')) {
      endLookup(lookups.at(-1), event, fields);
    }
  }
  return { lookups, kernel, compression, headers: headers(facts) };
}

function endLookup(lookup: Mutable<CacheLookup> | undefined, event: NamedEvent, fields: FieldReader): void {
  if (lookup === undefined || lookup.found !== null) return;
  if (lookup.cache === 'output') {
    const result = event.text('Result');
    lookup.found = result === '' ? null : result !== '0';
    return;
  }
  lookup.found = event.flag(lookup.cache === 'file' ? 'FileFromCache' : 'URLInfoFromCache');
  lookup.added = event.flag(lookup.cache === 'file' ? 'FileAddedToCache' : 'URLInfoAddedToCache') === true;
  const code = codeField(fields, event.ix, 'ErrorCode');
  lookup.code = code === 0 ? null : code;
}

function compress(list: Mutable<CompressionTry>[], event: NamedEvent): void {
  const kind = event.name.startsWith('STATIC') ? 'static' : 'dynamic';
  let current = list.findLast((one) => one.kind === kind);
  if (event.name.endsWith('_START') || current === undefined) {
    current = { event: event.ix, kind, done: null, reason: '', originalBytes: null, compressedBytes: null };
    list.push(current);
  }
  if (event.name.endsWith('_NOT_SUCCESS')) {
    current.done = false;
    current.reason = event.word('Reason');
  } else if (event.name.endsWith('_SUCCESS')) {
    current.done = true;
  } else if (event.name.endsWith('_DO')) {
    // One event for each piece that went through.
    current.originalBytes = (current.originalBytes ?? 0) + (toInteger(event.text('OriginalSize')) ?? 0);
    current.compressedBytes = (current.compressedBytes ?? 0) + (toInteger(event.text('CompressedSize')) ?? 0);
  }
}

function headers(facts: TraceFacts): CacheGuide['headers'] {
  const pick = (
    side: 'request' | 'response',
    list: TraceFacts['requestHeaders'],
    wanted: ReadonlySet<string>,
  ): CacheGuide['headers'][number][] =>
    list
      .filter((header) => wanted.has(header.name.toLowerCase()))
      .map(({ name, value, event }) => ({ event, side, name, value }));
  return [
    ...pick('request', facts.requestHeaders, REQUEST_HEADERS),
    ...pick('response', facts.responseHeaders, RESPONSE_HEADERS),
  ];
}
