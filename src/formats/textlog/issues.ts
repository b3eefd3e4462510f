import type { ParseIssue } from '../../model/source.ts';
import type { ReadSink, ReadSummary } from '../reader.ts';
import type { LineFacts } from './lines.ts';

/** Rows that could not be used, and what was assumed. Line 0: none. */
export interface RowFacts {
  damaged: number;
  /** First damaged lines, to show them. */
  readonly damagedLines: number[];
  /** The last line is one of the damaged and has no end: the file was copied while it was written. */
  cutLine: number;
  /** First line that was read with the default fields. */
  assumedLine: number;
  /** First row without a date of which no day is known. */
  noDayLine: number;
  /** Rows of which date or time cannot be read though the log has fields for them, and the first of them. */
  untimed: number;
  untimedLine: number;
  /** Times are the server's local ones. */
  localTime: boolean;
}

const DAMAGED_KEPT = 20;

/** Nothing noticed so far. */
export function noRowFacts(): RowFacts {
  return {
    damaged: 0,
    damagedLines: [],
    cutLine: 0,
    assumedLine: 0,
    noDayLine: 0,
    untimed: 0,
    untimedLine: 0,
    localTime: false,
  };
}

/** Counts a row that cannot be used. */
export function addDamaged(facts: RowFacts, line: number, ended: boolean): void {
  facts.damaged++;
  if (facts.damagedLines.length < DAMAGED_KEPT) facts.damagedLines.push(line);
  if (!ended) facts.cutLine = line;
}

/** Counts a row that is kept without a place in time. */
export function addUntimed(facts: RowFacts, line: number): void {
  if (facts.untimed++ === 0) facts.untimedLine = line;
}

/** Issues of what had to be put right between bytes and lines. */
export function lineIssues(facts: LineFacts): readonly ParseIssue[] {
  const issues: ParseIssue[] = [];
  const add = (code: string, severity: ParseIssue['severity'], count: number, line: number): void => {
    if (count > 0) issues.push({ code, severity, count, at: { line }, args: { count } });
  };
  add('log-long-lines', 'warning', facts.longLines, facts.firstLongLine);
  add('log-nul-bytes', 'info', facts.nulLines, facts.firstNulLine);
  add('log-not-utf8', 'info', facts.ansiLines, facts.firstAnsiLine);
  if (facts.utf16) issues.push({ code: 'log-utf16', severity: 'info' });
  return issues;
}

/** The summary of a file that is another kind of log than its grammar suggests. */
export function skipped(reason: string): ReadSummary {
  return { state: 'skipped', reason, counts: { events: null, rows: null, damaged: 0 } };
}

/** State, reason and issues of a W3C log that was read to its end. */
export function summarize(
  length: number,
  lines: LineFacts,
  rows: RowFacts,
  sink: Pick<ReadSink, 'issue'>,
): ReadSummary {
  const issues = [...rowIssues(length, rows), ...lineIssues(lines)];
  for (const issue of issues) sink.issue(issue);
  const damaged = rows.damaged + lines.longLines;
  const counts = { events: null, rows: length, damaged };
  if (length === 0 && damaged > 0) return { state: 'refused', reason: 'log-columns-off', counts };
  const warning = issues.find((issue) => issue.severity === 'warning');
  return { state: warning === undefined ? 'whole' : 'partial', reason: warning?.code ?? null, counts };
}

function rowIssues(length: number, rows: RowFacts): readonly ParseIssue[] {
  const issues: ParseIssue[] = [];
  if (rows.cutLine > 0) issues.push(atLine('log-cut-line', rows.cutLine));
  const damaged = rows.damaged - (rows.cutLine > 0 ? 1 : 0);
  if (damaged > 0) {
    const line = rows.damagedLines[0] ?? 0;
    const args = { count: damaged, lines: `line ${rows.damagedLines.join(', ')}` };
    issues.push({ code: 'log-damaged-rows', severity: 'warning', at: { line }, count: damaged, args });
  }
  if (rows.assumedLine > 0) issues.push(atLine('log-no-fields', rows.assumedLine));
  if (rows.noDayLine > 0) issues.push(atLine('log-no-date', rows.noDayLine));
  if (rows.untimed > 0) {
    const at = { line: rows.untimedLine };
    issues.push({
      code: 'log-bad-time',
      severity: 'info',
      count: rows.untimed,
      at,
      args: { count: rows.untimed, ...at },
    });
  }
  if (rows.localTime) issues.push({ code: 'log-local-time', severity: 'info' });
  if (length === 0 && rows.damaged === 0) issues.push({ code: 'log-no-rows', severity: 'info' });
  return issues;
}

function atLine(code: string, line: number): ParseIssue {
  return { code, severity: 'warning', at: { line }, args: { line } };
}
