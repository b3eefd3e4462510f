import type { Incident } from '../model/incident.ts';
import { epochMs, type IncidentId } from '../model/units.ts';
import type { Certainty } from '../model/verdict.ts';
import { USUAL_PARTS, groupMembers, type IncidentPart } from './incident-groups.ts';
import { consequencesOf } from './incident-links.ts';
import { PHASES, type IncidentMember } from './incident-member.ts';

/** Version of the signature's form; the parts follow in the order of `SIGNATURE_PARTS`. */
const SIGNATURE_VERSION = 1;
const CERTAINTIES: readonly Certainty[] = ['high', 'medium', 'low'];
/** Lists of an incident are for reading; its traces and rows are complete. */
const MOST_NAMED = 50;

/**
 * Judged requests to incidents, the earliest first and those without a time last. One incident holds one cause in one
 * application and one window of time; what the parts of its signature have in common is in `signature` (`*` where they
 * differ) and in words in `why`. Follow-up failures are incidents of their own, named as consequences. `apart` splits or
 * joins: without `application` one trouble of many pools is one incident.
 */
export function groupIncidents(
  members: readonly IncidentMember[],
  apart: readonly IncidentPart[] = USUAL_PARTS,
): readonly Incident[] {
  const incidents = groupMembers(members, apart)
    .map((group) => ({ group, incident: incidentOf(group) }))
    .toSorted((a, b) => time(a.incident) - time(b.incident));
  const unique = uniqueIds(incidents.map(({ incident }) => incident));
  const named = incidents.map(({ group }, k) => ({ group, incident: unique[k] as Incident }));
  const consequences = consequencesOf(named);
  return named.map(({ incident }) => ({ ...incident, consequences: consequences.get(incident.id) ?? [] }));
}

const time = (incident: Incident): number => incident.from ?? Infinity;

function incidentOf(group: readonly IncidentMember[]): Incident {
  const representative = pickRepresentative(group);
  const { verdict } = representative;
  const { lead } = verdict;
  const from = least(group.map((member) => member.from));
  const to = least(group.map((member) => (member.to === null ? null : -member.to)));
  const parts = signatureParts(group);
  const signature = [SIGNATURE_VERSION, ...parts.map(([, values]) => commonValue(values))].join('|');
  const traces = group.flatMap(({ trace }) => (trace === null ? [] : [trace]));
  const requests = group.reduce((sum, member) => sum + member.requests, 0);
  const pools = names(group.map((member) => member.appPool));
  const computers = names(group.map((member) => member.computer));
  return {
    id: idOf(`${signature}\n${representative.trace ?? ''}\n${from ?? ''}\n${pools.join()}`),
    signature,
    why: [
      ...parts.filter(([, values]) => values[0] !== 'none').map(([part, values]) => shared(part, values, group.length)),
      `Application: ${pools.length === 0 ? 'pool not known' : list('pool', pools)}${
        computers.length === 0 ? '' : ` on ${list('machine', computers)}`
      }.`,
      window(from, to === null ? null : -to),
    ],
    cause: lead.cause,
    certainty: lead.certainty,
    headline: lead.headline,
    from: from === null ? null : epochMs(from),
    to: to === null ? null : epochMs(-to),
    traces,
    rows: group.flatMap(({ rows }) => (rows === null ? [] : [rows])),
    requests,
    representative: representative.trace,
    verdict,
    consequences: [],
    urls: names(group.map((member) => member.template)),
    pools,
    processes: [...new Set(group.flatMap(({ processId }) => (processId === null ? [] : [processId])))].slice(
      0,
      MOST_NAMED,
    ),
    computers,
  };
}

/** The first of those that are surest, a trace before rows: what a person should open. */
function pickRepresentative(group: readonly IncidentMember[]): IncidentMember {
  let best = group[0] as IncidentMember;
  for (const member of group) {
    const traceFirst = Number(member.trace === null) - Number(best.trace === null);
    const surer = CERTAINTIES.indexOf(member.verdict.lead.certainty) - CERTAINTIES.indexOf(best.verdict.lead.certainty);
    if (traceFirst < 0 || (traceFirst === 0 && surer < 0)) best = member;
  }
  return best;
}

/** Parts of a signature in order, each with the values that the members have. */
function signatureParts(group: readonly IncidentMember[]): readonly (readonly [string, readonly string[]])[] {
  const of = (pick: (member: IncidentMember) => string): readonly string[] => names(group.map(pick));
  return [
    ['module', of((member) => member.module)],
    ['status', of((member) => member.status)],
    ['code', of((member) => member.code)],
    ['cause', of((member) => member.verdict.lead.cause)],
    ['phase', of((member) => PHASES[member.verdict.lead.cause])],
    ['URL', of((member) => member.template)],
  ];
}

function commonValue(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : values.length === 0 ? '' : '*';
}

function shared(part: string, values: readonly string[], members: number): string {
  if (values.length === 0) return `No ${part}.`;
  const [first = ''] = values;
  if (values.length === 1) return members === 1 ? `${capital(part)}: ${first}.` : `Same ${part}: ${first}.`;
  return `Several ${part === 'URL' ? 'URLs' : `${part}s`}: ${values.slice(0, 3).join(', ')}${values.length > 3 ? ', …' : ''}.`;
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

function list(word: string, values: readonly string[]): string {
  return values.length === 1
    ? `${word} ${values[0] ?? ''}`
    : `${values.length} ${word}s (${values.slice(0, 3).join(', ')}${values.length > 3 ? ', …' : ''})`;
}

function window(from: number | null, to: number | null): string {
  if (from === null) return 'No times are known.';
  const until = to === null || to === from ? '' : ` to ${iso(to)}`;
  return `One window: ${iso(from)}${until}.`;
}

const iso = (instant: number): string => (Math.abs(instant) <= 8.64e15 ? new Date(instant).toISOString() : 'unknown');

/** Distinct texts, the most frequent first, '' left out. */
function names(values: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, MOST_NAMED)
    .map(([value]) => value);
}

function least(values: readonly (number | null)[]): number | null {
  let best: number | null = null;
  for (const value of values) if (value !== null && (best === null || value < best)) best = value;
  return best;
}

/** Short and the same whenever the same files are loaded: it stands in addresses. FNV-1a. */
function idOf(text: string): IncidentId {
  let hash = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
  return `i${(hash >>> 0).toString(36)}` as IncidentId;
}

function uniqueIds(incidents: readonly Incident[]): readonly Incident[] {
  const seen = new Map<string, number>();
  return incidents.map((incident) => {
    const before = seen.get(incident.id) ?? 0;
    seen.set(incident.id, before + 1);
    return before === 0 ? incident : { ...incident, id: `${incident.id}-${before + 1}` as IncidentId };
  });
}
