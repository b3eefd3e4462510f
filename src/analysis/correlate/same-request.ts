import type { TraceKey } from '../../model/units.ts';
import { keyField, keyOf } from './source.ts';
import type { JoinSubject } from './subject.ts';

/** Ids that one hop hands to the next unchanged, so that the trace of a proxy and of the server behind it share them. */
const HANDED_ON = new Set([
  'x-arr-log-id',
  'x-request-id',
  'x-correlation-id',
  'x-azure-ref',
  'x-amzn-trace-id',
  'cf-ray',
]);
/** Clocks of two servers of one farm. */
const CLOCKS_MS = 5 * 60_000;

/**
 * Traces that are of one request: two rules of one server wrote a file each (same activity), or a proxy such as ARR and
 * the server behind it each traced their part (same id in the headers). Groups of two and more, the outermost first.
 */
export function tracesOfOneRequest(subjects: readonly JoinSubject[]): readonly (readonly TraceKey[])[] {
  const group = new Map(subjects.map((subject) => [subject, subject]));
  const root = (subject: JoinSubject): JoinSubject => {
    let at = subject;
    for (let up = group.get(at); up !== undefined && up !== at; up = group.get(at)) at = up;
    return at;
  };
  const firstWith = new Map<string, JoinSubject>();
  for (const subject of subjects) {
    for (const id of idsOf(subject)) {
      const other = firstWith.get(id);
      if (other === undefined) firstWith.set(id, subject);
      else if (overlap(other, subject)) group.set(root(subject), root(other));
    }
  }
  const members = new Map<JoinSubject, JoinSubject[]>();
  for (const subject of subjects) members.set(root(subject), [...(members.get(root(subject)) ?? []), subject]);
  return [...members.values()]
    .filter((list) => list.length > 1)
    .map((list) =>
      list.toSorted((a, b) => b.took - a.took || (a.from ?? 0) - (b.from ?? 0)).map((subject) => subject.key),
    );
}

function idsOf(subject: JoinSubject): readonly string[] {
  const ids = subject.activityId === '' ? [] : [`${subject.computer.toLowerCase()} ${subject.activityId}`];
  for (const [name, value] of subject.headers) {
    const field = keyField(name);
    const key = HANDED_ON.has(field) ? keyOf(field, value) : '';
    if (key !== '') ids.push(key);
  }
  return ids;
}

function overlap(a: JoinSubject, b: JoinSubject): boolean {
  if (a.from === null || b.from === null || a.to === null || b.to === null) return true;
  return a.from <= b.to + CLOCKS_MS && b.from <= a.to + CLOCKS_MS;
}
