import { isNear, joinWords, namesPath, type WordsJoin } from '../../analysis/correlate/applog.ts';
import { isTelling } from '../../formats/applog/levels.ts';
import type { AppLogEntry } from '../../model/sidefiles.ts';
import type { FileKey } from '../../model/units.ts';
import type { AroundCertainty, AroundItem, AroundPart } from '../questions/around.ts';
import { entryText, excerpt } from './excerpt.ts';
import { processesOf } from './process.ts';
import { type AroundScene, ambiguousPart, emptyPart, filesOf, foundPart, ofSameSource, pathOf } from './scene.ts';
import { counted, gapText, whenText } from './words.ts';
import { requestMarks, type WordsOf, wordsOfEntry } from './words-of.ts';
import { isLocal, serverShift, shifted } from './zone.ts';

/** What an application says of a failure comes a moment before or after it. */
const AROUND_MS = 10_000;
/** Entries that are shown of one file: by id, and by time. */
const MOST_NAMED = 12;
const MOST_NEAR = 6;

/** Entries of application logs: those with an id of the request, else those of the same time and process. */
export function appLogPart(scene: AroundScene): AroundPart {
  const files = filesOf(scene, ['applog', 'ancmdebug']);
  const { workspace, subject } = scene;
  if (workspace.side.appLog.length === 0) return emptyPart('app-log', files, 'the open logs have no entry');
  const entries = timedEntries(scene);
  const near = entries.filter(({ time }) => isNear(subject, time)).map(wordsOfEntry);
  const { ids, forwardedAt } = requestMarks(scene);
  return named(scene, files, entries, joinWords(subject, ids, near, forwardedAt)) ?? nearInTime(scene, files, entries);
}

/** All entries, with times that are true instants or none. */
function timedEntries({ workspace }: AroundScene): readonly AppLogEntry[] {
  const shift = serverShift(workspace);
  const local = new Map<FileKey, boolean>();
  return workspace.side.appLog.map((entry) => {
    let without = local.get(entry.file);
    if (without === undefined) local.set(entry.file, (without = isLocal(workspace, entry.file)));
    return without ? shifted(entry, shift) : entry;
  });
}

/** The part where ids speak; null where none does. */
function named(
  scene: AroundScene,
  files: number,
  entries: readonly AppLogEntry[],
  join: WordsJoin<WordsOf<AppLogEntry>>,
): AroundPart | null {
  const itemsOf = (
    words: readonly WordsOf<AppLogEntry>[],
    certainty: AroundCertainty,
    why: readonly string[],
  ): readonly AroundItem[] =>
    [...byFile(words.map(({ of }) => of))].map(([file, list]) =>
      fileItem(scene, file, entries, { list, certainty, why, most: MOST_NAMED, context: 1 }),
    );
  switch (join.kind) {
    case 'ids': {
      const why = join.groups.map(({ name, id }) => `${name} ${id}`);
      return foundPart(
        'app-log',
        files,
        itemsOf(
          join.groups.flatMap(({ words }) => words),
          'exact',
          why,
        ),
      );
    }
    case 'path':
      return foundPart('app-log', files, itemsOf(join.group.words, 'likely', [pathReason(join.group)]));
    case 'several':
      return ambiguousPart(
        'app-log',
        files,
        join.groups.flatMap((group) => itemsOf(group.words, 'possible', [pathReason(group)]).slice(0, 1)),
      );
    case 'none':
      return null;
  }
}

const pathReason = ({ name, id }: { readonly name: string; readonly id: string }): string =>
  `${name} ${id}, which names this path in the time of the request`;

/** Without an id: what was logged while the request ran, errors and warnings first, then the nearest to its end. */
function nearInTime(scene: AroundScene, files: number, entries: readonly AppLogEntry[]): AroundPart {
  const { from, to, path } = scene.subject;
  if (from === null || to === null) return emptyPart('app-log', files, 'no event of the trace has a time');
  const processes = processesOf(scene);
  const known = new Set(processes.map(({ id }) => id));
  const foreign = (entry: AppLogEntry): boolean =>
    entry.processId !== null && known.size > 1 && !known.has(entry.processId);
  const inTime = entries.filter(
    (entry) => entry.time !== null && entry.time >= from - AROUND_MS && entry.time <= to + AROUND_MS && !foreign(entry),
  );
  const paths = new Map([...byFile(inTime).keys()].map((file) => [file, pathOf(scene, file)]));
  const within = ofSameSource(scene, inTime, ({ file }) => paths.get(file) ?? '');
  if (within.length === 0) return emptyPart('app-log', files, whyNone(scene, entries));
  const bad = within.filter(({ level }) => isTelling(level) || level === 'error');
  const weigh = (entry: AppLogEntry): number =>
    Math.abs((entry.time ?? 0) - to) + (namesPath(wordsOfEntry(entry), path) ? 0 : to - from + 2 * AROUND_MS);
  const chosen = (bad.length > 0 ? bad : within).toSorted((a, b) => weigh(a) - weigh(b)).slice(0, MOST_NEAR);
  const items = [...byFile(chosen)].map(([file, list]) => {
    const [nearest] = list;
    const process = processes.find(({ id }) => id === nearest?.processId);
    const why = [`around the same time: ${whenText(scene.subject, nearest?.time ?? null)}`];
    why.push(process === undefined ? 'no entry has an id of the request' : process.why);
    return fileItem(scene, file, entries, { list, certainty: 'around', why, most: MOST_NEAR, context: 0 });
  });
  return foundPart('app-log', files, items, (bad.length > 0 ? bad : within).length - chosen.length);
}

function byFile(entries: readonly AppLogEntry[]): ReadonlyMap<FileKey, readonly AppLogEntry[]> {
  const files = new Map<FileKey, AppLogEntry[]>();
  for (const entry of entries) {
    const known = files.get(entry.file);
    if (known === undefined) files.set(entry.file, [entry]);
    else known.push(entry);
  }
  return files;
}

interface Found {
  /** The first is what is linked to. */
  readonly list: readonly AppLogEntry[];
  readonly certainty: AroundCertainty;
  readonly why: readonly string[];
  readonly most: number;
  readonly context: number;
}

function fileItem(
  scene: AroundScene,
  file: FileKey,
  entries: readonly AppLogEntry[],
  { list, certainty, why, most, context }: Found,
): AroundItem {
  const path = pathOf(scene, file);
  const [first] = list;
  const own = entries.filter((entry) => entry.file === file);
  return {
    title: `${counted(list.length, 'entry', 'entries')} of ${path.split(/[\\/!]/).at(-1) ?? path}`,
    detail: '',
    certainty,
    why,
    time: first?.time ?? null,
    path,
    place: { kind: 'line', file, line: first?.line ?? 1 },
    lines: excerpt(own, new Set(list), entryText, { context, most }),
  };
}

function whyNone({ subject, workspace }: AroundScene, entries: readonly AppLogEntry[]): string {
  const times = entries.flatMap(({ time }) => time ?? []);
  if (times.length === 0) {
    const zoneless = workspace.side.appLog.some(({ time }) => time !== null);
    return zoneless
      ? 'no entry has an id of this request, and the times have no zone'
      : 'no entry has an id of this request, and none has a time';
  }
  const { from, to } = subject;
  const last = times.reduce((max, time) => Math.max(max, time), -Infinity);
  const first = times.reduce((min, time) => Math.min(min, time), Infinity);
  const none = 'no entry has an id of this request or is of its time';
  if (from !== null && last < from) return `${none}; the last one is ${gapText(from - last)} before it`;
  return to !== null && first > to ? `${none}; the first one is ${gapText(first - to)} after it` : none;
}
