import { loggedText, normalAddress, normalQuery, squeezed } from './normal.ts';
import { keyField, type LogRowRef, type LogSlice } from './source.ts';
import type { JoinSubject } from './subject.ts';

/** What need not agree, the most reliable first: a later one is seldomer the same on both sides of one request. */
const SOFT_KEYS = [
  'client',
  'query',
  'user agent',
  'header',
  'cookie',
  'referer',
  'user',
  'bytes received',
  'bytes sent',
  'host',
] as const;
export type SoftKey = (typeof SOFT_KEYS)[number];

const WEIGHTS: Readonly<Record<SoftKey, number>> = {
  client: 3,
  query: 2,
  'user agent': 2,
  header: 3,
  cookie: 2,
  referer: 1,
  user: 1,
  'bytes received': 3,
  'bytes sent': 3,
  host: 1,
};

/** One request does not differ in these, as far as both sides are what they say. */
const TELLING: ReadonlySet<SoftKey> = new Set(['client', 'query', 'user agent', 'header', 'referer']);
/** The answer was not sent in full: what was logged as sent is less than what the pipeline gave out. */
const ABORTED: ReadonlySet<number> = new Set([64, 121, 995, 1229, 1236]);

/** Where a row and a trace agree and where they differ, as far as both say something; `silent`: only the trace does. */
export interface Softness {
  readonly agree: readonly SoftKey[];
  readonly differ: readonly SoftKey[];
  readonly silent: readonly SoftKey[];
}

export function soften(subject: JoinSubject, ref: LogRowRef, rewritten: boolean): Softness {
  const { slice, row } = ref;
  const lists: { readonly agree: SoftKey[]; readonly differ: SoftKey[]; readonly silent: SoftKey[] } = {
    agree: [],
    differ: [],
    silent: [],
  };
  const say = (key: SoftKey, same: boolean): void => void (same ? lists.agree : lists.differ).push(key);
  const compare = (key: SoftKey, ours: string, field: string): void => {
    if (ours === '' || !slice.has(field)) return;
    const theirs = slice.text(field, row).toLowerCase();
    if (theirs === '') lists.silent.push(key);
    else say(key, ours === theirs);
  };
  compareClient(subject, ref, say);
  if (!slice.absent.includes('query')) {
    const asked = rewritten ? [subject.query, ...subject.rewrites.map(({ query }) => query)] : [subject.query];
    say('query', asked.includes(loggedQuery(ref)));
  }
  compare('user agent', subject.userAgent, 'cs(user-agent)');
  compareHeaders(subject, ref, say);
  compare('cookie', loggedText(subject.headers.get('cookie') ?? ''), 'cs(cookie)');
  compare('referer', subject.referer, 'cs(referer)');
  if (subject.user !== null && slice.has('cs-username'))
    say('user', slice.text('cs-username', row).toLowerCase() === subject.user);
  compare('bytes received', countText(subject.bytesReceived), 'cs-bytes');
  if (!sentLess(subject, ref)) compare('bytes sent', countText(subject.bytesSent), 'sc-bytes');
  const host = slice.text('cs-host', row).toLowerCase().replace(/:\d+$/, '');
  if (subject.host !== '' && host !== '') say('host', host === subject.host);
  return lists;
}

const countText = (count: number | null): string => (count === null ? '' : String(count));

function sentLess({ bytesSent }: JoinSubject, { slice, row }: LogRowRef): boolean {
  const sent = slice.text('sc-bytes', row);
  return bytesSent !== null && sent !== '' && Number(sent) < bytesSent && ABORTED.has(slice.win32(row));
}

/** Behind a balancer the row may name the balancer and keep the client in X-Forwarded-For, or the other way round. */
function compareClient(
  subject: JoinSubject,
  { slice, row }: LogRowRef,
  say: (key: SoftKey, same: boolean) => void,
): void {
  const peer = normalAddress(slice.text('c-ip', row));
  if (subject.clientIp === '' || peer === '') return;
  const forwarded = addresses(`${slice.text('x-forwarded-for', row)},${slice.text('originalip', row)}`);
  const ours = [subject.clientIp, ...addresses(subject.headers.get('x-forwarded-for') ?? '')];
  say('client', ours.includes(peer) || forwarded.includes(subject.clientIp));
}

function addresses(list: string): readonly string[] {
  return list.split(',').map((one) => normalAddress(one.replace(/^\+/, '').trim()));
}

/** Custom fields that hold a request header which the trace has too. */
function compareHeaders(
  subject: JoinSubject,
  { slice, row }: LogRowRef,
  say: (key: SoftKey, same: boolean) => void,
): void {
  const same: boolean[] = [];
  for (const { field, header } of customFields(slice)) {
    const ours = subject.logged.get(header);
    const theirs = slice.text(field, row).toLowerCase();
    if (ours !== undefined && theirs !== '') same.push(ours.includes(theirs));
  }
  if (same.length > 0) say('header', !same.includes(false));
}

/** Fields of IIS itself, squeezed; all others are custom. */
const OWN = new Set(
  (
    'date time s-ip s-port s-sitename s-computername cs-method cs-uri-stem cs-uri-query cs-username c-ip c-port ' +
    'cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host cs(Host) sc-status sc-substatus sc-win32-status ' +
    'sc-bytes cs-bytes time-taken streamid'
  )
    .split(' ')
    .map(squeezed),
);

const customs = new WeakMap<LogSlice, readonly { readonly field: string; readonly header: string }[]>();

function customFields(slice: LogSlice): readonly { readonly field: string; readonly header: string }[] {
  const known = customs.get(slice);
  if (known !== undefined) return known;
  const found = slice.fields
    .map((field) => ({ field, header: squeezed(field) }))
    .filter(({ field, header }) => !OWN.has(header) && keyField(field) === '');
  customs.set(slice, found);
  return found;
}

/** From 0.5 (nothing but the hard keys) towards 1 with what agrees; what differs takes back as much. */
export function softScore({ agree, differ }: Softness, cost: number): number {
  const weigh = (keys: readonly SoftKey[]): number => keys.reduce((sum, key) => sum + WEIGHTS[key], 0);
  const near = cost <= 50 ? 2 : cost <= 250 ? 1 : 0;
  const [yes, no] = [weigh(agree) + near, weigh(differ)];
  return Math.max(0, Math.round((0.5 + (0.5 * (yes - no)) / (yes + no + 0.3)) * 100) / 100);
}

/**
 * How much a row says that cannot be of the request of the trace. 0: nothing. 1: one thing, in which one side may be
 * mistaken. 2: it is another request.
 */
export function contradiction({ differ }: Softness): 0 | 1 | 2 {
  const telling = differ.filter((key) => TELLING.has(key)).length;
  const bytes = differ.includes('bytes sent') && differ.includes('bytes received') ? 1 : 0;
  return telling + bytes === 0 ? 0 : telling + bytes === 1 ? 1 : 2;
}

/**
 * Candidates without those that differ in something another one agrees in, or say nothing there beside it in the same
 * log. Goes through the keys from the most reliable; a key that all differ in tells nothing.
 */
export function narrow<T extends LogRowRef & { readonly soft: Softness }>(candidates: readonly T[]): readonly T[] {
  let left = candidates;
  for (const key of SOFT_KEYS) {
    if (left.length < 2) break;
    const agreeing = new Set(left.filter(({ soft }) => soft.agree.includes(key)).map(({ slice }) => slice));
    if (agreeing.size === 0) continue;
    left = left.filter(
      ({ slice, soft }) => !soft.differ.includes(key) && !(soft.silent.includes(key) && agreeing.has(slice)),
    );
  }
  return left;
}

/** Fields that a key is compared by. */
const FIELDS: Readonly<Record<Exclude<SoftKey, 'query' | 'header'>, string>> = {
  client: 'c-ip',
  'user agent': 'cs(user-agent)',
  cookie: 'cs(cookie)',
  referer: 'cs(referer)',
  user: 'cs-username',
  'bytes received': 'cs-bytes',
  'bytes sent': 'sc-bytes',
  host: 'cs-host',
};

/** Tests rows for saying the same as one row in everything that this one agrees in with its trace. */
export function likeness({ slice, row }: LogRowRef, agree: readonly SoftKey[]): (other: LogRowRef) => boolean {
  const fields = agree.flatMap((key) =>
    key === 'query' ? [] : key === 'header' ? customFields(slice).map(({ field }) => field) : [FIELDS[key]],
  );
  const texts = fields.map((field) => [field, slice.text(field, row)] as const);
  const query = agree.includes('query') ? loggedQuery({ slice, row }) : null;
  return (other) =>
    texts.every(([field, text]) => other.slice.text(field, other.row) === text) &&
    (query === null || loggedQuery(other) === query);
}

const loggedQuery = ({ slice, row }: LogRowRef): string => normalQuery(slice.text('cs-uri-query', row));
