import { formatDuration, formatInstant } from '../base/time.ts';
import type { Verdict } from '../model/verdict.ts';
import { type Findings, type FoundTrace } from './findings.ts';

/**
 * Text for a support case. Query strings stay out of it, and so does everything else of a request that is no verdict.
 * Text of files stands in code spans, so that it cannot become markup.
 */
export function markdownReport(findings: Findings): string {
  const failing = findings.traces.filter((trace) => trace.verdict !== null);
  const lines = [`# frebscope ${findings.version}`, ''];
  if (failing.length === 0) lines.push('No failing request in these files.', '');
  for (const trace of failing) lines.push(...traceLines(trace, trace.verdict), '');
  for (const incident of findings.incidents.filter((one) => one.traces.length === 0))
    lines.push(`## ${escape(incident.headline)}`, '', ...verdictLines(incident.verdict), '');
  const odd = findings.files.filter((file) => file.state !== 'whole');
  if (odd.length > 0) {
    lines.push('## Files that were not read whole', '', '| File | State | Reason |', '| --- | --- | --- |');
    for (const file of odd) lines.push(`| ${code(file.path)} | ${file.state} | ${escape(file.reasonText)} |`);
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function traceLines(trace: FoundTrace, verdict: Verdict | null): string[] {
  const { request } = trace;
  const took = formatDuration(trace.reportedMs ?? trace.observedMs);
  const when = trace.startedAt === null ? '' : `, ${formatInstant(trace.startedAt)}`;
  return [
    `## ${request.statusCode} ${code(`${request.verb} ${withoutQuery(request.url)}`)}`,
    '',
    `${code(trace.path)}, ${took}${when}`,
    '',
    ...(verdict === null ? [] : verdictLines(verdict)),
  ];
}

function verdictLines({ lead, alternatives }: Verdict): string[] {
  const lines = [
    `**${escape(lead.headline)}**`,
    '',
    `Cause: \`${lead.cause}\`, certainty ${lead.certainty}. ${escape(lead.rootCause)}`,
  ];
  if (lead.whyNotHigher !== '') lines.push('', `Why not surer: ${escape(lead.whyNotHigher)}`);
  lines.push('', 'Evidence:', '');
  for (const evidence of lead.evidence) {
    lines.push(`- ${escape(evidence.text)}`);
  }
  for (const evidence of lead.against) lines.push(`- against: ${escape(evidence.text)}`);
  lines.push('', 'What to do:', '');
  for (const fix of lead.fixes) {
    lines.push(`1. ${escape(fix.text)}`);
    if (fix.code !== undefined) lines.push('', ...fix.code.split('\n').map((line) => `       ${line}`), '');
  }
  if (alternatives.length > 0) lines.push('', 'Or:', '');
  for (const other of alternatives) lines.push(`- \`${other.cause}\` (${other.certainty}): ${escape(other.headline)}`);
  if (lead.wouldSettle.length > 0) lines.push('', 'Would settle it:', '');
  for (const missing of lead.wouldSettle) lines.push(`- ${escape(missing.text)}`);
  return lines;
}

function withoutQuery(url: string): string {
  const at = url.search(/[?#]/);
  return at === -1 ? url : url.slice(0, at);
}

/** A code span that any text fits in: its fence is longer than every run of backticks inside. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line.replaceAll('|', '\\|')}${pad}${fence}`;
}

/** Our own sentences with quotes from files in them: nothing in them may become markup, a link or an image. */
function escape(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|!~]/g, (char) => `\\${char}`);
}
