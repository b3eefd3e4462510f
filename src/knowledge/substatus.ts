import { moduleFamily } from './modules.ts';
import { STATUSES, type StatusEntry } from './statuses.ts';

/** What a status means, whoever set it and, where it differs, at the module that did. */
export interface StatusMeaning {
  /** As it is written everywhere: `502.3`, `404`. */
  readonly written: string;
  readonly name: string;
  readonly text: string;
  /** The meaning at the module asked for; '' when it means no more there than anywhere. */
  readonly atModule: string;
  readonly note: string;
  readonly entry: StatusEntry;
}

const BY_STATUS: ReadonlyMap<string, StatusEntry> = new Map(
  STATUSES.map((entry) => [`${entry.status}.${entry.subStatus}`, entry]),
);

/** `502.3`; without the sub-status when it is 0. 500.30 stays 500.30. */
export function formatStatus(status: number, subStatus: number): string {
  return subStatus === 0 ? String(status) : `${status}.${subStatus}`;
}

/** Both parts of a written status (`502.3`, `404`, `500.30`), null for anything else. */
export function parseStatus(text: string): { readonly status: number; readonly subStatus: number } | null {
  const match = /^([1-9]\d{2})(?:\.(\d{1,4}))?$/.exec(text.trim());
  if (!match) return null;
  return { status: Number(match[1]), subStatus: Number(match[2] ?? '0') };
}

/**
 * What a status with its sub-status means, by the tables; null when they have no entry for this very pair: a 502.9 is
 * not explained as a 502. With a module name also what that module means by it.
 */
export function statusMeaning(status: number, subStatus: number, moduleName?: string): StatusMeaning | null {
  const entry = BY_STATUS.get(`${status}.${subStatus}`);
  if (!entry) return null;
  const family = moduleName === undefined ? null : moduleFamily(moduleName);
  return {
    written: formatStatus(status, subStatus),
    name: entry.name,
    text: entry.meaning,
    atModule: (family && entry.byModule.get(family.id)) ?? '',
    note: entry.note,
    entry,
  };
}
