import type { Cause, Certainty, Finding } from '../model/verdict.ts';

/**
 * Which cause leads when several rules speak; docs/reference/causes.md 6. Earlier beats later. Rules speak only where their place
 * in the request allows it, so most pairs never meet; the order settles those that do:
 * another layer before the back end, the client before either, a start before forwarding, a specific cause of a start
 * before a generic one, a crash before a stop before a dropped or refused connection.
 */
const PRECEDENCE: readonly Cause[] = [
  'request-limit',
  'backend-tls',
  'proxy-timeout',
  'request-body-unread',
  'pool-shared',
  'port-exhaustion',
  'bad-web-config',
  'runtime-missing',
  'bitness-mismatch',
  'port-binding',
  'process-launch-failed',
  'process-start-timeout',
  'startup-crash',
  'app-crashed-mid-request',
  'app-recycling',
  'app-offline',
  'client-disconnect',
  'unsupported-request',
  'thread-pool-starvation',
  'app-timeout',
  'connection-refused',
  'connection-reset',
  'invalid-backend-response',
  'worker-crash-rapid-fail',
  'app-error-passthrough',
  'slow-request',
  'still-running',
  'other-module',
  'unknown',
];

const FALLBACK = new Set<Cause>(['unknown', 'other-module']);
const PLACE: ReadonlyMap<Cause, number> = new Map(PRECEDENCE.map((cause, place) => [cause, place]));
const STRENGTH: Readonly<Record<Certainty, number>> = { high: 0, medium: 1, low: 2 };

/** The findings of one subject in their parts. */
export interface Ranking {
  readonly lead: Finding;
  readonly alternatives: readonly Finding[];
  readonly others: readonly Finding[];
}

/** Picks the leading finding and keeps the rest; null when no rule found anything that may lead. */
export function rank(findings: readonly Finding[]): Ranking | null {
  const found = findings.filter((finding) => finding.state === 'found');
  const others = findings.filter((finding) => finding.state !== 'found' && finding.state !== 'not-applicable');
  const lead = found.filter((finding) => finding.alternativeOnly !== true).toSorted(byPrecedence)[0];
  if (lead === undefined) return null;
  // "Not decided" is no alternative to a decision, and "another module" none to what that module means.
  const rest = found.filter((finding) => finding !== lead && !FALLBACK.has(finding.cause));
  return { lead, alternatives: rest.toSorted(byStrength), others };
}

const byPrecedence = (a: Finding, b: Finding): number => place(a) - place(b);
const byStrength = (a: Finding, b: Finding): number =>
  STRENGTH[a.certainty] - STRENGTH[b.certainty] || place(a) - place(b);
const place = (finding: Finding): number => PLACE.get(finding.cause) ?? PRECEDENCE.length;
