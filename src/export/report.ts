import { formatDuration, formatInstant } from '../base/time.ts';
import type { Incident } from '../model/incident.ts';
import type { Verdict } from '../model/verdict.ts';
import { type Findings, type FoundFile, type FoundLog, type FoundTrace } from './findings.ts';

const MOST_EVIDENCE = 6;
const MOST_FILES = 40;

/** The short report a person reads on a terminal. Control characters of files are shown, never obeyed. */
export function terminalReport(findings: Findings): string {
  const failing = findings.traces.filter((trace) => trace.verdict !== null);
  const quiet = findings.traces.length - failing.length;
  const sections = [
    ...failing.map((trace) => traceSection(trace, trace.verdict)),
    ...findings.incidents.filter((one) => one.traces.length === 0).map(rowsSection),
    ...findings.logs.map(logSection),
    quiet === 0 ? '' : `${quiet} ${plural(quiet, 'trace')} of requests that did not fail.`,
    filesSection(findings.files),
  ];
  return `${visible(sections.filter((text) => text !== '').join('\n\n'))}\n`;
}

function traceSection(trace: FoundTrace, verdict: Verdict | null): string {
  const { request } = trace;
  const took = trace.reportedMs ?? trace.observedMs;
  const when = trace.startedAt === null ? '' : `, ${formatInstant(trace.startedAt)}`;
  return [
    trace.path,
    `  ${request.statusCode} ${request.verb} ${request.url}`,
    `  ${formatDuration(took)}${when}, ${trace.events} events${trace.complete ? '' : ', not the whole request'}`,
    ...verdictLines(verdict),
  ].join('\n');
}

/** An incident that no trace shows: rows of logs, or a side file alone. */
function rowsSection(incident: Incident): string {
  const { requests, from, to, verdict } = incident;
  const what =
    requests === 0 ? 'No request in these files' : `${requests} ${plural(requests, 'request')} without a trace`;
  const when = [from, to].filter((at) => at !== null).map(formatInstant);
  return [[what, [...new Set(when)].join(' to ')].join(', '), ...verdictLines(verdict)].join('\n');
}

function verdictLines(verdict: Verdict | null): string[] {
  if (verdict === null) return [];
  const { lead, alternatives } = verdict;
  const lines = [`  ${lead.cause}, ${lead.certainty} certainty`, `  ${lead.headline}`, `  ${lead.rootCause}`];
  if (lead.whyNotHigher !== '') lines.push(`  Why not surer: ${lead.whyNotHigher}`);
  for (const evidence of lead.evidence.slice(0, MOST_EVIDENCE)) {
    lines.push(`    - ${evidence.text}`);
  }
  for (const evidence of lead.against) lines.push(`    against: ${evidence.text}`);
  for (const text of lead.misreadings) lines.push(`    not: ${text}`);
  for (const [ix, fix] of lead.fixes.entries()) lines.push(`  ${ix === 0 ? 'Do first' : 'Then'}: ${fix.text}`);
  for (const other of alternatives) lines.push(`  Or: ${other.cause} (${other.certainty}): ${other.headline}`);
  for (const missing of lead.wouldSettle) lines.push(`  Would settle it: ${missing.text}`);
  return lines;
}

function logSection(log: FoundLog): string {
  const statuses = log.byStatus.map(([status, count]) => `${status} ${count} times`).slice(0, 12);
  const groups = log.groups
    .slice(0, 10)
    .map(
      ({ status, win32, count, cause }) =>
        `    ${count} x ${status} win32 ${win32}${cause === null ? '' : `: ${cause}`}`,
    );
  return [`${log.path}: ${log.rows} rows`, `  ${statuses.join(', ')}`, ...groups].join('\n');
}

function filesSection(files: readonly FoundFile[]): string {
  const odd = files.filter((file) => file.state !== 'whole');
  const whole = files.length - odd.length;
  const shown = odd.slice(0, MOST_FILES).map((file) => {
    return `  ${file.state} ${file.path}: ${[file.reasonText, file.hint].filter((text) => text !== '').join(' ')}`;
  });
  if (odd.length > MOST_FILES) shown.push(`  and ${odd.length - MOST_FILES} more`);
  return [`${whole} of ${files.length} ${plural(files.length, 'file')} read whole.`, ...shown].join('\n');
}

const plural = (count: number, word: string): string => (count === 1 ? word : `${word}s`);

/** Control and direction characters as visible ones: a file must not steer the terminal. */
function visible(text: string): string {
  return Array.from(text, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (char === '\n' || char === '\t') return char;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return STEERING.some(([from, to]) => code >= from && code <= to) ? '\u{FFFD}' : char;
  }).join('');
}

/** Delete and C1 controls, direction marks, overrides and isolates. */
const STEERING: readonly (readonly [number, number])[] = [
  [0x7f, 0x9f],
  [0x200e, 0x200f],
  [0x202a, 0x202e],
  [0x2066, 0x2069],
];
