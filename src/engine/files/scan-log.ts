import { isAbort } from '../../base/abort.ts';
import { absentColumns } from '../../formats/textlog/requestlog-builder.ts';
import { summarize } from '../../formats/textlog/issues.ts';
import { headState } from '../../formats/w3c/scan/scan-slice.ts';
import { givenState, type RowState } from '../../formats/w3c/rows.ts';
import { PROBE_BYTES, planScan, type ScanPlan } from '../../formats/w3c/scan/plan.ts';
import { scanInSlices, type SliceHost } from '../../formats/w3c/scan/slices.ts';
import { blobSlice } from '../../intake/blob-source.ts';
import { LIMITS } from '../../intake/limits.ts';
import type { PlacedPart } from '../../model/logpart.ts';
import type { ParseIssue, SourceFile } from '../../model/source.ts';
import type { FileKey } from '../../model/units.ts';
import { keepContent } from './keeping.ts';
import type { ReadHost, ReadRequest } from './read.ts';
import { tellingTable } from '../logs/telling-rows.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Large enough that starting a slice is no cost, small enough that the first rows are there at once. */
const SLICE_BYTES = 16 * 1024 * 1024;

/**
 * Scans a large log in slices, side by side where the host can, into the workspace: rows are there as soon as the
 * slices before them are, and told of whenever they have doubled, for each look counts them all. Gives what became of
 * the file; rows that were read stay when it is cancelled.
 */
export async function scanLog(
  workspace: EngineWorkspace,
  host: ReadHost,
  request: ReadRequest,
  file: SourceFile,
  job: ScanJob,
): Promise<SourceFile> {
  const scanned = await scanRows(workspace, host, request, file, job);
  return { ...scanned, issues: [...scanned.issues, ...tell(workspace, scanned.key)] };
}

interface ScanJob {
  readonly signal: AbortSignal;
  /** Bytes scanned so far. */
  readonly progress: (bytes: number) => void;
}

async function scanRows(
  workspace: EngineWorkspace,
  host: ReadHost,
  request: ReadRequest,
  file: SourceFile,
  job: ScanJob,
): Promise<SourceFile> {
  const { logs, revision } = workspace;
  const { blob } = request;
  const { key, path } = file;
  let kept = 0;
  let told = 0;
  const onParts = (parts: readonly PlacedPart[]): void => {
    const rows = parts.reduce((sum, { part }) => sum + part.rows, 0);
    if (rows === 0) return;
    kept += rows;
    logs.add({ file: key, path, rows, parts, localTime: false, absent: [] });
    if (kept < told * 2) return;
    told = kept;
    revision.bump();
  };
  try {
    const given = request.given === undefined ? null : givenState(request.given);
    const head = given ?? headState(await blobSlice(blob, 0, LIMITS.sniffBytes));
    const progress = progressOf(job.progress);
    const slices: SliceHost = {
      width: host.width,
      scan: (slice) => host.scan(request, slice, (bytes) => progress(slice.from, bytes), job.signal),
    };
    const { keep, lean, left } = logs.hasRoomFor(blob.size) ? ALL : await planOf(blob.size, logs.room, slices, given);
    const log = await scanInSlices(
      { size: blob.size, sliceBytes: SLICE_BYTES, head, given },
      slices,
      { keep, lean },
      onParts,
    );
    const issues: ParseIssue[] = [];
    const summary = summarize(log.rows, log.lineFacts, log.rowFacts, { issue: (issue) => void issues.push(issue) });
    logs.finish(key, { absent: absentColumns(log.recorded), totals: log.totals });
    if (lean) issues.push({ code: 'log-counted-only', severity: 'info' });
    if (left.length > 0)
      issues.push({ code: 'log-columns-left', severity: 'info', args: { columns: left.join(', ') } });
    if (given !== null) issues.push({ code: 'log-fields-given', severity: 'info' });
    const scanned = { ...file, ...summary, issues };
    keepContent(workspace, request, scanned);
    return scanned;
  } catch (error) {
    logs.finish(key, { absent: [], totals: [] });
    const cancelled = isAbort(error) || job.signal.aborted;
    const state = kept > 0 ? 'partial' : cancelled ? 'skipped' : 'refused';
    const reason =
      kept > 0 ? (cancelled ? 'log-cancelled' : 'log-reading-stopped') : cancelled ? 'cancelled' : 'reader-died';
    const severity = state === 'refused' ? 'error' : 'warning';
    const issues = [{ code: reason, severity, args: { rows: kept } }] as const;
    return { ...file, state, reason, issues, counts: { events: null, rows: kept, damaged: 0 } };
  }
}

/** Shows the rules what there is to tell in a log; an issue where that is more than they can be shown. */
function tell(workspace: EngineWorkspace, key: FileKey): readonly ParseIssue[] {
  const { table, left } = tellingTable(workspace.logs.store, key);
  if (table !== null) workspace.side.requestLogs.push(table);
  workspace.inputAdded();
  return left === 0
    ? []
    : [{ code: 'log-failures-left', severity: 'warning', args: { rows: table?.length ?? 0, left } }];
}

const ALL: ScanPlan = { keep: null, lean: false, left: [] };

/** What there is room for of a large log, going by its first bytes. */
async function planOf(size: number, room: number, host: SliceHost, given: RowState | null): Promise<ScanPlan> {
  const to = Math.min(size, PROBE_BYTES);
  const probe = await host.scan({ from: 0, to, state: given, guessed: false, keep: null, lean: false });
  return probe === null ? { ...ALL, lean: true } : planScan(probe, size, room);
}

/** Adds up the bytes of slices; one that is scanned again counts once. */
function progressOf(report: (bytes: number) => void): (slice: number, bytes: number) => void {
  const done = new Map<number, number>();
  let sum = 0;
  return (slice, bytes) => {
    const more = bytes - (done.get(slice) ?? 0);
    if (more <= 0) return;
    done.set(slice, bytes);
    sum += more;
    report(sum);
  };
}
