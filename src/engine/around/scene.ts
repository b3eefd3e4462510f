import { tracesOfOneRequest } from '../../analysis/correlate/same-request.ts';
import { joinSubject, type JoinSubject } from '../../analysis/correlate/subject.ts';
import { NO_EVENT_FILE, type EventFile, type Owner } from '../../diagnosis/narrow/belongs.ts';
import { eventFiles } from '../../diagnosis/narrow/event-files.ts';
import type { FormatId } from '../../model/source.ts';
import type { FileKey, TraceKey } from '../../model/units.ts';
import type { StoredTrace } from '../../store/traces.ts';
import type { AroundItem, AroundKind, AroundPart } from '../questions/around.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** A trace and what it is compared with. */
export interface AroundScene {
  readonly workspace: EngineWorkspace;
  readonly stored: StoredTrace;
  readonly subject: JoinSubject;
  /** What identifies the trace towards side files. */
  readonly owner: Owner;
}

/** What is the same for all traces, until the next file comes. */
interface Common {
  readonly generation: number;
  readonly subjects: ReadonlyMap<TraceKey, JoinSubject>;
  eventFiles: ReadonlyMap<FileKey, EventFile> | null;
  sameRequest: readonly (readonly TraceKey[])[] | null;
}

const commons = new WeakMap<EngineWorkspace, Common>();

function commonOf(workspace: EngineWorkspace): Common {
  const known = commons.get(workspace);
  if (known !== undefined && known.generation === workspace.generation) return known;
  const subjects = new Map(workspace.traces.all().map(({ trace, facts }) => [trace.key, joinSubject(trace, facts)]));
  const common: Common = { generation: workspace.generation, subjects, eventFiles: null, sameRequest: null };
  commons.set(workspace, common);
  return common;
}

export function aroundScene(workspace: EngineWorkspace, stored: StoredTrace): AroundScene {
  const { trace, facts } = stored;
  const subject = commonOf(workspace).subjects.get(trace.key) ?? joinSubject(trace, facts);
  const { siteId, appPool, processId } = trace.request;
  const owner: Owner = {
    siteId,
    appPool,
    processId,
    computer: trace.computer,
    host: subject.host,
    physicalPath: facts.physicalPath,
  };
  return { workspace, stored, subject, owner };
}

/** The other traces of the same request, the outermost first. */
export function otherTraces({ workspace, subject }: AroundScene): readonly JoinSubject[] {
  const common = commonOf(workspace);
  common.sameRequest ??= tracesOfOneRequest([...common.subjects.values()]);
  const group = common.sameRequest.find((keys) => keys.includes(subject.key)) ?? [];
  return group.flatMap((key) => (key === subject.key ? [] : (common.subjects.get(key) ?? [])));
}

/** What the records of an event log file say together: its machines and sites. */
export function eventFileOf(workspace: EngineWorkspace, file: FileKey): EventFile {
  const common = commonOf(workspace);
  common.eventFiles ??= eventFiles(workspace.side.eventLog, workspace.traces.all(), workspace.side.stdout);
  return common.eventFiles.get(file) ?? NO_EVENT_FILE;
}

/** Files of some formats that were read. */
export function filesOf({ workspace }: AroundScene, formats: readonly FormatId[]): number {
  let count = 0;
  for (const { file } of workspace.files.all()) {
    const read = file.state === 'whole' || file.state === 'partial';
    if (read && file.format !== null && formats.includes(file.format)) count += 1;
  }
  return count;
}

/** Path under which the content of a file is listed. */
export function pathOf({ workspace }: AroundScene, file: FileKey): string {
  return workspace.files.owner(file)?.file.path ?? '';
}

/**
 * Of things from folders or archives of several servers those that lie in the one of the trace. Where none does, or the
 * trace lies in none, the names of folders tell nothing and all stay.
 */
export function ofSameSource<T>(
  { stored }: AroundScene,
  things: readonly T[],
  path: (thing: T) => string,
): readonly T[] {
  const own = sourceOf(stored.trace.path);
  if (own === '') return things;
  const same = things.filter((thing) => sourceOf(path(thing)) === own);
  return same.length > 0 ? same : things;
}

/** `WEB01` of `WEB01/logs/stdout.log`, `WEB01.zip` of `WEB01.zip!logs/stdout.log`; '' for a file that was dropped alone. */
const sourceOf = (path: string): string => /^[^\\/!]+(?=[\\/!])/.exec(path)?.[0].toLowerCase() ?? '';

/** A part without anything in it. `none`: why, where files of the kind are open. */
export function emptyPart(kind: AroundKind, files: number, none: string): AroundPart {
  return { kind, files, items: [], candidates: 0, leftOut: 0, none: files === 0 ? '' : none };
}

/** A part with what was found; `leftOut`: things of the same sort beyond. */
export function foundPart(kind: AroundKind, files: number, items: readonly AroundItem[], leftOut = 0): AroundPart {
  return { kind, files, items, candidates: 0, leftOut, none: '' };
}

/** Candidates that are shown; there can be hundreds. */
const MOST_CANDIDATES = 6;

/** A part whose items fit alike: none of them is more than possible. */
export function ambiguousPart(kind: AroundKind, files: number, items: readonly AroundItem[]): AroundPart {
  const shown = items.slice(0, MOST_CANDIDATES).map((item): AroundItem => ({ ...item, certainty: 'possible' }));
  return { kind, files, items: shown, candidates: items.length, leftOut: items.length - shown.length, none: '' };
}
