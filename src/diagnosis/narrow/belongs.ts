import type { ConfigFile, EventLogRecord, HttpErrTable, StdoutLog } from '../../model/sidefiles.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';
import type { RowIx } from '../../model/units.ts';
import { isModuleRecord } from '../side/events.ts';
import { siteKeyOfName, siteOfFolder, siteParts } from './site-parts.ts';

/** What identifies the request or incident that side files must belong to. null and '' : not known. */
export interface Owner {
  readonly siteId: number | null;
  readonly appPool: string;
  readonly processId: number | null;
  readonly computer: string;
  readonly host: string;
  readonly physicalPath: string;
}

/** What the records of one event log file say together. */
export interface EventFile {
  readonly computers: ReadonlySet<string>;
  readonly sites: ReadonlySet<number>;
  /** Sites that it has other numbers for: its number to that of the traces. Not empty: it is of their server. */
  readonly sameSite: ReadonlyMap<number, number>;
}

/** Of a file that no record was read from. */
export const NO_EVENT_FILE: EventFile = { computers: new Set(), sites: new Set(), sameSite: new Map() };

/** A record that names another machine than the request's, and not only by another name. */
export function isElsewhere(record: EventLogRecord, file: EventFile, owner: Owner): boolean {
  if (record.computer === '' || owner.computer === '' || file.sameSite.size > 0) return false;
  return machine(record.computer) !== machine(owner.computer);
}

/** Name of a machine without domain, lower case: the log may have it in full and the trace short. */
export const machine = (computer: string): string => (computer.split('.')[0] ?? '').toLowerCase();

/** Site that a message of the module names: `/LM/W3SVC/1/ROOT`. */
export function siteOf(message: string): number | null {
  const digits = /\/LM\/W3SVC\/(\d+)/i.exec(message)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Does a record of the event log belong to this process, site and machine? Time is judged elsewhere. */
export function recordBelongs(record: EventLogRecord, file: EventFile, owner: Owner): boolean {
  const named = siteOf(record.message);
  const site = named === null ? null : (file.sameSite.get(named) ?? named);
  if (site !== null && owner.siteId !== null) return site === owner.siteId;
  // A file that names sites and never ours is of another server, unless the machine says otherwise.
  if (owner.siteId !== null && file.sites.size > 0 && !file.sites.has(owner.siteId)) {
    const here = record.computer !== '' && machine(record.computer) === machine(owner.computer);
    return here && !isModuleRecord(record);
  }
  // Another machine: only a file that names our site somewhere may be ours (the name was changed or shortened).
  if (isElsewhere(record, file, owner) && file.sites.size === 0) {
    return isModuleRecord(record) && record.processId !== null && record.processId === owner.processId;
  }
  if (isModuleRecord(record)) {
    if (owner.physicalPath !== '' && mentionsPath(record.message, owner.physicalPath)) return true;
    return record.processId === null || owner.processId === null || record.processId === owner.processId;
  }
  const pool = /application pool '?([^'"\r\n]+?)'?(?: |\.|$)/i.exec(record.message)?.[1];
  if (pool !== undefined && owner.appPool !== '' && /was/i.test(record.provider)) {
    return (
      pool.toLowerCase() === owner.appPool.toLowerCase() ||
      record.message.toLowerCase().includes(owner.appPool.toLowerCase())
    );
  }
  return true;
}

function mentionsPath(message: string, physicalPath: string): boolean {
  const folder = physicalPath.replace(/\\+$/, '').toLowerCase();
  return folder.length > 3 && message.toLowerCase().includes(folder);
}

/**
 * The module names a stdout file after the worker process that started the application. `recorded`: the processes of the
 * site that the event log names.
 */
export function stdoutBelongs(
  { processId }: StdoutLog,
  owner: Owner,
  alone: boolean,
  recorded: ReadonlySet<number>,
): boolean {
  if (processId !== null && owner.processId !== null) return processId === owner.processId;
  return alone || (processId !== null && recorded.has(processId));
}

/**
 * Which site a log is of, as a key: `#1` by its folder or the name in its first row, `name:contoso` where it has only a
 * name (App Service). null: the log does not say.
 */
export function siteKeyOfLog(table: RequestLogTable): string | null {
  const folder = siteOfFolder(table.path);
  if (folder !== null) return `#${folder}`;
  const column = table.extras.find((extra) => extra.name.toLowerCase() === 's-sitename');
  const name = column === undefined ? '' : table.strings.at(column.values[0] ?? -1);
  return name === '' ? null : siteKeyOfName(name);
}

/** Number of the site of a row; null: nothing in the log says it. */
export function siteIdOfRow(table: RequestLogTable, row: number): number | null {
  const parts = siteParts(table);
  const key = parts === null ? siteKeyOfLog(table) : parts.keyOf(row);
  return key?.startsWith('#') === true ? Number(key.slice(1)) : null;
}

/** Does a row of a log without a site belong to the host of the request? Unknown hosts pass. */
export function rowBelongs(table: RequestLogTable, row: number, owner: Owner): boolean {
  const host = table.strings
    .at(table.host[row] ?? -1)
    .toLowerCase()
    .replace(/:\d+$/, '');
  return host === '' || owner.host === '' || host === owner.host;
}

/** HTTPERR is of the whole server: the site or the queue of a row decides. */
export function httpErrBelongs(table: HttpErrTable, row: RowIx, owner: Owner): boolean {
  const site = table.siteId[row] ?? -1;
  if (site >= 0 && owner.siteId !== null) return site === owner.siteId;
  const queue = table.strings.at(table.queue[row] ?? -1).toLowerCase();
  return queue !== '' && owner.appPool !== '' ? queue === owner.appPool.toLowerCase() : owner.siteId === null;
}

/** A web.config lies in the content root; an applicationHost.config lists the sites of its machine. */
export function configBelongs(config: ConfigFile, owner: Owner, alone: boolean): boolean {
  if (config.kind === 'applicationHost.config') {
    if (owner.siteId === null || config.sites.length === 0) return alone;
    const site = config.sites.find((known) => known.id === owner.siteId);
    return (
      site !== undefined &&
      (owner.appPool === '' ||
        site.pools.length === 0 ||
        site.pools.some((pool) => pool.toLowerCase() === owner.appPool.toLowerCase()))
    );
  }
  const folder =
    config.path
      .split(/[\\/!]/)
      .at(-2)
      ?.toLowerCase() ?? '';
  const root = owner.physicalPath.toLowerCase().split('\\');
  return alone || (folder !== '' && root.includes(folder));
}
