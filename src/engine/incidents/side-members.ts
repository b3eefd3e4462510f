import type { IncidentMember } from '../../analysis/incident-member.ts';
import {
  isModuleRecord,
  sideEvent,
  sideEventOfEntry,
  type SideEvent,
  type SideEventKind,
} from '../../diagnosis/side/events.ts';
import type { EventLogRecord } from '../../model/sidefiles.ts';
import type { IncidentId } from '../../model/units.ts';
import type { Verdict } from '../../model/verdict.ts';
import { askRules } from '../judging/judging.ts';
import { inputIndex } from '../judging/verdicts.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Records with a longer pause between them tell of two incidents. */
const PAUSE = 15 * 60_000;
/** A failing request so near to a record is what the record tells of. */
const SAME_TROUBLE = 5 * 60_000;

/** Records that tell of a failure by themselves. */
const FAILURES: ReadonlySet<SideEventKind> = new Set<SideEventKind>([
  'crash',
  'start-error',
  'start-timeout',
  'rapid-fail',
  'pool-shared',
  'handler-missing',
  'config-error',
  'module-disabled',
  'worker-died',
  'pool-disabled',
]);
/** What may be told when there is nothing else: a deployment, a recycle, a machine that is short of something. */
const CHANGES: ReadonlySet<SideEventKind> = new Set<SideEventKind>([
  'offline',
  'exit',
  'stop',
  'stop-slow',
  'ports',
  'memory',
]);

export const NOTHING_KNOWN = {
  trace: null,
  siteId: null,
  siteName: '',
  appPool: '',
  processId: null,
  computer: '',
  host: '',
  status: '',
  template: '',
} as const;

/**
 * Incidents that only an event log, the debug log of ANCM or a stdout log tells of. `members`: those of traces and rows. Next to them only
 * failures of IIS count, and only at times of which they know nothing: every server has crashes of other programs and
 * recycles at night in its event log.
 */
export function membersOfSideFiles(
  workspace: EngineWorkspace,
  members: readonly IncidentMember[],
): readonly IncidentMember[] {
  const { eventLog, stdout, appLog } = workspace.side;
  const alone = members.length === 0;
  const events = [...eventLog.map(sideEvent), ...appLog.map(sideEventOfEntry)].filter((event) => event !== null);
  const telling = events.flatMap((event) => {
    const { record } = event;
    const tells = FAILURES.has(event.kind) ? alone || isOfIis(event) : alone && CHANGES.has(event.kind);
    return tells && record.time !== null ? [{ record, time: record.time }] : [];
  });
  const episodes = episodesOf(telling).filter((episode) => !members.some((member) => covers(member, episode)));
  const told = episodes.flatMap((episode) => memberOf(workspace, episode));
  if (told.length > 0 || !alone || eventLog.length + stdout.length === 0) return told;
  return memberOf(workspace, null);
}

/** Its module, its services or its worker process. */
function isOfIis({ kind, worker, record }: SideEvent): boolean {
  return worker || isModuleRecord(record) || kind === 'worker-died' || kind === 'pool-disabled';
}

interface Timed {
  readonly record: EventLogRecord;
  readonly time: number;
}

interface Episode {
  readonly from: number;
  readonly to: number;
  readonly computer: string;
}

function episodesOf(telling: readonly Timed[]): readonly Episode[] {
  const out: Episode[] = [];
  for (const { record, time } of telling.toSorted((a, b) => a.time - b.time)) {
    const last = out.at(-1);
    if (last !== undefined && time - last.to <= PAUSE) out[out.length - 1] = { ...last, to: time };
    else out.push({ from: time, to: time, computer: record.computer });
  }
  return out;
}

function covers({ from, to }: IncidentMember, episode: Episode): boolean {
  if (from === null) return false;
  return from - SAME_TROUBLE <= episode.to && episode.from <= (to ?? from) + SAME_TROUBLE;
}

/** What the rules say of one episode, or of all that is loaded. */
function memberOf(workspace: EngineWorkspace, episode: Episode | null): readonly IncidentMember[] {
  const { eventLog, stdout } = workspace.side;
  const inputs = inputIndex(workspace).forSideFiles(episode);
  const [first] = [...inputs.eventLog, ...inputs.stdout, ...inputs.appLog];
  if (first === undefined) return [];
  const { verdict } = askRules(() => inputs, first.file as string as IncidentId);
  if (verdict === null || verdict.lead.cause === 'unknown') return [];
  // A stdout log has its only time in its name.
  const starts = stdout.flatMap(({ startedAt }) => startedAt ?? []);
  const window = episode ?? inputs.window;
  return [
    {
      ...NOTHING_KNOWN,
      rows: null,
      requests: 0,
      from: window?.from ?? finite(Math.min(...starts)),
      to: window?.to ?? finite(Math.max(...starts)),
      computer: episode?.computer ?? eventLog[0]?.computer ?? '',
      verdict,
      ...headOf(verdict),
    },
  ];
}

/** Module and code of a verdict, as members hold them. */
export function headOf({ module, code }: Verdict): Pick<IncidentMember, 'module' | 'code'> {
  return { module: module ?? '', code: code?.hex ?? '' };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
