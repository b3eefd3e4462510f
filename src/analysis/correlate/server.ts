import { normalAddress } from './normal.ts';
import { type LogRowRef, type LogSlice, reaches, rowSite } from './source.ts';
import type { JoinSubject } from './subject.ts';

/** NetBIOS names are cut to so many letters. */
const NETBIOS = 15;

/** Name of a computer as two places can be compared: without domain, upper case, cut as NetBIOS cuts it. */
export function computerName(name: string): string {
  const plain = name.trim();
  if (plain === '-' || /^[\d.:]+$/.test(plain)) return '';
  return (plain.split('.')[0] ?? '').toUpperCase().slice(0, NETBIOS);
}

/**
 * Whether a row was written by the server that traced the request; null: one of them does not say. HTTP.sys gives both
 * the server's address: its end of the connection.
 */
function sameServer(subject: JoinSubject, { slice, row }: LogRowRef): boolean | null {
  const computer = computerName(slice.text('s-computername', row));
  if (computer !== '' && subject.computer !== '') return computer === subject.computer;
  const ip = normalAddress(slice.text('s-ip', row));
  return ip === '' || subject.serverIp === '' ? null : ip === subject.serverIp;
}

export function ofOtherServer(subject: JoinSubject, ref: LogRowRef): boolean {
  return sameServer(subject, ref) === false;
}

/** Rows that are known to be of the trace's server, where there are any. */
export function ofOwnServer<T extends LogRowRef>(subject: JoinSubject, rows: readonly T[]): readonly T[] {
  const own = rows.length < 2 ? rows : rows.filter((ref) => sameServer(subject, ref) === true);
  return own.length > 0 ? own : rows;
}

/** Names of folders that every server has; what stands before them may be the server's own. */
const COMMON =
  /^(?:w3svc\d*|logfiles|log|logs|iislogs|failedreqlogfiles|freb|freblogs|trace|traces|http|rawlogs|inetpub|sites|\d+)$/;

/** What of a path may tell servers apart: everything before the folders that all have. */
function rootOf(path: string): string {
  const parts = path.toLowerCase().split(/[/\\!]/);
  parts.pop();
  while (COMMON.test(parts.at(-1) ?? '')) parts.pop();
  return parts.join('/');
}

/** A farm has no more that tell anything. */
const MOST_COMPUTERS = 100;

/** The slices that a trace's row may be in, and those of them that are its own server's going by their paths. */
interface Scope {
  readonly all: readonly LogSlice[];
  readonly own: readonly LogSlice[];
}

/** Which logs a trace's row may be in, going by the site and the names of computers in paths, and by folders. */
export class Scopes {
  readonly #logs: readonly { readonly slice: LogSlice; readonly root: string; readonly site: number | null }[];
  readonly #computers: readonly string[];
  readonly #scopes = new Map<string, Scope>();

  constructor(slices: readonly LogSlice[], subjects: readonly JoinSubject[]) {
    this.#logs = slices.map((slice) => ({ slice, root: rootOf(slice.path), site: sliceSite(slice) }));
    const computers = new Set(subjects.map(({ computer }) => computer).filter((name) => name.length > 2));
    this.#computers = [...computers].slice(0, MOST_COMPUTERS);
  }

  /** Slices whose rows may be of the trace; those that are known to be of its server come alone where they reach its end. */
  of(subject: JoinSubject): readonly LogSlice[] {
    const root = rootOf(subject.file);
    const key = `${subject.siteId} ${subject.computer} ${root}`;
    const scope = this.#scopes.get(key) ?? this.#scopeOf(subject, root);
    this.#scopes.set(key, scope);
    const end = subject.to;
    if (end === null || scope.own.length === scope.all.length) return scope.all;
    return reaches(scope.own, end) ? scope.own : scope.all;
  }

  #scopeOf({ siteId, computer }: JoinSubject, folder: string): Scope {
    const namesOf = new Map<string, readonly string[]>();
    for (const { root } of this.#logs) if (!namesOf.has(root)) namesOf.set(root, this.#namesIn(root, computer));
    const named = this.#logs
      .filter(({ site }) => site === null || siteId === null || site === siteId)
      .map(({ slice, root }) => ({ slice, root, names: namesOf.get(root) ?? [] }));
    const all = named.filter(({ names }) => names.length === 0 || names.includes(computer));
    const own = all.filter(({ root, names }) => names.length > 0 || (root !== '' && root === folder));
    return { all: all.map(({ slice }) => slice), own: own.map(({ slice }) => slice) };
  }

  /** Computers that a path names: those of traces, and those called like this one but for the digits. */
  #namesIn(root: string, computer: string): readonly string[] {
    if (root === '') return [];
    const patterns = this.#computers.map((name) => wordsLike(name, false));
    if (/\d/.test(computer) && computer.length > 2) patterns.push(wordsLike(computer, true));
    return patterns.flatMap((pattern) => [...root.matchAll(pattern)].map(([name]) => name.toUpperCase()));
  }
}

/** Site of a whole slice by its folder; null where each row names its own. */
export function sliceSite(slice: LogSlice): number | null {
  return slice.has('s-sitename') ? null : rowSite({ slice, row: 0 });
}

/** Finds a name where it stands by itself, with any digits for its own if asked. */
function wordsLike(name: string, anyDigits: boolean): RegExp {
  const plain = name.replace(/[^a-z0-9-]/gi, '.');
  const pattern = anyDigits ? plain.replace(/\d/g, '\\d') : plain;
  return new RegExp(`(?<![a-z0-9])${pattern}(?![a-z0-9])`, 'gi');
}
