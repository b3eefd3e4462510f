import { normalAddress, normalQuery } from './normal.ts';
import { extraAt, textAt } from './match.ts';
import type { LogRowRef } from './source.ts';
import type { JoinSubject } from './subject.ts';

/** What need not agree, the most telling first, with the weight of its word. */
const SOFT_KEYS = [
  'bytes sent',
  'bytes received',
  'client',
  'user agent',
  'query',
  'referer',
  'host',
  'server',
] as const;
export type SoftKey = (typeof SOFT_KEYS)[number];

const WEIGHTS: Readonly<Record<SoftKey, number>> = {
  'bytes sent': 3,
  'bytes received': 3,
  client: 3,
  'user agent': 2,
  query: 2,
  referer: 1,
  host: 1,
  server: 1,
};

/** Where a row and a trace agree and where they differ, as far as both say something. */
export interface Softness {
  readonly agree: readonly SoftKey[];
  readonly differ: readonly SoftKey[];
}

export function soften(subject: JoinSubject, ref: LogRowRef): Softness {
  const { table, row } = ref;
  const agree: SoftKey[] = [];
  const differ: SoftKey[] = [];
  const compare = (key: SoftKey, ours: string, theirs: string): void => {
    if (ours !== '' && theirs !== '') (ours === theirs ? agree : differ).push(key);
  };
  compare('bytes sent', subject.bytesSent === null ? '' : String(subject.bytesSent), extraAt(ref, 'sc-bytes'));
  compare(
    'bytes received',
    subject.bytesReceived === null ? '' : String(subject.bytesReceived),
    extraAt(ref, 'cs-bytes'),
  );
  compareClient(subject, ref, agree, differ);
  compare('user agent', subject.userAgent.toLowerCase(), textAt(table, table.userAgent, row).toLowerCase());
  if (table.absent?.includes('query') !== true) {
    const query = normalQuery(textAt(table, table.query, row));
    (query.toLowerCase() === subject.query.toLowerCase() ? agree : differ).push('query');
  }
  compare('referer', subject.referer.toLowerCase(), extraAt(ref, 'cs(referer)').toLowerCase());
  compare('host', subject.host, textAt(table, table.host, row).toLowerCase().replace(/:\d+$/, ''));
  compare('server', subject.serverIp, normalAddress(extraAt(ref, 's-ip')));
  return { agree, differ };
}

/** Behind a balancer the row may name the balancer and keep the client in X-Forwarded-For, or the other way round. */
function compareClient(subject: JoinSubject, ref: LogRowRef, agree: SoftKey[], differ: SoftKey[]): void {
  const peer = normalAddress(textAt(ref.table, ref.table.clientIp, ref.row));
  if (subject.clientIp === '' || peer === '') return;
  const forwarded = [extraAt(ref, 'x-forwarded-for'), extraAt(ref, 'originalip')]
    .flatMap((list) => list.split(','))
    .map((one) => normalAddress(one.replace(/^\+/, '').trim()));
  const ours = [
    subject.clientIp,
    ...(subject.headers.get('x-forwarded-for') ?? '').split(',').map((one) => normalAddress(one.trim())),
  ];
  const known = ours.includes(peer) || forwarded.includes(subject.clientIp);
  (known ? agree : differ).push('client');
}

/** From 0.5 (nothing but the hard keys) towards 1 with what agrees; what differs takes back as much. */
export function softScore({ agree, differ }: Softness, cost: number): number {
  const weigh = (keys: readonly SoftKey[]): number => keys.reduce((sum, key) => sum + WEIGHTS[key], 0);
  const near = cost <= 50 ? 2 : cost <= 250 ? 1 : 0;
  const [yes, no] = [weigh(agree) + near, weigh(differ)];
  return Math.max(0, Math.round((0.5 + (0.5 * (yes - no)) / (yes + no + 0.3)) * 100) / 100);
}

/**
 * Candidates without those that differ in something another one agrees in. Goes through the keys from the most telling;
 * a key that all differ in tells nothing.
 */
export function narrow<T extends { readonly soft: Softness }>(candidates: readonly T[]): readonly T[] {
  let left = candidates;
  for (const key of SOFT_KEYS) {
    if (left.length < 2) break;
    if (!left.some((one) => one.soft.agree.includes(key))) continue;
    left = left.filter((one) => !one.soft.differ.includes(key));
  }
  return left;
}
