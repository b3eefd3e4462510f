import { greatestOf, leastOf } from '../../base/extent.ts';
import { memberOfTrace, type IncidentMember } from '../../analysis/incident-member.ts';
import { urlTemplate } from '../../analysis/url-template.ts';
import type { RowSubject } from '../../diagnosis/inputs.ts';
import { isSizeReason, isTellingRow } from '../../diagnosis/telling.ts';
import { httpErrReason } from '../../knowledge/httperr.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';
import type { HttpErrTable } from '../../model/sidefiles.ts';
import type { FileKey, IncidentId } from '../../model/units.ts';
import { rowIx, type RowIx } from '../../model/units.ts';
import type { Verdict } from '../../model/verdict.ts';
import { askRules } from '../judging/judging.ts';
import { siteParts } from '../../diagnosis/narrow/site-parts.ts';
import { siteOfRow } from './log-sites.ts';
import { NOTHING_KNOWN, headOf, membersOfSideFiles } from './side-members.ts';
import { inputIndex, verdictOf } from '../judging/verdicts.ts';
import { tracedRows } from './traced-rows.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Rows of one kind with a longer pause between them are told apart, as incidents are. */
const PAUSE = 15 * 60_000;

/** Everything that incidents are made of: judged traces, failing rows of logs, and what side files alone tell. */
export function incidentMembers(workspace: EngineWorkspace): readonly IncidentMember[] {
  const members: IncidentMember[] = [];
  for (const stored of workspace.traces.all()) {
    const verdict = verdictOf(workspace, stored);
    if (verdict !== null) members.push(memberOfTrace(stored.trace, verdict));
  }
  const { requestLogs, httpErr } = workspace.side;
  for (const table of requestLogs) members.push(...membersOfLog(workspace, table));
  for (const table of httpErr) members.push(...membersOfHttpErr(workspace, table));
  return [...members, ...membersOfSideFiles(workspace, members)];
}

function membersOfLog(workspace: EngineWorkspace, table: RequestLogTable): readonly IncidentMember[] {
  const traced = tracedRows(workspace.traces.all(), table);
  const groups = new Map<string, RowIx[]>();
  for (let row = 0; row < table.length; row++) {
    if (!isTellingRow(table, row)) continue;
    const triple = `${table.status[row]}.${table.substatus[row]} ${table.win32[row]}`;
    push(groups, siteParts(table) === null ? triple : `${triple} ${siteOfRow(workspace, table, row)}`, rowIx(row));
  }
  return [...groups.values()].flatMap((rows) =>
    windows(table.time, rows).flatMap((window) => {
      const verdict = judgeRows(workspace, table.file, { logRows: [{ table, rows: window }], httpErr: [] });
      if (verdict === null) return [];
      const member = memberOfRows(table, window, verdict, statusOf(table, window[0]));
      const text = (column: Int32Array): readonly string[] =>
        distinct(window, (row) => table.strings.at(column[row] ?? -1));
      const starts = window.map((row) => (table.time[row] ?? Number.NaN) - Math.max(0, table.timeTaken[row] ?? 0));
      return {
        ...member,
        requests: window.reduce((count, row) => count + (traced.has(row) ? 0 : 1), 0),
        from: finite(leastOf(starts)),
        ...siteOf(siteOfRow(workspace, table, window[0] ?? 0)),
        host: only(text(table.host)),
        template: only([...new Set(text(table.stem).map(urlTemplate))]),
      };
    }),
  );
}

function siteOf(key: string): Pick<IncidentMember, 'siteId' | 'siteName'> {
  return key.startsWith('#') ? { siteId: Number(key.slice(1)), siteName: '' } : { siteId: null, siteName: key };
}

function membersOfHttpErr(workspace: EngineWorkspace, table: HttpErrTable): readonly IncidentMember[] {
  const groups = new Map<string, RowIx[]>();
  for (let row = 0; row < table.length; row++)
    push(groups, `${table.reason[row]} ${table.siteId[row]} ${table.queue[row]}`, rowIx(row));
  return [...groups.values()].flatMap((rows) => {
    const reason = table.strings.at(table.reason[rows[0] ?? -1] ?? -1);
    // The rest is the client's own doing or normal.
    const weight = httpErrReason(reason)?.weight ?? 'low';
    if ((weight === 'none' || weight === 'low') && !isSizeReason(reason)) return [];
    return windows(table.time, rows).flatMap((window) => {
      const verdict = judgeRows(workspace, table.file, { logRows: [], httpErr: [{ table, rows: window }] });
      if (verdict === null || verdict.lead.cause === 'unknown') return [];
      const status = table.status[window[0] ?? -1] ?? 0;
      const sites = distinct(window, (row) => String(table.siteId[row] ?? -1)).filter((site) => site !== '-1');
      const pools = distinct(window, (row) => table.strings.at(table.queue[row] ?? -1));
      return {
        ...memberOfRows(table, window, verdict, status === 0 ? '' : String(status)),
        siteId: sites.length === 1 ? Number(sites[0]) : null,
        appPool: only(pools),
      };
    });
  });
}

function memberOfRows(
  table: { readonly file: FileKey; readonly time: Float64Array },
  rows: readonly RowIx[],
  verdict: Verdict,
  status: string,
): IncidentMember {
  const times = rows.map((row) => table.time[row] ?? Number.NaN).filter((time) => !Number.isNaN(time));
  return {
    ...NOTHING_KNOWN,
    rows: { file: table.file, rows },
    requests: rows.length,
    from: finite(leastOf(times)),
    to: finite(greatestOf(times)),
    status,
    verdict,
    ...headOf(verdict),
  };
}

function judgeRows(workspace: EngineWorkspace, file: FileKey, subject: RowSubject): Verdict | null {
  return askRules(() => inputIndex(workspace).forRows(subject), file as string as IncidentId).verdict;
}

/** Rows in order of time, cut where nothing of their kind happened for a while. */
function windows(times: Float64Array, rows: readonly RowIx[]): readonly (readonly RowIx[])[] {
  const at = (row: RowIx): number => times[row] ?? Number.NaN;
  const timed = rows.filter((row) => !Number.isNaN(at(row))).toSorted((a, b) => at(a) - at(b));
  const out: RowIx[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const row of timed) {
    if (at(row) - last > PAUSE) out.push([]);
    out.at(-1)?.push(row);
    last = at(row);
  }
  return out;
}

function statusOf(table: RequestLogTable, row: RowIx | undefined): string {
  if (row === undefined) return '';
  const sub = table.substatus[row] ?? 0;
  return sub === 0 ? `${table.status[row] ?? 0}` : `${table.status[row] ?? 0}.${sub}`;
}

function distinct(rows: readonly RowIx[], text: (row: RowIx) => string): readonly string[] {
  return [...new Set(rows.map(text).filter((one) => one !== ''))];
}

const only = (values: readonly string[]): string => (values.length === 1 ? (values[0] ?? '') : '');
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function push(groups: Map<string, RowIx[]>, key: string, row: RowIx): void {
  const known = groups.get(key);
  if (known === undefined) groups.set(key, [row]);
  else known.push(row);
}
