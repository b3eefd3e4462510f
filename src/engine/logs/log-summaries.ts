import { formatStatus } from '../../knowledge/substatus.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';
import { type EpochMs, type FileKey, type IncidentId, rowIx, type RowIx } from '../../model/units.ts';
import type { LogChunk } from '../../store/log-chunks.ts';
import { timeRange } from '../../store/log-histogram.ts';
import { partTriple } from '../../store/log-part.ts';
import type { LogSummary, RowGroup } from '../questions/logs.ts';
import { askRules } from '../judging/judging.ts';
import { inputIndex } from '../judging/verdicts.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Groups of one log that are put to the rules: the most frequent ones. */
const JUDGED_GROUPS = 40;

/** Every request log, counted, in the order of opening. */
export function logSummaries(workspace: EngineWorkspace): readonly LogSummary[] {
  const byFile = new Map<FileKey, LogChunk[]>();
  for (const chunk of workspace.logs.store.chunks)
    byFile.set(chunk.log.file, [...(byFile.get(chunk.log.file) ?? []), chunk]);
  // A log without rows is a log all the same.
  for (const { file } of workspace.side.requestLogs) if (!byFile.has(file)) byFile.set(file, []);
  const order = (file: FileKey): number => workspace.files.owner(file)?.id ?? 0;
  return [...byFile]
    .toSorted(([a], [b]) => order(a) - order(b))
    .map(([file, chunks]) => summarise(workspace, file, chunks));
}

interface Outcome {
  readonly status: number;
  readonly substatus: number;
  readonly win32: number;
  count: number;
}

function summarise(workspace: EngineWorkspace, file: FileKey, chunks: readonly LogChunk[]): LogSummary {
  const outcomes = countOutcomes(workspace, file, chunks);
  const byStatus = new Map<string, number>();
  for (const { status, substatus, count } of outcomes) {
    const text = formatStatus(status, substatus);
    byStatus.set(text, (byStatus.get(text) ?? 0) + count);
  }
  const failing = outcomes.filter(({ status }) => status >= 400).toSorted((a, b) => b.count - a.count);
  const table = workspace.side.requestLogs.find((one) => one.file === file);
  const range = timeRange(chunks);
  return {
    path: chunks[0]?.log.path ?? table?.path ?? '',
    rows: outcomes.reduce((sum, { count }) => sum + count, 0),
    from: range === null ? null : (range.from as EpochMs),
    to: range === null ? null : (range.to as EpochMs),
    byStatus: [...byStatus].toSorted((a, b) => b[1] - a[1]),
    groups: failing.map((outcome, ix) => judged(workspace, table, outcome, ix < JUDGED_GROUPS)),
  };
}

/** Rows of a log by status, sub-status and Windows status, in the order first seen; rows that were only counted included. */
function countOutcomes(workspace: EngineWorkspace, file: FileKey, chunks: readonly LogChunk[]): readonly Outcome[] {
  const outcomes = new Map<string, Outcome>();
  const add = (status: number, substatus: number, win32: number, count: number): void => {
    const key = `${status} ${substatus} ${win32}`;
    const known = outcomes.get(key);
    if (known === undefined) outcomes.set(key, { status, substatus, win32, count });
    else known.count += count;
  };
  const totals = workspace.logs.totals.get(file);
  const counted = totals?.triples ?? new Uint32Array(0);
  for (let at = 0; at < counted.length; at += 4) {
    const [status = 0, substatus = 0, win32 = 0, count = 0] = counted.subarray(at, at + 4);
    add(status, substatus, win32, count);
  }
  for (const { part } of totals === undefined ? chunks : []) {
    const counts = new Uint32Array(part.triples.length / 3);
    for (const ix of part.triple) counts[ix] = (counts[ix] ?? 0) + 1;
    for (const [ix, count] of counts.entries()) {
      const { status, substatus, win32 } = partTriple(part, ix);
      if (count > 0) add(status, substatus, win32, count);
    }
  }
  return [...outcomes.values()];
}

function judged(
  workspace: EngineWorkspace,
  table: RequestLogTable | undefined,
  { status, substatus, win32, count }: Outcome,
  ask: boolean,
): RowGroup {
  const group = { status: formatStatus(status, substatus), win32, count };
  const rows = ask && table !== undefined ? rowsOf(table, { status, substatus, win32 }) : [];
  if (table === undefined || rows.length === 0) return { ...group, cause: null, certainty: null };
  const subject = `${table.file} ${group.status} ${win32}` as IncidentId;
  const inputs = () => inputIndex(workspace).forRows({ logRows: [{ table, rows }], httpErr: [] });
  const lead = askRules(inputs, subject).verdict?.lead ?? null;
  return { ...group, cause: lead?.cause ?? null, certainty: lead?.certainty ?? null };
}

function rowsOf(
  table: RequestLogTable,
  { status, substatus, win32 }: Pick<Outcome, 'status' | 'substatus' | 'win32'>,
): readonly RowIx[] {
  const rows: RowIx[] = [];
  for (let row = 0; row < table.length; row++) {
    if (table.status[row] === status && table.substatus[row] === substatus && table.win32[row] === win32)
      rows.push(rowIx(row));
  }
  return rows;
}
