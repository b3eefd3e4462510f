import type { TraceKey } from '../../model/units.ts';
import { normalAddress } from './normal.ts';
import { keyField, keyOf } from './source.ts';
import type { JoinSubject } from './subject.ts';

/**
 * Headers that one hop hands to the next unchanged, so that the trace of a proxy and of the server behind it share
 * them. true: made for each request; false: a caller may give several requests the same.
 */
const HANDED_ON: ReadonlyMap<string, boolean> = new Map([
  ['x-arr-log-id', true],
  ['x-azure-ref', true],
  ['cf-ray', true],
  ['x-amzn-trace-id', false],
  ['x-request-id', false],
  ['x-correlation-id', false],
]);
/** Clocks of two servers of one farm. */
const CLOCKS_MS = 5 * 60_000;
/** Clocks that are kept in time with each other, and the steps in which they go. */
const STEP_MS = 2000;

/** What ties two traces to one request. `exact`: an id of that request only. */
export interface SameRequest {
  readonly exact: boolean;
  readonly why: string;
}

/**
 * Traces that are of one request: two rules of one server wrote a file each (same activity), or a proxy such as ARR and
 * the server behind it each traced their part (same id in the headers, or the client that the proxy names in
 * X-Forwarded-For). Groups of two and more, the outermost first.
 */
export function tracesOfOneRequest(subjects: readonly JoinSubject[]): readonly (readonly TraceKey[])[] {
  // In order of time, so that what shares an id and overlaps stands side by side.
  const ordered = subjects.toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0));
  const groups = new Groups();
  const lastWith = new Map<string, JoinSubject>();
  const ofClient = new Map<string, JoinSubject[]>();
  for (const subject of ordered) {
    for (const { id } of idsOf(subject)) {
      const last = lastWith.get(id);
      if (last !== undefined && sameRequest(last, subject) !== null) groups.join(last, subject);
      lastWith.set(id, subject);
    }
    const client = clientOf(subject);
    if (client !== '') ofClient.set(client, [...(ofClient.get(client) ?? []), subject]);
  }
  for (const subject of ordered) {
    for (const client of forwardedFor(subject)) {
      const front = (ofClient.get(client) ?? []).filter((one) => isBehind(subject, one));
      // A connection carries many requests: one that fits is the one, several are nobody's.
      if (front.length === 1 && front[0] !== undefined) groups.join(front[0], subject);
    }
  }
  return groups
    .of(ordered)
    .filter((list) => list.length > 1)
    .map((list) => list.toSorted((a, b) => b.took - a.took).map((subject) => subject.key));
}

/** Why two traces are of one request; null when nothing says so. */
export function sameRequest(a: JoinSubject, b: JoinSubject): SameRequest | null {
  if (!overlap(a, b)) return null;
  const ids = idsOf(a);
  const shared = idsOf(b).filter((one) => ids.some(({ id }) => id === one.id));
  const exact = shared.find((one) => one.exact);
  if (exact !== undefined) return { exact: true, why: exact.why };
  const [told] = shared;
  if (told !== undefined && a.verb === b.verb && isWithin(a, b))
    return { exact: false, why: `${told.why}, the same verb and time` };
  const behind = isBehind(a, b) || isBehind(b, a);
  if (!behind) return null;
  return { exact: false, why: 'X-Forwarded-For names the client of the other trace; the same verb, path and time' };
}

/** Sets of subjects that are joined step by step. */
class Groups {
  readonly #up = new Map<JoinSubject, JoinSubject>();

  join(a: JoinSubject, b: JoinSubject): void {
    const [left, right] = [this.#root(a), this.#root(b)];
    if (left !== right) this.#up.set(right, left);
  }

  of(subjects: readonly JoinSubject[]): readonly (readonly JoinSubject[])[] {
    const members = new Map<JoinSubject, JoinSubject[]>();
    for (const subject of subjects) {
      const root = this.#root(subject);
      const known = members.get(root);
      if (known === undefined) members.set(root, [subject]);
      else known.push(subject);
    }
    return [...members.values()];
  }

  #root(subject: JoinSubject): JoinSubject {
    let at = subject;
    for (let up = this.#up.get(at); up !== undefined; up = this.#up.get(at)) at = up;
    return at;
  }
}

interface HandedId extends SameRequest {
  readonly id: string;
}

function idsOf({ activityId, computer, headers }: JoinSubject): readonly HandedId[] {
  const ids: HandedId[] = [];
  if (activityId !== '')
    ids.push({ id: `${computer.toLowerCase()} ${activityId}`, exact: true, why: 'the same activity id on one server' });
  for (const [name, value] of headers) {
    const field = keyField(name);
    const exact = HANDED_ON.get(field);
    const id = exact === undefined ? '' : keyOf(field, value);
    if (exact !== undefined && id !== '') ids.push({ id, exact, why: `the same ${field} ${value.trim()}` });
  }
  return ids;
}

const clientOf = ({ clientIp, clientPort }: JoinSubject): string =>
  clientIp === '' || clientPort === null ? '' : `${clientIp}:${clientPort}`;

/** Clients with ports, as ARR writes them: `203.0.113.24:51774`. One without a port may be of any request. */
function forwardedFor({ headers }: JoinSubject): readonly string[] {
  return (headers.get('x-forwarded-for') ?? '').split(',').flatMap((part) => {
    const [, address, port] = /^(.+):(\d{1,5})$/.exec(part.trim()) ?? [];
    return address === undefined || port === undefined ? [] : [`${normalAddress(address)}:${Number(port)}`];
  });
}

/** Whether a trace is of the server behind the one that wrote the other. Both carry the header when that one set it. */
function isBehind(inner: JoinSubject, front: JoinSubject): boolean {
  const client = clientOf(front);
  return (
    client !== '' &&
    client !== clientOf(inner) &&
    inner.computer.toLowerCase() !== front.computer.toLowerCase() &&
    inner.verb === front.verb &&
    inner.path === front.path &&
    forwardedFor(inner).includes(client) &&
    isWithin(inner, front)
  );
}

function overlap(a: JoinSubject, b: JoinSubject): boolean {
  if (a.from === null || b.from === null || a.to === null || b.to === null) return true;
  return a.from <= b.to + CLOCKS_MS && b.from <= a.to + CLOCKS_MS;
}

/** The shorter of two traces lies within the longer one. */
function isWithin(a: JoinSubject, b: JoinSubject): boolean {
  const [outer, inner] = a.took >= b.took ? [a, b] : [b, a];
  if (outer.from === null || outer.to === null || inner.from === null || inner.to === null) return false;
  return inner.from >= outer.from - STEP_MS && inner.to <= outer.to + STEP_MS;
}
