import { decodeCode, formatCode } from '../knowledge/decode.ts';
import { formatStatus } from '../knowledge/substatus.ts';
import type { Evidence } from '../model/evidence.ts';
import type { AncmEvent, IoFailure } from '../model/facts.ts';
import { hresult, type EventIx } from '../model/units.ts';
import type { SetSetting } from './config-check/effective.ts';
import type { LimitFit } from './limits.ts';
import type { TraceInput } from './rule.ts';
import type { Scene } from './scene.ts';
import type { Clue } from './side/clues.ts';
import type { SideEvent } from './side/events.ts';
import { medianTaken, type ReasonGroup, type RowGroup } from './side/rows.ts';
import { count, duration, eventNumber, some } from './words.ts';

const MAX_QUOTE = 200;

/** Text of a file inside a sentence: one line, shortened. */
export function quote(text: string): string {
  const one = text.trim().replace(/\s+/g, ' ');
  return one.length <= MAX_QUOTE ? one : `${one.slice(0, MAX_QUOTE - 3)}...`;
}

/** The answer itself: status event, root attribute or rows. */
export function answerEvidence(scene: Scene): readonly Evidence[] {
  const { answer, trace, facts } = scene;
  if (answer === null) return [];
  if (answer.rows !== null) return [rowsEvidence(answer.rows)];
  if (trace === null || facts === null) return [];
  const { key } = trace.trace;
  const set = facts.producing;
  if (set === null) {
    const { statusCode } = trace.trace.request;
    const text = `The trace says statusCode="${statusCode}" and holds no event that set it.`;
    return [{ kind: 'attribute', trace: key, name: 'statusCode', value: statusCode, text }];
  }
  const code = set.errorCode;
  const shown = code === null ? 'no ErrorCode' : `ErrorCode ${code}${code === 0 ? ' (no code recorded)' : ''}`;
  const reason = set.reason === '' ? '' : ` "${quote(set.reason)}"`;
  return [
    {
      kind: 'event',
      trace: key,
      event: set.event,
      field: 'ErrorCode',
      value: code === null ? '' : String(code),
      text: `Event ${eventNumber(set.event)}: ${set.module} set ${answer.text}${reason} with ${shown}.`,
    },
  ];
}

/** One event of the trace; `says` follows "Event 12: ". */
export function eventEvidence(trace: TraceInput, event: EventIx, says: string): Evidence {
  return { kind: 'event', trace: trace.trace.key, event, text: `Event ${eventNumber(event)}: ${says}` };
}

/** The silence before the answer, with the limit that it reaches. */
export function gapEvidence(scene: Scene): readonly Evidence[] {
  const { gap, trace } = scene;
  if (gap === null || trace === null) return [];
  if (!gap.silent) return [];
  const limit = gap.limit === null ? '' : ` ${limitText(gap.limit)}`;
  const text = `Nothing happened for ${duration(gap.ms)} between event ${eventNumber(gap.from)} and event ${eventNumber(gap.to)}.${limit}`;
  return [{ kind: 'silence', trace: trace.trace.key, from: gap.from, to: gap.to, text }];
}

function limitText(limit: LimitFit): string {
  const value = duration(limit.ms);
  if (limit.from === 'config') return `That is ${limit.name} (${value}) of the loaded configuration.`;
  if (limit.from === 'inferred') return `That is a whole number of minutes: ${limit.name} is probably set to ${value}.`;
  return `That is the default of ${limit.name}, ${value}.`;
}

/** A setting that stands in a loaded file. */
export function settingEvidence({ attribute, value, place }: SetSetting): Evidence {
  const text = `${place.path}, line ${place.line}: ${attribute}="${value}".`;
  return { kind: 'line', file: place.file, line: place.line, text };
}

/** The setting that a limit was read from. */
export function limitEvidence(limit: LimitFit | null): readonly Evidence[] {
  const setting = limit?.setting ?? null;
  return setting === null ? [] : [settingEvidence(setting)];
}

/** The pairing-token header: a back-end process was running and forwarding began. */
export function tokenEvidence(scene: Scene): readonly Evidence[] {
  const event = scene.facts?.tokenHeader ?? null;
  if (event === null || scene.trace === null) return [];
  return [
    eventEvidence(
      scene.trace,
      event,
      'the header MS-ASPNETCORE-TOKEN was set, so a back-end process was running and forwarding began.',
    ),
  ];
}

/** No pairing-token header although the steps of the module are in the trace. */
export function noTokenEvidence(scene: Scene): readonly Evidence[] {
  if (scene.trace === null || !scene.detailed || scene.facts?.tokenHeader !== null) return [];
  const text =
    'No MS-ASPNETCORE-TOKEN header was set before the failure: the request was never handed to the application.';
  return [
    { kind: 'absence', trace: scene.trace.trace.key, expected: 'GENERAL_SET_REQUEST_HEADER MS-ASPNETCORE-TOKEN', text },
  ];
}

/** A read from or write to the client that failed. */
export function ioEvidence(trace: TraceInput, io: IoFailure): Evidence {
  const what = io.kind === 'flush' ? 'sending to' : io.kind === 'read' ? 'reading from' : 'the connection to';
  const bytes = io.bytes === null ? '' : ` after ${count(io.bytes, 'byte')}`;
  return eventEvidence(trace, io.event, `${what} the client failed with ${formatCode(io.errorCode)}${bytes}.`);
}

/** An event that the module itself wrote. */
export function ancmEvidence(trace: TraceInput, event: AncmEvent): Evidence {
  const code = event.code === null ? '' : ` ${formatCode(event.code)}`;
  const text = event.text === '' ? '' : ` "${quote(event.text)}"`;
  return eventEvidence(trace, event.event, `${event.name}${code}${text}.`);
}

/** A record of the event log. */
export function recordEvidence(event: SideEvent): Evidence {
  const { record } = event;
  const time = record.time === null ? '' : ` at ${new Date(record.time).toISOString()}`;
  const where =
    event.source === 'debugLog' ? 'Debug log of the module' : `Event log: ${record.provider} ${record.eventId}`;
  const text = `${where}${time}: "${quote(record.message)}".`;
  return { kind: 'line', file: record.file, line: record.line, text };
}

const PLACE = { stdout: 'stdout log', appLog: 'Application log', eventLog: 'Event log' } as const;

/** A telling line of a text file. */
export function clueEvidence(clue: Clue): Evidence {
  const text = `${PLACE[clue.source]}, line ${clue.line}: "${quote(clue.text)}".`;
  return { kind: 'line', file: clue.file, line: clue.line, text };
}

/** Rows of a request log with one outcome. */
export function rowsEvidence(group: RowGroup): Evidence {
  const median = medianTaken(group);
  const took = median === null ? '' : `, time-taken ${duration(median)}${group.taken.length > 1 ? ' (median)' : ''}`;
  const code = decodeCode(hresult(group.win32));
  const names = group.win32 === 0 || code === null ? '' : ` = ${code.names[0] ?? ''}`;
  const text =
    `Request log: ${count(group.count, 'row')} with ${formatStatus(group.status, group.subStatus)} and sc-win32-status ${group.win32}${names}${took}, ` +
    `for ${some(group.stems)}; the first is line ${group.sample.line}.`;
  return { kind: 'logRow', ...group.sample, text };
}

/** Rows of HTTPERR with one reason. */
export function reasonEvidence(group: ReasonGroup): Evidence {
  const { file, row, line, text: sample } = group.sample;
  const text = `HTTPERR: ${count(group.count, 'row')} with reason ${group.reason}; the first is line ${line}: "${quote(sample)}".`;
  return { kind: 'logRow', file, row, line, text };
}

/** Another trace of the same interval. */
export function otherTraceEvidence(other: TraceInput, says: string): Evidence {
  const { key, path, request } = other.trace;
  const value = request.statusCode;
  return { kind: 'attribute', trace: key, name: 'statusCode', value, text: `${path} (${request.url}): ${says}` };
}
