import { utc } from '../../base/time.ts';
import { source, type Draft } from './draft.ts';
import type { StoryInputs, StoryStdout } from './inputs.ts';
import { RUN_PAUSE } from './runs.ts';
import { fileName, shortened } from './words.ts';

/** Kestrel writes the instant of its heartbeat into the line. Month and day stand as the culture of the server has them. */
const HEARTBEAT = /As of "?(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2}):(\d{2}) \+00:00/;

/** What the names and lines of stdout logs tell: starts that worked, starts that did not, and what the server warned of. */
export function stdoutSteps({ stdout, window }: Pick<StoryInputs, 'stdout' | 'window'>): readonly Draft[] {
  const within = stdout.filter(
    ({ startedAt }) => startedAt !== null && startedAt >= window.from && startedAt <= window.to,
  );
  // The process that was running when the window begins.
  const before = stdout
    .filter(({ startedAt }) => startedAt !== null && startedAt < window.from)
    .toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0))
    .at(-1);
  const starts = [...(before === undefined ? [] : [before]), ...within];
  const told = starts.toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0)).flatMap(startStep);
  return [...tries(told), ...stdout.flatMap((log) => heartbeats(log, window))];
}

/** Fewer starts in a row that fail are told one by one. */
const TRIES = 3;

/** Starts that fail one after the other are one step. */
function tries(starts: readonly Draft[]): readonly Draft[] {
  const runs: Draft[][] = [];
  for (const start of starts) {
    const last = runs.at(-1)?.at(-1);
    const goesOn = last?.kind === 'start-failed' && start.kind === 'start-failed' && start.at - last.at <= RUN_PAUSE;
    if (goesOn) runs.at(-1)?.push(start);
    else runs.push([start]);
  }
  return runs.flatMap((run) => (run.length < TRIES ? run : [oneOf(run)]));
}

function oneOf(run: readonly Draft[]): Draft {
  const [first = { kind: 'start-failed', at: 0, title: '', sources: [] }] = run;
  const processes = new Set(run.map(({ processId }) => processId));
  const process = processes.size === 1 && first.processId != null ? ` under worker process ${first.processId}` : '';
  return {
    ...first,
    to: run.at(-1)?.at ?? first.at,
    processId: processes.size === 1 ? (first.processId ?? null) : null,
    title: `The application is started ${run.length} times${process} and ends each time before it listens.`,
    details: [...new Set(run.flatMap(({ details }) => details ?? []))].slice(0, TRIES + 1),
    count: run.length,
    sources: run.flatMap(({ sources }) => sources).slice(0, 2 * TRIES),
  };
}

function startStep(log: StoryStdout): readonly Draft[] {
  if (log.startedAt === null) return [];
  const crash = log.telling.find(({ sign }) => sign === 'crashed');
  const cause = log.telling.find(({ sign }) => sign === 'error') ?? crash;
  const listening = log.telling.find(({ sign }) => sign === 'listening');
  const process = log.processId === null ? '' : ` under worker process ${log.processId}`;
  const named = `${fileName(log.path)} was begun at this instant.`;
  const common = { at: log.startedAt, processId: log.processId, exact: true } as const;
  // An application that listened and crashed hours later has started; when it ended is not written there.
  if (crash !== undefined && listening === undefined) {
    return [
      {
        ...common,
        kind: 'start-failed',
        title: `The application is started${process} and ends before it listens.`,
        details: [named, ...(cause === undefined ? [] : [`It wrote: ${shortened(cause.text)}`])],
        sources: [source(log, null), ...(cause === undefined ? [] : [source(log, cause.line)])],
      },
    ];
  }
  return [
    {
      ...common,
      kind: 'start',
      unsure: listening === undefined,
      title: `The application is started${process}.`,
      details: [named, ...(listening === undefined ? [] : [shortened(listening.text)])],
      sources: [source(log, listening?.line ?? null)],
    },
  ];
}

function heartbeats(log: StoryStdout, window: StoryInputs['window']): readonly Draft[] {
  return log.telling.flatMap((line): readonly Draft[] => {
    if (line.sign !== 'heartbeat') return [];
    const at = instantOf(line.text);
    if (at === null || at < window.from || at > window.to) return [];
    return [
      {
        kind: 'starvation',
        at,
        title: 'The web server of the application warns that its heartbeat is late: threads are short.',
        details: [shortened(line.text, 240)],
        sources: [source(log, line.line)],
        exact: true,
      },
    ];
  });
}

function instantOf(text: string): number | null {
  const match = HEARTBEAT.exec(text);
  if (match === null) return null;
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return utc(year, month, day, hour, minute, second) ?? utc(year, day, month, hour, minute, second);
}
