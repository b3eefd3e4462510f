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
  for (const later of incidents) {
    const cause = incidents.filter((earlier) => earlier !== later && followsFrom(later, earlier)).at(-1);
    if (cause === undefined) continue;
    const known = out.get(cause.incident.id);
    if (known === undefined) out.set(cause.incident.id, [later.incident.id]);
    else known.push(later.incident.id);
  }
  return out;
}

/** `incidents` stand in order of time, so `earlier` begins first or at the same instant. */
function followsFrom(later: GroupedIncident, earlier: GroupedIncident): boolean {
  const { from } = later.incident;
  const since = earlier.incident.from;
  if (from === null || since === null || from < since) return false;
  if (from > (earlier.incident.to ?? since) + AFTERWARDS || !sameApplication(later, earlier)) return false;
  const before = earlier.incident.cause;
  if (isRapidFail(later)) return START_FAILURES.has(before) && !isRapidFail(earlier);
  if (later.incident.cause === 'worker-crash-rapid-fail' && (START_FAILURES.has(before) || isRapidFail(earlier)))
    return true;
  return PROCESS_ENDED.has(before) && AFTER_A_CRASH.has(later.incident.cause);
}

function isRapidFail({ group }: GroupedIncident): boolean {
  return group.every(({ verdict }) => verdict.code?.code === RAPID_FAIL);
}

/** What does not name its site, pool or machine may be of any: HTTP.sys rows of a pool that is off name none. */
function sameApplication(a: GroupedIncident, b: GroupedIncident): boolean {
  const others = identities(b.group);
  return identities(a.group).some((one) => others.some((other) => matches(one, other)));
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
