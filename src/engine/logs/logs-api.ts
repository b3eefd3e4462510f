import type { Histogram } from '../../analysis/histogram.ts';
import { STATUS_CLASSES } from '../../model/logtotals.ts';
import { logHistogram, timeRange } from '../../store/log-histogram.ts';
import type { LoadedLogs } from './loaded-logs.ts';
import { damagedLogs, damagedRows } from './damaged-rows.ts';
import type { LogsApi, LogPage, LogQuery, LogSelection } from '../questions/logs.ts';
import { httpErrRow } from './httperr-detail.ts';
import { httpErrPosition, httpErrRows } from './httperr-rows.ts';
import { joinsOf, logRowOf } from './join-api.ts';
import { logGroups } from './log-groups-api.ts';
import { remembered, selectionKey } from './log-memo.ts';
import { logOverview } from './log-overview.ts';
import { logRowsAt, rowFields, rowOfLine } from './log-rows.ts';
import { findRows, orderedRows, selectRows } from './log-select.ts';
import { logSummaries } from './log-summaries.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Columns of a log's chart: enough for a wide screen, few enough to read. */
const BUCKETS = 240;
const MINUTE = 60_000;

export function logsApi(workspace: EngineWorkspace): LogsApi {
  const { logs } = workspace;
  return {
    async logSummaries() {
      return logSummaries(workspace);
    },
    async logOverview() {
      return logOverview(workspace);
    },
    async logRows(query) {
      await findRows(logs, query);
      return logPage(workspace, query);
    },
    async logPosition(query, file, line) {
      await findRows(logs, query);
      const place = rowOfLine(logs, file, line);
      const rows = orderedRows(logs, query);
      return place === null || !rows.ok ? -1 : rows.value.indexOf(place.id);
    },
    async logRow(file, line) {
      const place = rowOfLine(logs, file, line);
      if (place === null) return null;
      const traces = joinsOf(workspace);
      const [row] = logRowsAt(logs, [place.id], [], traces);
      if (row === undefined) return null;
      const join = row.trace === null ? null : logRowOf(workspace, row.trace);
      return { row, fields: rowFields(place.chunk, place.row), why: join?.why ?? [] };
    },
    async logGroups(selection, by, sort, most) {
      await findRows(logs, selection);
      return logGroups(workspace, selection, { by, sort, most, timed: true });
    },
    async logTop(selection, by, most) {
      await findRows(logs, selection);
      return logGroups(workspace, selection, { by, sort: null, most, timed: false });
    },
    async logHistogram(selection) {
      await findRows(logs, selection);
      const chart = remembered(logs, `chart ${selectionKey(selection)}`, () => overTime(workspace, selection));
      return chart === null ? null : { ...chart, revision: workspace.revision.number };
    },
    async damagedLogs() {
      return damagedLogs(workspace);
    },
    async damagedRows(file, from, count) {
      return damagedRows(workspace, file, { from, count });
    },
    async httpErrRows(query) {
      return httpErrRows(workspace, query);
    },
    async httpErrPosition(query, file, line) {
      return httpErrPosition(workspace, query, file, line);
    },
    async httpErrRow(file, line) {
      return httpErrRow(workspace, file, line);
    },
    async shiftLog(file, shiftMs) {
      workspace.shiftLog(file, { ms: shiftMs, traces: null });
      workspace.revision.bump();
    },
  };
}

function logPage(workspace: EngineWorkspace, query: LogQuery): LogPage {
  const { logs, revision } = workspace;
  const rows = orderedRows(logs, query);
  const answer = { revision: revision.number, from: query.from, all: logs.rows };
  if (!rows.ok) return { ...answer, total: 0, rows: [], failing: 0, error: rows.error };
  const window = rows.value.subarray(query.from, query.from + query.count);
  return {
    ...answer,
    total: rows.value.length,
    rows: logRowsAt(logs, window, query.columns, joinsOf(workspace)),
    failing: remembered(logs, `failing ${selectionKey(query)}`, () => failingOf(workspace, query)),
    error: null,
  };
}

function failingOf(workspace: EngineWorkspace, selection: LogSelection): number {
  const rows = selectRows(workspace.logs, selection);
  if (!rows.ok) return 0;
  let failing = 0;
  let at = 0;
  for (const chunk of workspace.logs.store.chunks) {
    const { part, first } = chunk;
    const end = first + part.rows;
    for (let row = rows.value[at]; row !== undefined && row < end; row = rows.value[++at])
      if ((part.triples[(part.triple[row - first] ?? 0) * 3] ?? 0) >= 500) failing++;
  }
  return failing;
}

/** The chart of a selection, over its range where it has one. Rows that were only counted are part of the chart of all rows. */
function overTime(workspace: EngineWorkspace, selection: LogSelection): Histogram | null {
  const { logs } = workspace;
  const rows = selectRows(logs, selection);
  if (!rows.ok) return null;
  const { range } = selection;
  const all = rows.value.length === logs.store.rows;
  const span = range === null ? wholeRange(logs) : { from: range.from, to: range.to - 1 };
  const counted = logs.totals.size > 0 && selection.filter.trim() === '';
  // What was counted by the minute says nothing of shorter times.
  const most = counted && span !== null ? Math.min(BUCKETS, Math.ceil((span.to - span.from) / MINUTE) + 1) : BUCKETS;
  const histogram = logHistogram(logs.store.chunks, all ? null : rows.value, most, span);
  if (histogram === null) return null;
  for (const { minutes } of counted ? logs.totals.values() : []) addMinutes(histogram, minutes);
  return histogram;
}

/** From the first to the last row, kept or counted. */
function wholeRange(logs: LoadedLogs): { readonly from: number; readonly to: number } | null {
  const kept = timeRange(logs.store.chunks);
  let from = kept?.from ?? Number.POSITIVE_INFINITY;
  let to = kept?.to ?? Number.NEGATIVE_INFINITY;
  for (const totals of logs.totals.values()) {
    if (totals.from < from) from = totals.from;
    if (totals.to > to) to = totals.to;
  }
  return from <= to ? { from, to } : null;
}

/** Adds rows that were only counted. Of failing rows, 4xx and 5xx, all are kept and counted already. */
function addMinutes(histogram: Histogram, minutes: Uint32Array): void {
  for (let at = 0; at < minutes.length; at += STATUS_CLASSES.length + 1) {
    const bucket = Math.floor(((minutes[at] ?? 0) * MINUTE - histogram.start) / histogram.width);
    for (const [ix, key] of STATUS_CLASSES.entries()) {
      if (key === '4xx' || key === '5xx') continue;
      const counts = histogram.series[ix]?.counts;
      if (counts !== undefined && bucket >= 0 && bucket < counts.length)
        counts[bucket] = (counts[bucket] ?? 0) + (minutes[at + 1 + ix] ?? 0);
    }
  }
}
