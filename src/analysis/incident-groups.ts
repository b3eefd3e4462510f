import { assertNever } from '../base/assert.ts';
import type { Cause } from '../model/verdict.ts';
import { RAPID_FAIL, type IncidentMember } from './incident-member.ts';
import { median } from './median.ts';

/** Shortest pause that ends an incident; where failures are regular and rarer, four times their usual distance does. */
const PAUSE = 15 * 60_000;
const LONGEST_PAUSE = 24 * 60 * 60_000;
/** So many distances between failures make a habit. */
const REGULAR = 5;

/** Causes that say who answered and not why: what they have in common is the answer. */
const BY_ANSWER: ReadonlySet<Cause> = new Set(['other-module', 'app-error-passthrough', 'unknown']);

/** What keeps failures of one cause in incidents of their own. */
export type IncidentPart = 'application' | 'machine' | 'process' | 'module' | 'status' | 'code' | 'url';

/** One incident per application: site and pool, over its processes and, in a farm, its machines. */
export const USUAL_PARTS: readonly IncidentPart[] = ['application'];

/** Members of one cause (or answer) within one window, with `apart` equal, each list in order of time. */
export function groupMembers(
  given: readonly IncidentMember[],
  apart: readonly IncidentPart[],
): readonly (readonly IncidentMember[])[] {
  // The same files make the same incidents in whatever order they were read.
  const members = given.toSorted((a, b) => timeOf(a) - timeOf(b) || compareText(a.trace ?? '', b.trace ?? ''));
  const byKey = new Map<string, IncidentMember[]>();
  const application = apart.includes('application') ? applications(members) : [];
  members.forEach((member, k) => {
    const key = [application[k] ?? '', likeness(member), ...apart.map((part) => partOf(member, part))].join('\n');
    const list = byKey.get(key);
    if (list === undefined) byKey.set(key, [member]);
    else list.push(member);
  });
  return [...byKey.values()].flatMap(windows);
}

const timeOf = (member: IncidentMember): number => member.from ?? Number.MAX_VALUE;
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What must be equal for two failures of one application to be the same trouble. */
function likeness({ verdict, module, status, code }: IncidentMember): string {
  const { cause } = verdict.lead;
  if (BY_ANSWER.has(cause)) return [cause, module.toLowerCase(), status, code].join('\n');
  // A refused start repeats the failures before it; kept apart so that they can be named as what it followed from.
  return verdict.code?.code === RAPID_FAIL ? `${cause}\nfollow-up` : cause;
}

function partOf(member: IncidentMember, part: IncidentPart): string {
  switch (part) {
    case 'application':
      return '';
    case 'machine':
      return member.computer.toLowerCase();
    case 'process':
      return String(member.processId);
    case 'module':
      return member.module.toLowerCase();
    case 'status':
      return member.status;
    case 'code':
      return member.code;
    case 'url':
      return member.template;
    default:
      return assertNever(part);
  }
}

/**
 * A number for the application of each member. Site and pool name it on one machine. Two machines have a site 1 and a
 * DefaultAppPool each: they count as one farm only if they answer for the same host. What does not name its pool or
 * machine, as log rows do not, goes with the only one that has its site.
 */
function applications(members: readonly IncidentMember[]): readonly number[] {
  const pools = new Groups<string>();
  for (const member of members) if (member.appPool !== '') pools.add(siteKey(member), member.appPool.toLowerCase());
  const sets = new DisjointSets();
  const named = members.map((member) => {
    const { appPool, computer, host } = member;
    const site = siteKey(member);
    const pool = appPool === '' ? (pools.only(site) ?? '') : appPool.toLowerCase();
    const name = `${site}\n${pool}`;
    const node = sets.node(`${name}\nmachine ${computer.toLowerCase()}`);
    if (host !== '') sets.join(node, sets.node(`${name}\nhost ${host}`));
    return { name, node, vague: computer === '' };
  });
  const machines = new Groups<number>();
  for (const { name, node, vague } of named) if (!vague) machines.add(name, sets.root(node));
  return named.map(({ name, node, vague }) => (vague ? machines.only(name) : undefined) ?? sets.root(node));
}

const siteKey = ({ siteId, siteName }: IncidentMember): string => (siteId === null ? siteName : `#${siteId}`);

/** Cuts members of one kind where nothing happened for a while. Those without a time stay together. */
function windows(members: readonly IncidentMember[]): readonly (readonly IncidentMember[])[] {
  const timed = members.filter((member) => member.from !== null);
  const untimed = members.filter((member) => member.from === null);
  const gaps: number[] = [];
  let end = -Infinity;
  for (const member of timed) {
    gaps.push(Math.max(0, (member.from ?? 0) - end));
    end = Math.max(end, member.to ?? member.from ?? 0);
  }
  const pause = usualPause(gaps.slice(1));
  const out: IncidentMember[][] = untimed.length > 0 ? [untimed] : [];
  let current: IncidentMember[] = [];
  timed.forEach((member, k) => {
    if (k === 0 || (gaps[k] ?? 0) > pause) {
      current = [];
      out.push(current);
    }
    current.push(member);
  });
  return out;
}

function usualPause(gaps: readonly number[]): number {
  if (gaps.length < REGULAR) return PAUSE;
  return Math.min(LONGEST_PAUSE, Math.max(PAUSE, 4 * median(gaps)));
}

/** Distinct values by key. */
class Groups<V> {
  readonly #values = new Map<string, Set<V>>();

  add(key: string, value: V): void {
    const known = this.#values.get(key);
    if (known === undefined) this.#values.set(key, new Set([value]));
    else known.add(value);
  }

  /** The value of a key that has exactly one. */
  only(key: string): V | undefined {
    const values = this.#values.get(key);
    return values?.size === 1 ? [...values][0] : undefined;
  }
}

/** Union of named things that turn out to be the same. */
class DisjointSets {
  readonly #nodes = new Map<string, number>();
  readonly #parent: number[] = [];

  node(name: string): number {
    const known = this.#nodes.get(name);
    if (known !== undefined) return known;
    const node = this.#parent.length;
    this.#parent.push(node);
    this.#nodes.set(name, node);
    return node;
  }

  root(node: number): number {
    let at = node;
    while ((this.#parent[at] ?? at) !== at) {
      const up = this.#parent[at] ?? at;
      this.#parent[at] = this.#parent[up] ?? up;
      at = up;
    }
    return at;
  }

  join(a: number, b: number): void {
    this.#parent[this.root(a)] = this.root(b);
  }
}
