import { isNear, joinWords } from '../../analysis/correlate/applog.ts';
import { logEvent, type LogEventRole } from '../../knowledge/event-log.ts';
import type { EventLogRecord } from '../../model/sidefiles.ts';
import type { AroundCertainty, AroundItem, AroundPart } from '../questions/around.ts';
import { recordText } from './excerpt.ts';
import { isOfRequest, processesOf, processOf, type RequestProcess } from './process.ts';
import { type AroundScene, ambiguousPart, emptyPart, filesOf, foundPart, pathOf } from './scene.ts';
import { counted, gapText, whenText } from './words.ts';
import { requestMarks, type WordsOf, wordsOfRecord } from './words-of.ts';

/** A fault is looked for so long before and after the end of the request. */
const FAULT_MS = 120_000;
/** Faults that are shown; a crash brings several records, and a start that fails is tried again and again. */
const MOST_FAULTS = 3;

/** Roles that are no fault of a process. */
const NO_FAULTS: ReadonlySet<LogEventRole> = new Set(['started', 'application', 'general', 'other']);

/**
 * Records of the event log: those that name the request, the start of its process that came before it, and what befell
 * the process near its end.
 */
export function eventLogPart(scene: AroundScene): AroundPart {
  const files = filesOf(scene, ['eventlog', 'evtx']);
  const { eventLog } = scene.workspace.side;
  if (eventLog.length === 0) return emptyPart('event-log', files, 'the open event logs have no record');
  const named = namedRecords(scene);
  const { items, leftOut } = processRecords(scene, new Set(named.items.map(({ record }) => record)));
  const all = [...named.items.map(({ item }) => item), ...items].toSorted(byTime);
  if (named.ambiguous && items.length === 0)
    return ambiguousPart(
      'event-log',
      files,
      named.items.map(({ item }) => item),
    );
  if (all.length > 0) return foundPart('event-log', files, all, leftOut);
  return emptyPart('event-log', files, whyNone(scene));
}

const byTime = (a: AroundItem, b: AroundItem): number => (a.time ?? Infinity) - (b.time ?? Infinity);

interface NamedItem {
  readonly record: EventLogRecord;
  readonly item: AroundItem;
}

/** Records that hold an id of the request: those in which .NET logged for it. */
function namedRecords(scene: AroundScene): { readonly items: readonly NamedItem[]; readonly ambiguous: boolean } {
  const { workspace, subject } = scene;
  const { ids, forwardedAt } = requestMarks(scene);
  const near = workspace.side.eventLog.filter((record) => isNear(subject, record.time)).map(wordsOfRecord);
  const join = joinWords(subject, ids, near, forwardedAt);
  const itemsOf = (words: readonly WordsOf<EventLogRecord>[], certainty: AroundCertainty, why: string) =>
    words.map(({ of: record }) => ({ record, item: recordItem(scene, record, certainty, [why]) }));
  switch (join.kind) {
    case 'ids':
      return {
        items: join.groups.flatMap(({ name, id, words }) => itemsOf(words, 'exact', `${name} ${id}`)),
        ambiguous: false,
      };
    case 'path':
      return { items: itemsOf(join.group.words, 'likely', pathReason(join.group)), ambiguous: false };
    case 'several':
      return {
        items: join.groups.flatMap((group) => itemsOf(group.words.slice(0, 1), 'possible', pathReason(group))),
        ambiguous: true,
      };
    case 'none':
      return { items: [], ambiguous: false };
  }
}

const pathReason = ({ name, id }: { readonly name: string; readonly id: string }): string =>
  `${name} ${id}, which names this path in the time of the request`;

/** The nearest start before the request, starts within it, and the faults nearest to its end. */
function processRecords(
  scene: AroundScene,
  known: ReadonlySet<EventLogRecord>,
): { readonly items: readonly AroundItem[]; readonly leftOut: number } {
  const { from, to } = scene.subject;
  if (from === null || to === null) return { items: [], leftOut: 0 };
  const processes = processesOf(scene);
  const starts: Told[] = [];
  const faults: Told[] = [];
  const own = scene.owner.processId;
  for (const record of scene.workspace.side.eventLog) {
    const { time } = record;
    // Of a year of records few are of the process or of these minutes.
    if (time === null || !(record.processId === own || Math.abs(time - to) <= FAULT_MS) || known.has(record)) continue;
    const role = logEvent(record.provider, record.eventId)?.role ?? null;
    if (role === null || !isOfRequest(scene, record)) continue;
    const told = { record, time, process: processOf(record, processes) };
    if (role === 'started' && told.process !== null && time <= to) starts.push(told);
    else if (!NO_FAULTS.has(role) && Math.abs(time - to) <= FAULT_MS) faults.push(told);
  }
  const before = starts.filter(({ time }) => time <= from);
  const last = before.reduce<Told | null>((max, one) => (max === null || one.time >= max.time ? one : max), null);
  const nearest = [...distinct(faults.toSorted((a, b) => distance(a, to) - distance(b, to)))];
  const shown = [
    ...(last === null ? [] : [last]),
    ...starts.filter(({ time }) => time > from),
    ...nearest.slice(0, MOST_FAULTS),
  ];
  return {
    items: shown.map((told) => processItem(scene, told)),
    leftOut: faults.length - Math.min(nearest.length, MOST_FAULTS),
  };
}

interface Told {
  readonly record: EventLogRecord;
  readonly time: number;
  /** null: the record names no process. */
  readonly process: RequestProcess | null;
}

/** Of the process first, then the nearest. */
const distance = ({ time, process }: Told, to: number): number =>
  Math.abs(time - to) + (process === null ? FAULT_MS : 0);

/** The nearest of each sort: the same record comes many times when something is tried again. */
function* distinct(faults: readonly Told[]): Generator<Told> {
  const seen = new Set<string>();
  for (const fault of faults) {
    const sort = `${fault.record.provider} ${fault.record.eventId}`;
    if (!seen.has(sort)) yield fault;
    seen.add(sort);
  }
}

function processItem(scene: AroundScene, { record, time, process }: Told): AroundItem {
  const when = endText(scene, time);
  if (process !== null) return recordItem(scene, record, 'likely', [`${process.why}, ${when}`]);
  const named =
    record.processId === null ? 'no process' : `process ${record.processId}, not known to be of this request`;
  return recordItem(scene, record, 'around', [`${when}; the record names ${named}`]);
}

/** Faults are counted from the end: that is when the request failed. */
function endText({ subject }: AroundScene, time: number): string {
  const { from, to } = subject;
  if (from === null || to === null || time < from || time > to) return whenText(subject, time);
  return `during the request, ${gapText(to - time)} before its end`;
}

function recordItem(
  scene: AroundScene,
  record: EventLogRecord,
  certainty: AroundCertainty,
  why: readonly string[],
): AroundItem {
  return {
    title: `${record.eventId} ${record.provider}`,
    detail: logEvent(record.provider, record.eventId)?.meaning ?? '',
    certainty,
    why,
    time: record.time,
    path: pathOf(scene, record.file),
    place: { kind: 'line', file: record.file, line: record.line },
    lines: [{ ...recordText(record), skipped: 0, match: true }],
  };
}

function whyNone(scene: AroundScene): string {
  const { owner, subject, workspace } = scene;
  const { eventLog } = workspace.side;
  if (owner.processId === null) return 'the trace does not name its process, and no record names the request';
  const pid = owner.processId;
  if (subject.from === null || subject.to === null) return 'no event of the trace has a time';
  const ofPid = eventLog.filter((record) => record.processId === pid);
  if (ofPid.length === 0) return `no record names process ${pid} or this request${covered(scene)}`;
  const ours = ofPid.filter((record) => isOfRequest(scene, record));
  if (ours.length === 0) {
    const servers = [...new Set(ofPid.map(({ computer }) => computer).filter((name) => name !== ''))];
    const of = servers.length === 0 ? 'another application' : `another server or site (${servers.join(', ')})`;
    return `${counted(ofPid.length, 'record')} of process ${pid} ${ofPid.length === 1 ? 'is' : 'are'} of ${of}`;
  }
  return `process ${pid} has ${counted(ours.length, 'record')}, but no start before the request and no fault within ${FAULT_MS / 1000} s of its end`;
}

/** Event logs are quiet for minutes; an end so long before the request is one of the file. */
const QUIET_MS = 10 * 60_000;

/** Says when the logs do not reach the time of the request at all. */
function covered({ subject, workspace }: AroundScene): string {
  const { from, to } = subject;
  if (from === null || to === null) return '';
  let first = Infinity;
  let last = -Infinity;
  for (const { time } of workspace.side.eventLog) {
    if (time === null) continue;
    if (time < first) first = time;
    if (time > last) last = time;
  }
  if (last < from - QUIET_MS) return `; the last record is ${gapText(from - last)} before the request`;
  return first > to + QUIET_MS && first < Infinity ? `; the first record is ${gapText(first - to)} after it` : '';
}
