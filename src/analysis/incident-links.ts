import type { Incident } from '../model/incident.ts';
import type { IncidentId } from '../model/units.ts';
import type { Cause } from '../model/verdict.ts';
import { RAPID_FAIL, type IncidentMember } from './incident-member.ts';

/** An incident with what it was made of. */
export interface GroupedIncident {
  readonly group: readonly IncidentMember[];
  readonly incident: Incident;
}

/** How long after its cause a consequence may begin. rapidFailsPerMinute counts in windows of one minute. */
const AFTERWARDS = 2 * 60_000;

const START_FAILURES: ReadonlySet<Cause> = new Set([
  'process-launch-failed',
  'bad-web-config',
  'runtime-missing',
  'bitness-mismatch',
  'startup-crash',
  'process-start-timeout',
  'port-binding',
]);
/** The process is gone: requests find nobody listening, connections break, the pool may be switched off. */
const PROCESS_ENDED: ReadonlySet<Cause> = new Set(['app-crashed-mid-request', 'startup-crash']);
const AFTER_A_CRASH: ReadonlySet<Cause> = new Set([
  'connection-refused',
  'connection-reset',
  'worker-crash-rapid-fail',
]);

/**
 * For each incident those that followed from it: refused connections after a crash, starts that the rapid-fail limit
 * refused after failed starts, 503 after the pool was switched off. A consequence begins no earlier than its cause and
 * has one cause, the latest that fits.
 */
export function consequencesOf(incidents: readonly GroupedIncident[]): ReadonlyMap<IncidentId, readonly IncidentId[]> {
  const out = new Map<IncidentId, IncidentId[]>();
  const linked = incidents.map(({ group, incident }): Linked => ({
    incident,
    rapidFail: isRapidFail(group),
    applications: identities(group),
  }));
  const followable = linked.filter(canBeFollowed);
  for (const later of linked) {
    if (!canFollow(later)) continue;
    const cause = followable.findLast((earlier) => earlier !== later && followsFrom(later, earlier));
    if (cause === undefined) continue;
    const known = out.get(cause.incident.id);
    if (known === undefined) out.set(cause.incident.id, [later.incident.id]);
    else known.push(later.incident.id);
  }
  return out;
}

/** What the links of an incident depend on, worked out once: there may be thousands, each held against the others. */
interface Linked {
  readonly incident: Incident;
  readonly rapidFail: boolean;
  /** One member for each application that its group names. */
  readonly applications: readonly IncidentMember[];
}

const canBeFollowed = ({ incident, rapidFail }: Linked): boolean =>
  rapidFail || START_FAILURES.has(incident.cause) || PROCESS_ENDED.has(incident.cause);

const canFollow = ({ incident, rapidFail }: Linked): boolean => rapidFail || AFTER_A_CRASH.has(incident.cause);

/** `incidents` stand in order of time, so `earlier` begins first or at the same instant. */
function followsFrom(later: Linked, earlier: Linked): boolean {
  const { from } = later.incident;
  const since = earlier.incident.from;
  if (from === null || since === null || from < since) return false;
  return from <= (earlier.incident.to ?? since) + AFTERWARDS && fits(later, earlier) && sameApplication(later, earlier);
}

function fits(later: Linked, earlier: Linked): boolean {
  const before = earlier.incident.cause;
  if (later.rapidFail) return START_FAILURES.has(before) && !earlier.rapidFail;
  if (later.incident.cause === 'worker-crash-rapid-fail' && (START_FAILURES.has(before) || earlier.rapidFail))
    return true;
  return PROCESS_ENDED.has(before) && AFTER_A_CRASH.has(later.incident.cause);
}

function isRapidFail(group: readonly IncidentMember[]): boolean {
  return group.every(({ verdict }) => verdict.code?.code === RAPID_FAIL);
}

/** What does not name its site, pool or machine may be of any: HTTP.sys rows of a pool that is off name none. */
function sameApplication(a: Linked, b: Linked): boolean {
  return a.applications.some((one) => b.applications.some((other) => matches(one, other)));
}

/** One member for each site, pool, machine and host of a group. */
function identities(group: readonly IncidentMember[]): readonly IncidentMember[] {
  const distinct = new Map(
    group.map((member) => [`${siteOf(member)}\n${member.appPool}\n${member.computer}\n${member.host}`, member]),
  );
  return [...distinct.values()];
}

const siteOf = ({ siteId, siteName }: IncidentMember): string => (siteId === null ? siteName : String(siteId));

function matches(a: IncidentMember, b: IncidentMember): boolean {
  const agree = (one: string, other: string): boolean => one === '' || other === '' || one === other;
  return (
    agree(siteOf(a), siteOf(b)) &&
    agree(a.appPool.toLowerCase(), b.appPool.toLowerCase()) &&
    (agree(a.computer.toLowerCase(), b.computer.toLowerCase()) || a.host === b.host)
  );
}
