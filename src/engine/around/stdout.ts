import { isNear, joinWords } from '../../analysis/correlate/applog.ts';
import { cluesOfStdout, type ClueKind } from '../../diagnosis/side/clues.ts';
import { isTelling } from '../../formats/applog/levels.ts';
import type { AppLogEntry, StdoutLog } from '../../model/sidefiles.ts';
import type { AroundItem, AroundPart } from '../questions/around.ts';
import { entryText, excerpt } from './excerpt.ts';
import { type AroundScene, ambiguousPart, emptyPart, filesOf, foundPart, ofSameSource } from './scene.ts';
import { stdoutEntries } from './stdout-entries.ts';
import { counted, gapText } from './words.ts';
import { requestMarks, wordsOfEntry } from './words-of.ts';
import { serverShift, shifted } from './zone.ts';

/** A start that the request waits for makes its file while the request runs, or a moment later. */
const STARTED_AFTER_MS = 15_000;
/** Lines that are shown of one file. */
const MOST_LINES = 6;

/**
 * What the application's process printed: the latest file that its worker process began before the request, those that
 * the request brought about, and files without a process in their name that hold an id of the request.
 */
export function stdoutPart(scene: AroundScene): AroundPart {
  const files = filesOf(scene, ['stdout']);
  const { subject, owner, workspace } = scene;
  const { from, to } = subject;
  if (from === null || to === null) return emptyPart('stdout', files, 'no event of the trace has a time');
  const named = workspace.side.stdout
    .filter(({ processId }) => processId === null)
    .flatMap((log) => namedItem(scene, log) ?? []);
  const ofProcess = workspace.side.stdout.filter(
    ({ processId }) => processId !== null && processId === owner.processId,
  );
  const own = ofSameSource(scene, ofProcess, ({ path }) => path);
  const found = [...ofTime(own, from, to).map((log) => logItem(scene, log)), ...named];
  if (found.length > 0) return foundPart('stdout', files, found);
  const undated = own.filter(({ startedAt }) => startedAt === null).map((log) => logItem(scene, log));
  if (undated.length > 1) return ambiguousPart('stdout', files, undated);
  if (undated.length === 1) return foundPart('stdout', files, undated);
  return emptyPart('stdout', files, whyNone(owner.processId, own, to));
}

/** The latest file that was begun before the request, and those begun while it ran. */
function ofTime(own: readonly StdoutLog[], from: number, to: number): readonly StdoutLog[] {
  let latest: StdoutLog | null = null;
  const during: StdoutLog[] = [];
  for (const log of own) {
    const { startedAt } = log;
    if (startedAt === null) continue;
    if (startedAt <= from) latest = latest === null || startedAt >= (latest.startedAt ?? 0) ? log : latest;
    else if (startedAt <= to + STARTED_AFTER_MS) during.push(log);
  }
  return latest === null ? during : [latest, ...during];
}

function whyNone(processId: number | null, own: readonly StdoutLog[], to: number): string {
  if (processId === null) return 'the trace does not name its process';
  if (own.length === 0) return `no stdout log names process ${processId}`;
  const first = Math.min(...own.map(({ startedAt }) => startedAt ?? Infinity));
  return `${counted(own.length, 'stdout log')} of process ${processId}, begun ${gapText(first - to)} after the request ended`;
}

/** A file whose name says nothing, when its lines do. */
function namedItem(scene: AroundScene, log: StdoutLog): AroundItem | null {
  const told = telling(scene, log);
  if (told.named === null) return null;
  const time = told.lines.find(({ match }) => match)?.time ?? null;
  return { ...logItem(scene, log, told), ...told.named, detail: '', time };
}

function logItem(scene: AroundScene, log: StdoutLog, { lines, what } = telling(scene, log)): AroundItem {
  const { subject } = scene;
  const process = `same process id ${log.processId ?? ''} in the name of the file`;
  return {
    title: log.path.split(/[\\/!]/).at(-1) ?? log.path,
    detail: what,
    certainty: log.startedAt === null ? 'possible' : 'likely',
    why: [
      log.startedAt === null
        ? `${process}, which does not say when it began`
        : `${process}, ${begun(subject.from ?? 0, log.startedAt)}`,
    ],
    time: log.startedAt,
    path: log.path,
    place: { kind: 'line', file: log.file, line: lines.find(({ match }) => match)?.line ?? 1 },
    lines,
  };
}

const begun = (from: number, startedAt: number): string =>
  startedAt <= from
    ? `begun ${gapText(from - startedAt)} before the request, the latest of them`
    : `begun ${gapText(startedAt - from)} after the request began`;

/** Clues of a start that went well. */
const PLAIN: ReadonlySet<ClueKind> = new Set(['listening', 'started']);

/** The lines to show of a file, and what they are. */
interface Telling {
  readonly lines: AroundItem['lines'];
  readonly what: string;
  /** Where they hold an id of the request. */
  readonly named: Pick<AroundItem, 'certainty' | 'why'> | null;
}

/** Lines of the request by an id, else of its time, else telling ones, else the last ones. */
function telling(scene: AroundScene, log: StdoutLog): Telling {
  const { subject, workspace } = scene;
  const { entries: read, local } = stdoutEntries(log);
  const shift = local ? serverShift(workspace) : 0;
  const entries = shift === 0 ? read : read.map((entry) => shifted(entry, shift));
  const show = (matches: readonly AppLogEntry[], context: number): AroundItem['lines'] =>
    excerpt(entries, new Set(matches), entryText, { context, most: MOST_LINES });
  const { ids, forwardedAt } = requestMarks(scene);
  const near = entries.filter(({ time }) => isNear(subject, time)).map(wordsOfEntry);
  const join = joinWords(subject, ids, near, forwardedAt);
  if (join.kind === 'ids' || join.kind === 'path') {
    const groups = join.kind === 'ids' ? join.groups : [join.group];
    const why = groups.map(({ name, id }) => `${name} ${id}`);
    const matches = groups.flatMap(({ words }) => words.map(({ of }) => of));
    return {
      lines: show(matches, 1),
      what: `${counted(matches.length, 'entry', 'entries')} with ${why.join(', ')}`,
      named: { certainty: join.kind === 'ids' ? 'exact' : 'likely', why },
    };
  }
  return { ...unnamed(scene, log, entries, show), named: null };
}

function unnamed(
  { subject }: AroundScene,
  log: StdoutLog,
  entries: readonly AppLogEntry[],
  show: (matches: readonly AppLogEntry[], context: number) => AroundItem['lines'],
): Pick<Telling, 'lines' | 'what'> {
  const { from, to } = subject;
  const timed = entries.filter(
    ({ time }) => time !== null && from !== null && to !== null && time >= from && time <= to + STARTED_AFTER_MS,
  );
  const bad = timed.filter(({ level }) => isTelling(level));
  if (timed.length > 0)
    return { lines: show(bad.length > 0 ? bad : timed, 1), what: 'Entries in the time of the request' };
  const clues = cluesOfStdout(log).filter(({ kind }) => !PLAIN.has(kind));
  let clue = 0;
  const clued = entries.filter((entry, ix) => {
    const end = entries[ix + 1]?.line ?? Infinity;
    const first = clue;
    while ((clues[clue]?.line ?? Infinity) < end) clue++;
    return isTelling(entry.level) || clue > first;
  });
  const why = entries.every(({ time }) => time === null)
    ? 'The lines have no time'
    : 'No entry is of the time of the request';
  if (clued.length > 0) return { lines: show(clued.slice(-MOST_LINES), 1), what: `${why}; errors and warnings in it` };
  const last = show(entries.slice(-MOST_LINES), 0).map((line) => ({ ...line, match: false }));
  return { lines: last, what: `${why}; the last ones` };
}
