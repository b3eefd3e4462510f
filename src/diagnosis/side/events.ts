import { codesInText, parseCode } from '../../knowledge/decode.ts';
import { isAncmProvider, logEventRole, type LogEventRole } from '../../knowledge/event-log.ts';
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

/** A record with what it means for a diagnosis. */
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

const KINDS: ReadonlyMap<LogEventRole, SideEventKind> = new Map<LogEventRole, SideEventKind>([
  ['crashed', 'crash'],
  ['exited', 'exit'],
  ['start-failed', 'start-error'],
  ['app-ended', 'start-error'],
  ['started', 'start-ok'],
  ['rapid-fail', 'rapid-fail'],
  ['app-offline', 'offline'],
  ['stopped', 'stop'],
  ['stopping', 'stop'],
  ['recycled', 'stop'],
  ['stop-slow', 'stop-slow'],
  ['recycle-failed', 'stop-slow'],
  ['pool-shared', 'pool-shared'],
  ['handler-missing', 'handler-missing'],
  ['config-unusable', 'config-error'],
  ['module-disabled', 'module-disabled'],
  ['worker-died', 'worker-died'],
  ['unresponsive', 'worker-died'],
  ['module-not-loaded', 'worker-died'],
  ['pool-disabled', 'pool-disabled'],
  ['ports', 'ports'],
  ['memory', 'memory'],
  ['application', 'text'],
  ['general', 'text'],
  ['general-error', 'text'],
  ['config', 'text'],
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
export const isModuleRecord = (record: EventLogRecord): boolean => isAncmProvider(record.provider);

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

function kindOf({ provider, eventId, message }: EventLogRecord): SideEventKind | null {
  const role = logEventRole(provider, eventId);
  const kind = role === null ? null : (KINDS.get(role) ?? null);
  if (kind === null || !isAncmProvider(provider)) return kind;
  if (eventId === 1000) return 'start-error';
  // V2 has the same id at error level for a port that could not be set up.
  if (eventId === 1001) return /success/i.test(message) ? 'start-ok' : 'start-error';
  return STARTED_TOO_SLOWLY.test(message) ? 'start-timeout' : kind;
}

/** Texts under several ids. */
const STARTED_TOO_SLOWLY = /did(?:n't| not) initialize after|startup time limit|did not start within/i;

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
