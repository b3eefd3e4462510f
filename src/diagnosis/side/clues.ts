import type { AppLogEntry, EventLogRecord, StdoutLog } from '../../model/sidefiles.ts';
import type { EpochMs, FileKey } from '../../model/units.ts';

/** What a line of text of the application, the host or the module gives away. */
export type ClueKind =
  | 'framework-missing'
  | 'sdk-commands'
  | 'host-missing'
  | 'runtime-config'
  | 'assembly-missing'
  | 'program-missing'
  | 'bad-image'
  | 'bind-failed'
  | 'override'
  | 'listening'
  | 'started'
  | 'pairing-token'
  | 'body-unread'
  | 'drain-timeout'
  | 'data-rate'
  | 'heartbeat'
  | 'too-large'
  | 'headers-too-large'
  | 'response-broken'
  | 'abort'
  | 'client-gone'
  | 'stack-overflow'
  | 'out-of-memory'
  | 'ports'
  | 'unhandled'
  | 'stopping'
  | 'refused-shutdown'
  | 'offline'
  | 'start-timeout'
  | 'exception';

/** A line of text that tells something, with where it stands. */
export interface Clue {
  readonly kind: ClueKind;
  readonly file: FileKey;
  readonly line: number;
  /** The line as it stands, shortened. */
  readonly text: string;
  /** What the pattern picked out: framework and version, address, exception. */
  readonly value: string;
  readonly time: EpochMs | null;
  readonly source: 'stdout' | 'appLog' | 'eventLog';
}

/**
 * Patterns in order: the first that fits names the line. Their texts are those of the .NET host, ASP.NET Core and the
 * module, which are not translated.
 */
const PATTERNS: readonly (readonly [ClueKind, RegExp])[] = [
  ['pairing-token', /MS-ASPNETCORE-TOKEN'? does not match|does not match the expected pairing token/i],
  ['drain-timeout', /draining of the request body timed out/i],
  ['body-unread', /completed without reading the entire request body/i],
  ['data-rate', /MinRequestBodyDataRate|request body.{0,30}data rate/i],
  ['heartbeat', /heartbeat has been running|thread ?pool starvation/i],
  ['headers-too-large', /request headers too long|request header.{0,20}too large|request line too long/i],
  ['too-large', /request body too large|MaxRequestBodySize|multipart body length limit/i],
  [
    'response-broken',
    /response has already started|Response Content-Length mismatch|invalid (?:non-ASCII|control|Unicode) (?:or control )?character in header/i,
  ],
  [
    'framework-missing',
    /compatible framework version|specified (?:version of the )?(?:shared )?framework\b.*(?:was )?not found|framework:? '?(Microsoft\.[\w.]+)'?, version '?([\w.-]+)'?|must install (?:or update )?\.NET|0x80008096/i,
  ],
  [
    'sdk-commands',
    /Did you mean to run (?:dotnet|\.NET) SDK commands|No \.NET SDKs were found|application to execute does not exist/i,
  ],
  ['program-missing', /Executable was not found|Could not find '?dotnet(?:\.exe)?\b/i],
  ['runtime-config', /invalid runtime ?config|runtimeconfig\.json.{0,60}(?:invalid|not valid|error|fail)|0x80008093/i],
  [
    'bad-image',
    /BadImageFormatException|incorrect format|0x8007000b\b|0x800700c1\b|0xc000007b\b|not a valid Win32 app/i,
  ],
  [
    'host-missing',
    /(?:hostfxr|hostpolicy|coreclr)(?:\.dll)?\b.{0,80}(?:not found|could not|cannot|unable|missing|failed)|(?:could not find|unable to find|failed to find|cannot find).{0,60}(?:hostfxr|hostpolicy|aspnetcorev2_|coreclr)|library '?hostpolicy/i,
  ],
  ['assembly-missing', /Could not load file or assembly '?([^',]+)|dependencies manifest.{0,80}was not found/i],
  [
    'bind-failed',
    /(?:failed|unable) to bind to|address already in use|EADDRINUSE|AddressInUseException|\(10048\)|0x80072740/i,
  ],
  ['override', /Overriding address\(es\)/i],
  ['listening', /Now listening on:?\s*(\S+)/i],
  ['started', /Application started\b/i],
  ['stack-overflow', /stack overflow|StackOverflowException|0xc00000fd/i],
  ['out-of-memory', /OutOfMemoryException|insufficient memory/i],
  [
    'ports',
    /Only one usage of each socket address|\(10055\)|queue was full\b.*socket|SNAT port|local endpoint was recently used/i,
  ],
  ['offline', /app_offline\.htm/i],
  ['refused-shutdown', /0x800704e7|-2147023641/i],
  ['stopping', /OnGlobalStopListening|Application is shutting down|stopping application|ANCM_INPROC_REQUEST_SHUTDOWN/i],
  [
    'start-timeout',
    /didn't initialize after (\d+)|did not initialize after (\d+)|exceeded the configured startup time limit/i,
  ],
  ['abort', /aborted by the application|application aborted the connection|HttpContext\.Abort/i],
  [
    'client-gone',
    /client has disconnected|request was aborted|Unexpected end of request content|ConnectionResetException|0x80070040|0x800704cd/i,
  ],
  [
    'unhandled',
    /Unhandled exception[.:]?\s*([\w.+]*Exception\b)?|Application startup exception|Hosting failed to start|error occurred while starting the application|Host terminated unexpectedly|exited unexpectedly|CLR worker thread exited prematurely|unexpected managed exception|0xe0434352|FailFast/i,
  ],
  ['exception', /\b((?:[A-Z]\w*\.)+\w*Exception)\b:/],
];

const MAX_TEXT = 240;
const stdoutClues = new WeakMap<StdoutLog, readonly Clue[]>();
const appLogClues = new WeakMap<AppLogEntry, Clue | null>();
const recordClues = new WeakMap<EventLogRecord, readonly Clue[]>();

/** Telling lines of one stdout file, in order. Read once per file. */
export function cluesOfStdout(log: StdoutLog): readonly Clue[] {
  let clues = stdoutClues.get(log);
  if (clues === undefined) {
    clues = log.lines.flatMap(
      ({ line, text }) => clueOf(text, { file: log.file, line, time: null, source: 'stdout' }) ?? [],
    );
    stdoutClues.set(log, clues);
  }
  return clues;
}

/** What one entry of an application or debug log gives away, null for nothing. */
export function clueOfEntry(entry: AppLogEntry): Clue | null {
  let clue = appLogClues.get(entry);
  if (clue === undefined) {
    const text = entry.exception === '' ? entry.message : `${entry.message} ${entry.exception}`;
    clue = clueOf(text, { file: entry.file, line: entry.line, time: entry.time, source: 'appLog' });
    appLogClues.set(entry, clue);
  }
  return clue;
}

/** Telling lines inside the message of one event record. */
export function cluesOfRecord(record: EventLogRecord): readonly Clue[] {
  let clues = recordClues.get(record);
  if (clues === undefined) {
    const place = { file: record.file, line: record.line, time: record.time, source: 'eventLog' } as const;
    clues = record.message.split('\n').flatMap((text) => clueOf(text, place) ?? []);
    recordClues.set(record, clues);
  }
  return clues;
}

function clueOf(text: string, place: Pick<Clue, 'file' | 'line' | 'time' | 'source'>): Clue | null {
  const read = readLine(text);
  return read === null ? null : { ...read, ...place };
}

/** What one line of text gives away, null for nothing. */
export function readLine(text: string): Pick<Clue, 'kind' | 'text' | 'value'> | null {
  for (const [kind, pattern] of PATTERNS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const value = match
      .slice(1)
      .filter((part) => part !== undefined)
      .join(' ');
    return { kind, text: shorten(text), value };
  }
  return null;
}

function shorten(text: string): string {
  const one = text.trim().replace(/\s+/g, ' ');
  return one.length <= MAX_TEXT ? one : `${one.slice(0, MAX_TEXT - 3)}...`;
}
