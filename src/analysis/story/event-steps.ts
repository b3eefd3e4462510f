import { greatestOf, leastOf } from '../../base/extent.ts';
import { logEvent, type LogEventKind, type LogEventRole } from '../../knowledge/event-log.ts';
import type { StepKind } from '../../model/story.ts';
import { source, type Draft } from './draft.ts';
import type { StoryInputs } from './inputs.ts';
import { largest, RUN_PAUSE } from './runs.ts';
import { counted, shortened } from './words.ts';

/** What a record is in the story. Roles that are not named are told as they stand. */
const KINDS: Readonly<Partial<Record<LogEventRole, StepKind>>> = {
  'start-failed': 'start-failed',
  started: 'start',
  'app-ended': 'process-ended',
  crashed: 'process-ended',
  exited: 'process-ended',
  stopped: 'process-ended',
  'stop-slow': 'process-ended',
  stopping: 'recycle',
  recycled: 'recycle',
  'recycle-failed': 'recycle',
  'app-offline': 'offline',
  'worker-died': 'process-ended',
  unresponsive: 'hang',
  ports: 'shortage',
  memory: 'shortage',
  'pool-disabled': 'pool-stopped',
  'rapid-fail': 'start-failed',
  'general-error': 'start-failed',
  'pool-shared': 'start-failed',
  'handler-missing': 'start-failed',
  'module-not-loaded': 'start-failed',
  'module-disabled': 'start-failed',
  'config-unusable': 'start-failed',
};

/** What an operator, a schedule or an idle hour does as well. */
const GENTLE: ReadonlySet<LogEventRole> = new Set(['exited', 'stopped', 'stop-slow', 'stopping', 'recycled']);

/** Of these the message says what happened. */
const FREE_TEXT: ReadonlySet<LogEventRole> = new Set(['general', 'general-error', 'other']);

const CRASH: ReadonlySet<LogEventRole> = new Set(['crashed', 'app-ended']);

const ERROR = 2;

type Entry = StoryInputs['eventLog'][number];

/** What the Windows event log tells; records that repeat are one step. */
export function eventSteps({ eventLog, window }: Pick<StoryInputs, 'eventLog' | 'window'>): readonly Draft[] {
  const open = new Map<string, Entry[]>();
  const runs: Entry[][] = [];
  for (const entry of eventLog.toSorted((a, b) => (a.record.time ?? 0) - (b.record.time ?? 0))) {
    const { time, provider, eventId, level } = entry.record;
    if (time === null || !(time >= window.from && time <= window.to)) continue;
    // Records that nobody knows are told when they are errors: they may be the reason.
    if (logEvent(provider, eventId) === null && level > ERROR) continue;
    const key = `${provider} ${eventId}`;
    const known = open.get(key);
    if (known !== undefined && time - (known.at(-1)?.record.time ?? 0) <= RUN_PAUSE) known.push(entry);
    else {
      const begun = [entry];
      open.set(key, begun);
      runs.push(begun);
    }
  }
  return largest(runs, (run) => run.length).flatMap(stepOfRun);
}

function stepOfRun(run: readonly Entry[]): readonly Draft[] {
  const [first] = run;
  if (first === undefined || first.record.time === null) return [];
  const { record, path } = first;
  const known = logEvent(record.provider, record.eventId);
  const role = roleOf(known, record);
  const times = run.map((entry) => entry.record.time ?? 0);
  const repeated = run.length > 1 ? ` (${counted(run.length, 'record')})` : '';
  const last = greatestOf(times);
  const processes = new Set(run.map((entry) => entry.record.processId));
  return [
    {
      kind: (role === null ? undefined : KINDS[role]) ?? 'record',
      at: leastOf(times),
      ...(run.length > 1 ? { to: last } : {}),
      title:
        role === 'application'
          ? `The application logs: ${messageOf(record.message)}`
          : known === null || role !== known.role || FREE_TEXT.has(known.role)
            ? messageOf(record.message)
            : known.meaning,
      details: [
        `Event ${record.eventId} of ${record.provider}${repeated}${role === 'application' || known === null ? '.' : `: ${messageOf(record.message)}`}`,
      ],
      count: run.length,
      sources: [source({ file: record.file, path }, record.line)],
      exact: true,
      processId: processes.size === 1 ? record.processId : null,
      gentle: role !== null && GENTLE.has(role),
      crash: role !== null && CRASH.has(role),
    },
  ];
}

/** ANCM uses the id of a start that worked for one that did not too: level and text tell. */
function roleOf(known: LogEventKind | null, { level, message }: Entry['record']): LogEventRole | null {
  if (known === null) return null;
  const failed = level > 0 && level <= ERROR && !/success/i.test(message);
  return known.role === 'started' && failed ? 'start-failed' : known.role;
}

/** Process and version behind the message, as ANCM puts them. */
const BEHIND = /\nProcess Id: \d+\.?(?:\n|$)/;

/** Category and ids that .NET writes before the message say less than the message. */
function messageOf(message: string): string {
  const parts = message.split(/\r?\n\r?\n/).filter((part) => part.trim() !== '');
  const [head = ''] = parts;
  const [said = ''] = (head.startsWith('Category: ') ? (parts[1] ?? head) : message).split(BEHIND);
  return shortened(said);
}
