import { urlParts } from '../../base/url.ts';
import { normalPath } from './normal.ts';
import { type RequestId, traceParent } from './request-id.ts';
import type { JoinSubject } from './subject.ts';

/** What an entry of an application log and a record of the event log have in common. Texts '' where they say nothing. */
export interface Words {
  /** EpochMs, null for none. */
  readonly time: number | null;
  readonly requestId: string;
  /** Lower case. */
  readonly traceId: string;
  readonly parentId: string;
  readonly requestPath: string;
  readonly text: string;
}

/** Words of one request: they share an id. */
export interface WordsOfRequest<W extends Words> {
  /** Where the id comes from, as `RequestId.name`, or `Kestrel id`. */
  readonly name: string;
  readonly id: string;
  readonly words: readonly W[];
}

/**
 * Words that name the request of a trace.
 *
 *   ids     they hold an id that the trace holds too
 *   path    an id of Kestrel, which a trace never holds, that occurs with the path of the trace and in its time only
 *   several the same with several ids, or an id that a chain of requests shares
 */
export type WordsJoin<W extends Words> =
  | { readonly kind: 'ids'; readonly groups: readonly WordsOfRequest<W>[] }
  | { readonly kind: 'path'; readonly group: WordsOfRequest<W> }
  | { readonly kind: 'several'; readonly groups: readonly WordsOfRequest<W>[] }
  | { readonly kind: 'none' };

/** Request ids repeat after a reboot; a line of another day is of another request. */
const WITHIN_MS = 10 * 60_000;

/** Whether words can be of the request at all, going by their time. Words without a time can. */
export function isNear(subject: Pick<JoinSubject, 'from' | 'to'>, time: number | null): boolean {
  const { from, to } = subject;
  if (time === null || from === null || to === null) return true;
  return time >= from - WITHIN_MS && time <= to + WITHIN_MS;
}

/** Finds the words of a request among those that `isNear` lets pass. `forwardedAt`: EpochMs at which IIS passed it on. */
export function joinWords<W extends Words>(
  subject: JoinSubject,
  ids: readonly RequestId[],
  words: readonly W[],
  forwardedAt: number | null = null,
): WordsJoin<W> {
  const groups = ids
    .filter(({ chain }) => !chain)
    .map(({ name, id }) => ({ name, id, words: holding(id, words) }))
    .filter((group) => group.words.length > 0);
  if (groups.length > 0) return { kind: 'ids', groups: [...withoutRepeats([...groups, ...beside(groups, words)])] };
  for (const id of ids) {
    if (!id.chain) continue;
    const join = joinChain(subject, id, words);
    if (join.kind !== 'none') return join;
  }
  return joinKestrel(subject, words, forwardedAt);
}

/** One line may hold an id of the trace and one of Kestrel: then the other lines of that one are of the request too. */
function beside<W extends Words>(
  groups: readonly WordsOfRequest<W>[],
  words: readonly W[],
): readonly WordsOfRequest<W>[] {
  const ids = new Set(groups.flatMap((group) => group.words.map(({ requestId }) => requestId)));
  return [...ids]
    .filter((id) => KESTREL_ID.test(id))
    .map((id) => ({ name: 'Kestrel id', id, words: words.filter(({ requestId }) => requestId === id) }));
}

/** A line that holds two ids of the request counts for the first. */
function* withoutRepeats<W extends Words>(groups: readonly WordsOfRequest<W>[]): Generator<WordsOfRequest<W>> {
  const seen = new Set<W>();
  for (const { name, id, words } of groups) {
    const fresh = words.filter((one) => !seen.has(one));
    for (const one of fresh) seen.add(one);
    if (fresh.length > 0) yield { name, id, words: fresh };
  }
}

/** The trace id of a chain: the caller's span or the path tells which of its requests this is. */
function joinChain<W extends Words>(subject: JoinSubject, { name, id }: RequestId, words: readonly W[]): WordsJoin<W> {
  const found = holding(id, words);
  if (found.length === 0) return { kind: 'none' };
  const all = [...byId(found.filter(({ requestId }) => requestId !== ''))].map(([, list]) => ({
    name,
    id,
    words: list,
  }));
  if (all.length <= 1) return { kind: 'ids', groups: [{ name, id, words: found }] };
  const parent = traceParent(subject.headers)?.parentId ?? '';
  const called = all.filter((group) => parent !== '' && group.words.some(({ parentId }) => parentId === parent));
  if (called.length === 1) return { kind: 'ids', groups: called };
  const samePath = all.filter((group) => group.words.some((one) => namesPath(one, subject.path)));
  const [only] = samePath;
  if (samePath.length === 1 && only !== undefined) return { kind: 'path', group: only };
  return { kind: 'several', groups: samePath.length > 0 ? samePath : all };
}

/** `0HN…:00000001`: connection and number of the request on it. */
const KESTREL_ID = /^0H[0-9A-Z]{11}:[0-9A-F]{8}$/i;
/** Clocks are those of one machine; logs with whole seconds cut the rest off. */
const KESTREL_SLACK_MS = 1000;
/** Kestrel begins a request a moment after IIS passed it on. */
const PASSED_ON_MS = 250;

/**
 * Applications behind ANCM log ids that Kestrel makes. Such an id is of this request when its lines name the path and
 * begin within the request; several that do are told apart by when they begin, as far as their beginning is logged.
 */
function joinKestrel<W extends Words>(
  subject: JoinSubject,
  words: readonly W[],
  forwardedAt: number | null,
): WordsJoin<W> {
  const { from, to } = subject;
  if (from === null || to === null) return { kind: 'none' };
  const groups = [...byId(words.filter(({ requestId }) => KESTREL_ID.test(requestId)))]
    .filter(([, list]) => {
      const begin = beginOf(list);
      const within = begin >= from - KESTREL_SLACK_MS && begin <= to + KESTREL_SLACK_MS;
      return within && list.some((one) => namesPath(one, subject.path));
    })
    .map(([id, list]) => ({ name: 'Kestrel id', id, words: list }));
  const at = forwardedAt ?? from;
  const begun = groups.filter(
    ({ words: [first, ...rest] }) =>
      first !== undefined &&
      [first, ...rest].some((one) => STARTING.test(one.text)) &&
      Math.abs(beginOf([first, ...rest]) - at) <= PASSED_ON_MS,
  );
  const left = begun.length > 0 ? begun : groups;
  const [only] = left;
  if (only === undefined) return { kind: 'none' };
  return left.length === 1 ? { kind: 'path', group: only } : { kind: 'several', groups: left };
}

const STARTING = /^Request starting /m;

const beginOf = (words: readonly Words[]): number =>
  words.reduce((first, { time }) => Math.min(first, time ?? Infinity), Infinity);

function byId<W extends Words>(words: readonly W[]): ReadonlyMap<string, readonly W[]> {
  const groups = new Map<string, W[]>();
  for (const one of words) {
    const known = groups.get(one.requestId);
    if (known === undefined) groups.set(one.requestId, [one]);
    else known.push(one);
  }
  return groups;
}

/** Words that hold an id in a field or, as a whole, in their text. */
function holding<W extends Words>(id: string, words: readonly W[]): readonly W[] {
  const plain = id.toLowerCase();
  // An id may come from a header: its characters mean nothing in the pattern.
  const literal = plain.replace(/[^0-9a-z]/g, String.raw`\$&`);
  const pattern = new RegExp(`(?<![0-9a-z])${literal}(?![0-9a-z])`, 'i');
  return words.filter(
    ({ requestId, traceId, text }) => traceId === plain || requestId.toLowerCase() === plain || pattern.test(text),
  );
}

const ADDRESS = /(?:https?:\/\/[^\s/"'<>]*)?\/[^\s"'<>,;)\]]*/g;

/** Whether words name a path (in normal form). `/` must stand in a field or an address: as a character it is everywhere. */
export function namesPath({ requestPath, text }: Pick<Words, 'requestPath' | 'text'>, path: string): boolean {
  if (requestPath !== '') return normalPath(requestPath) === path;
  for (const [address] of text.matchAll(ADDRESS)) {
    const told = normalPath(urlParts(address).path).replace(/[.:]$/, '');
    if (told === path && (path !== '/' || address.includes('://'))) return true;
  }
  return false;
}
