import { logEventRole, type LogEventRole } from '../../knowledge/event-log.ts';
import type { EventLogRecord, StdoutLog } from '../../model/sidefiles.ts';
import type { FileKey } from '../../model/units.ts';
import type { TraceInput } from '../rule.ts';
import { machine, siteOf, type EventFile } from './belongs.ts';

/** Records that the module writes when a process was started, or could not be. */
const STARTS: ReadonlySet<LogEventRole> = new Set(['started', 'start-failed', 'app-ended']);
/** The stdout file is made when the module starts the process; what became of the start is logged after it. */
const BEFORE_MS = 2_000;
const AFTER_MS = 30_000;

/**
 * What the records of each event log file say together. A file may name its machine and site otherwise than the traces do:
 * App Service has names of its own. It is of the same server all the same when it tells of the start of a traced worker
 * process, by process id, at the instant in the name of that process' stdout file.
 */
export function eventFiles(
  records: readonly EventLogRecord[],
  traces: readonly TraceInput[],
  stdout: readonly StdoutLog[],
): ReadonlyMap<FileKey, EventFile> {
  const begun = beginnings(traces, stdout);
  const files = new Map<FileKey, Growing>();
  for (const record of records) {
    const file = files.get(record.file) ?? { computers: new Set(), sites: new Set(), sameSite: new Map() };
    files.set(record.file, file);
    if (record.computer !== '') file.computers.add(machine(record.computer));
    const site = siteOf(record.message);
    if (site === null) continue;
    file.sites.add(site);
    const ours = sameStart(record, begun);
    if (ours !== null && ours !== site) file.sameSite.set(site, ours);
  }
  return new Map([...files].map(([key, file]) => [key, settled(file)]));
}

interface Growing {
  readonly computers: Set<string>;
  readonly sites: Set<number>;
  readonly sameSite: Map<number, number>;
}

/** A file that names the traced site itself speaks for itself: another site of the same server is another site. */
function settled({ computers, sites, sameSite }: Growing): EventFile {
  const valid = new Map([...sameSite].filter(([, ours]) => !sites.has(ours)));
  return { computers, sites: new Set([...sites, ...valid.values()]), sameSite: valid };
}

interface Beginning {
  readonly at: number;
  readonly siteId: number;
}

/** When the traced worker processes began, by process id: the latest stdout file of each from before its trace. */
function beginnings(
  traces: readonly TraceInput[],
  stdout: readonly StdoutLog[],
): ReadonlyMap<number, readonly Beginning[]> {
  const files = new Map<number, number[]>();
  for (const { processId, startedAt } of stdout) {
    if (processId === null || startedAt === null) continue;
    files.set(processId, [...(files.get(processId) ?? []), startedAt]);
  }
  const begun = new Map<number, Beginning[]>();
  if (files.size === 0) return begun;
  for (const { trace } of traces) {
    const { processId, siteId } = trace.request;
    if (processId === null || siteId === null || trace.startedAt === null) continue;
    const start = trace.startedAt;
    const before = (files.get(processId) ?? []).filter((at) => at <= start);
    const known = begun.get(processId) ?? [];
    const at = Math.max(...before);
    if (before.length === 0 || known.some((one) => one.at === at && one.siteId === siteId)) continue;
    begun.set(processId, [...known, { at, siteId }]);
  }
  return begun;
}

/** Site of the traced process whose start a record tells of; null: of none, or of two. */
function sameStart(record: EventLogRecord, begun: ReadonlyMap<number, readonly Beginning[]>): number | null {
  const { processId, time } = record;
  if (processId === null || time === null) return null;
  const known = begun.get(processId);
  if (known === undefined || !STARTS.has(logEventRole(record.provider, record.eventId) ?? 'other')) return null;
  const near = known.filter(({ at }) => time >= at - BEFORE_MS && time <= at + AFTER_MS);
  const sites = new Set(near.map(({ siteId }) => siteId));
  const [only] = sites;
  return sites.size === 1 && only !== undefined ? only : null;
}
