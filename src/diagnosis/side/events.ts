import { codesInText, parseCode } from '../../knowledge/decode.ts';
import type { AppLogEntry, EventLogRecord } from '../../model/sidefiles.ts';
import type { HResult } from '../../model/units.ts';

/** What a record of the event log says in the words of a diagnosis. */
export type SideEventKind =
  /** A process ended by a fault: .NET Runtime, Application Error, Windows Error Reporting. */
  | 'crash'
  /** The module noticed that the back-end process is gone. */
  | 'exit'
  | 'start-error'
  | 'start-ok'
  | 'start-timeout'
  | 'rapid-fail'
  | 'offline'
  /** Recycle, stop or restart of the application or the worker process. */
  | 'stop'
  /** The stop took longer than it may. */
  | 'stop-slow'
  | 'pool-shared'
  | 'handler-missing'
  | 'config-error'
  | 'module-disabled'
  /** WAS or HTTP.sys: a worker process died or does not answer. */
  | 'worker-died'
  | 'pool-disabled'
  /** The machine has no port or socket left. */
  | 'ports'
  | 'memory'
  /** Free text of the module or of the application: only its clues count. */
  | 'text';

export interface SideEvent {
  readonly kind: SideEventKind;
  /** `debugLog`: the module wrote the same text to its debug log. */
  readonly source: 'eventLog' | 'debugLog';
  readonly record: EventLogRecord;
  /** The process that ended or was started is the worker process itself. */
  readonly worker: boolean;
  /** Exit or error code that tells more than the record's own: host codes, exceptions, NTSTATUS. */
  readonly code: HResult | null;
  /** Command line that the module quotes, null when there is none. */
  readonly commandLine: string | null;
  /** Port that the module gave to the process. */
  readonly port: number | null;
  /** Back-end process named in the text. */
  readonly processId: number | null;
}

const ANCM_PROVIDER = /^IIS (Express )?AspNetCore Module( V2)?$/i;

/** Ids of the module's own events; docs of the table: knowledge. 1000 and 1001 depend on level and text. */
const ANCM_KINDS: ReadonlyMap<number, SideEventKind> = new Map<number, SideEventKind>([
  [1002, 'exit'],
  [1003, 'rapid-fail'],
  [1004, 'text'],
  [1005, 'stop-slow'],
  [1006, 'stop'],
  [1007, 'start-error'],
  [1008, 'pool-shared'],
  [1009, 'pool-shared'],
  [1010, 'start-error'],
  [1011, 'start-error'],
  [1012, 'offline'],
  [1013, 'module-disabled'],
  [1014, 'start-error'],
  [1015, 'start-error'],
  [1016, 'start-error'],
  [1017, 'start-error'],
  [1018, 'start-error'],
  [1019, 'start-error'],
  [1020, 'start-error'],
  [1021, 'stop'],
  [1022, 'stop-slow'],
  [1023, 'stop'],
  [1025, 'text'],
  [1026, 'text'],
  [1027, 'text'],
  [1028, 'handler-missing'],
  [1029, 'handler-missing'],
  [1030, 'exit'],
  [1031, 'start-error'],
  [1032, 'start-ok'],
  [1033, 'stop'],
  [1034, 'config-error'],
  [1035, 'start-error'],
]);

/** WAS: a worker process ended or does not answer. */
const WORKER_DIED = new Set([5009, 5010, 5011, 5012, 5015, 5016, 5030]);
/** WAS: the pool is switched off. */
const POOL_DISABLED = new Set([5002, 5004, 5021, 5022, 5057, 5059, 5158, 5189]);
/** WAS and W3SVC-WP: the worker process is replaced or stopped on purpose. */
const RECYCLE = new Set([
  5074, 5075, 5076, 5077, 5078, 5079, 5080, 5081, 5117, 5138, 5168, 5169, 5172, 5178, 5186, 5211, 5212, 2299, 2307,
]);

const read = new WeakMap<EventLogRecord, SideEvent | null>();

/** The record in the words of a diagnosis, null when it has no bearing on any cause. Read once per record. */
export function sideEvent(record: EventLogRecord): SideEvent | null {
  let event = read.get(record);
  if (event === undefined) {
    event = classify(record);
    read.set(record, event);
  }
  return event;
}

/** The record is one of the ASP.NET Core Module. */
export const isModuleRecord = (record: EventLogRecord): boolean => ANCM_PROVIDER.test(record.provider);

const readEntries = new WeakMap<AppLogEntry, SideEvent | null>();

/** The same of an entry of the module's debug log, which repeats what it writes to the event log. */
export function sideEventOfEntry(entry: AppLogEntry): SideEvent | null {
  let event = readEntries.get(entry);
  if (event === undefined) {
    event = MODULE_DLL.test(entry.category) ? ofDebugLine(entry) : null;
    readEntries.set(entry, event);
  }
  return event;
}

const MODULE_DLL = /^aspnetcore\w*\.dll$/i;

/** Ids by the words of their messages; a debug log has no ids. */
const DEBUG_IDS: readonly (readonly [RegExp, number])[] = [
  [/failed to start process|created process with commandline/i, 1000],
  [/failed to load clr|didn't initialize after/i, 1007],
  [/unexpected managed exception/i, 1018],
  [/recycled after detecting app_offline/i, 1012],
  [/OnGlobalStopListening|Application is shutting down|recycled due to configuration/i, 1021],
];

function ofDebugLine(entry: AppLogEntry): SideEvent | null {
  const id = DEBUG_IDS.find(([pattern]) => pattern.test(entry.message))?.[1];
  if (id === undefined) return null;
  const record: EventLogRecord = {
    file: entry.file,
    line: entry.line,
    time: entry.time,
    provider: 'IIS AspNetCore Module V2',
    eventId: id,
    level: 2,
    channel: '',
    computer: '',
    processId: entry.processId,
    message: entry.message,
    data: [],
  };
  const event = classify(record);
  return event === null ? null : { ...event, source: 'debugLog' };
}

function classify(record: EventLogRecord): SideEvent | null {
  const kind = kindOf(record);
  if (kind === null) return null;
  const { message } = record;
  return {
    kind,
    source: 'eventLog',
    record,
    worker: /\bw3wp(\.exe)?\b/i.test(message),
    code: innerCode(message),
    commandLine: /commandline\s*'(.*?)'(?=[\s,.;]|$)/is.exec(message)?.[1] ?? null,
    port: numberIn(message, /\bport\b\D{0,12}(\d{2,5})\b/i),
    processId: numberIn(message, /\bprocess(?: with)?(?: id)?\s*'(\d+)'/i),
  };
}

function kindOf(record: EventLogRecord): SideEventKind | null {
  const { provider, eventId, message } = record;
  if (ANCM_PROVIDER.test(provider)) return moduleKind(eventId, message);
  const name = provider.toLowerCase();
  if (name === '.net runtime') return eventId === 1026 || eventId === 1023 || eventId === 1025 ? 'crash' : 'text';
  if (name === 'application error' || name === 'windows error reporting')
    return eventId === 1000 || eventId === 1001 || eventId === 1005 ? 'crash' : null;
  if (name === 'was' || name === 'microsoft-windows-was') {
    if (POOL_DISABLED.has(eventId)) return 'pool-disabled';
    if (WORKER_DIED.has(eventId)) return 'worker-died';
    if (eventId === 5013) return 'stop-slow';
    return RECYCLE.has(eventId) ? 'stop' : null;
  }
  if (name.includes('w3svc-wp')) {
    if (eventId === 2280 || eventId === 2268 || eventId === 2274) return 'worker-died';
    return RECYCLE.has(eventId) ? 'stop' : null;
  }
  if (name === 'tcpip' || name === 'microsoft-windows-tcpip')
    return eventId === 4227 || eventId === 4231 ? 'ports' : null;
  if (name.includes('httpevent')) return eventId === 15005 ? 'ports' : null;
  if (name.includes('resource-exhaustion')) return 'memory';
  if (name.startsWith('asp.net')) return 'text';
  return null;
}

function moduleKind(eventId: number, message: string): SideEventKind | null {
  if (eventId === 1000) return 'start-error';
  if (eventId === 1001) return /success/i.test(message) ? 'start-ok' : 'start-error';
  if (/didn't initialize after|did not initialize after|startup time limit|did not start within/i.test(message))
    return 'start-timeout';
  return ANCM_KINDS.get(eventId) ?? null;
}

/** The most telling code of a text: an exit or exception code before a wrapper. */
function innerCode(message: string): HResult | null {
  const labelled =
    /(?:exit code|exception code|processStatus|process status)\D{0,6}(-?\d{2,10}\b(?!x)|0x[0-9a-f]{1,8}|[0-9a-f]{8})/i.exec(
      message,
    )?.[1];
  const direct = labelled === undefined ? null : parseCode(labelled);
  if (direct !== null && direct !== 0) return direct;
  const codes = codesInText(message).map((found) => found.code);
  // The last of a pair `0x80004005 : 80008083` is the exit code; a wrapper is kept only when nothing else is there.
  const telling = codes.filter((code) => code !== 0 && code !== 0x80004005 && code !== 0x8007023e);
  return telling.at(-1) ?? codes.at(-1) ?? null;
}

function numberIn(text: string, pattern: RegExp): number | null {
  const digits = pattern.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
