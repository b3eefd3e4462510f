import { isElsewhere, recordBelongs } from '../../diagnosis/narrow/belongs.ts';
import { sideEvent } from '../../diagnosis/side/events.ts';
import type { EventLogRecord } from '../../model/sidefiles.ts';
import { type AroundScene, eventFileOf } from './scene.ts';

/** A process of the request: the worker process, or a back end that it started. */
export interface RequestProcess {
  readonly id: number;
  /** `same process id 6120`, or how the back end is tied to it. */
  readonly why: string;
}

/** The worker process of a trace and the back ends that the event log says it started. */
export function processesOf(scene: AroundScene): readonly RequestProcess[] {
  const { workspace, owner, subject } = scene;
  if (owner.processId === null) return [];
  const own: RequestProcess = { id: owner.processId, why: `same process id ${owner.processId}` };
  const backEnds = new Set<number>();
  for (const record of workspace.side.eventLog) {
    if (record.processId !== owner.processId || (record.time ?? 0) > (subject.to ?? Infinity)) continue;
    const event = sideEvent(record);
    const started = event?.kind === 'start-ok' ? event.processId : null;
    if (started !== null && started !== own.id && isOfRequest(scene, record)) backEnds.add(started);
  }
  return [own, ...[...backEnds].map((id) => ({ id, why: `process ${id}, a back end that process ${own.id} started` }))];
}

/**
 * The record is of the machine, site and process of the trace, as far as it says. Sites and processes of the servers of
 * a farm have the same numbers: a record of another machine is never of the request, unless the file is known to be of its
 * server under another name.
 */
export function isOfRequest({ workspace, owner }: AroundScene, record: EventLogRecord): boolean {
  const file = eventFileOf(workspace, record.file);
  return !isElsewhere(record, file, owner) && recordBelongs(record, file, owner);
}

/** WAS writes about a process that is not its own: `The process id was '6120'`. */
const NAMED = /\bprocess id (?:was|of|is)?\s*'?(\d{1,10})'?/i;

/** The process that a record speaks of, among some. */
export function processOf(record: EventLogRecord, processes: readonly RequestProcess[]): RequestProcess | null {
  const named = NAMED.exec(record.message)?.[1];
  const ids = [record.processId, named === undefined ? null : Number(named)];
  return processes.find(({ id }) => ids.includes(id)) ?? null;
}
