import { assertNever } from '../base/assert.ts';
import { formatInstant } from '../base/time.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Incident } from '../model/incident.ts';
import type { EpochMs } from '../model/units.ts';
import type { Finding, Verdict } from '../model/verdict.ts';
import {
  type Findings,
  type FoundFile,
  type FoundLog,
  type FoundRow,
  type FoundTrace,
  pathsByKey,
} from './findings.ts';

type Paths = ReadonlyMap<string, string>;

/** The document that `--json` prints: docs/contract.md, section 2. `schema` grows when its shape changes. */
export function jsonDocument(findings: Findings): object {
  const paths = pathsByKey(findings);
  return {
    tool: 'frebscope',
    version: findings.version,
    schema: 1,
    files: findings.files.map(fileEntry),
    incidents: findings.incidents.map((incident) => incidentEntry(incident, paths)),
    traces: findings.traces.map((trace) => traceEntry(trace, paths)),
    requests: findings.logs.map(logEntry),
  };
}

function fileEntry(file: FoundFile): object {
  return {
    path: file.path,
    format: file.format,
    state: file.state,
    reason: file.reason,
    diagnostics: file.messages.map(({ text, issue }) => ({
      code: issue.code,
      severity: issue.severity,
      message: text,
      ...(issue.at?.event === undefined ? {} : { event: issue.at.event + 1 }),
      ...(issue.at?.line === undefined ? {} : { line: issue.at.line }),
      ...(issue.count === undefined ? {} : { count: issue.count }),
    })),
    counts: file.counts,
  };
}

function incidentEntry(incident: Incident, paths: Paths): object {
  return {
    id: incident.id,
    cause: incident.cause,
    certainty: incident.certainty,
    headline: incident.headline,
    from: instant(incident.from),
    to: instant(incident.to),
    traces: incident.traces.map((key) => paths.get(key) ?? key),
    requests: incident.requests,
    why: incident.why,
    consequences: incident.consequences,
    verdict: verdictEntry(incident.verdict, paths),
  };
}

function traceEntry(trace: FoundTrace, paths: Paths): object {
  const { request, verdict } = trace;
  return {
    path: trace.path,
    url: request.url,
    verb: request.verb,
    siteId: request.siteId,
    appPool: request.appPool,
    processId: request.processId,
    failureReason: request.failureReason,
    statusCode: request.statusCode,
    status: request.status,
    subStatus: request.subStatus,
    start: instant(trace.startedAt),
    timeTakenMs: trace.reportedMs,
    observedMs: trace.observedMs,
    events: trace.events,
    complete: trace.complete,
    module: verdict?.module ?? null,
    moduleVersion: verdict?.moduleVersion ?? null,
    hosting: verdict?.hosting ?? null,
    notification: verdict?.notification ?? null,
    producedBy: producedBy(verdict),
    errorCode: errorCode(verdict),
    gap: gap(verdict),
    verdict: verdict === null ? null : verdictEntry(verdict, paths),
    request: requestEntry(trace.logRow),
  };
}

/** The row of the request; several that fit alike are only counted. */
function requestEntry(join: FoundRow | null): object | null {
  if (join === null || join.kind === 'none') return null;
  const why = join.why.join('; ');
  if (join.kind === 'several') return { candidates: join.candidates.length, why };
  const { path, line, score } = join.row;
  return { file: path, line, score, why };
}

function producedBy(verdict: Verdict | null): object | null {
  const produced = verdict?.producedBy ?? null;
  return produced === null ? null : { event: produced.event + 1, status: produced.status, reason: produced.reason };
}

function errorCode(verdict: Verdict | null): object | null {
  const code = verdict?.code ?? null;
  return code === null ? null : { hex: code.hex, dec: code.dec, names: code.names, text: code.text };
}

function gap(verdict: Verdict | null): object | null {
  const found = verdict?.gap ?? null;
  if (found === null) return null;
  return {
    ms: found.ms,
    fromEvent: found.from + 1,
    toEvent: found.to + 1,
    limit: found.limit,
    limitMs: found.limitMs,
  };
}

function verdictEntry({ lead, alternatives }: Verdict, paths: Paths): object {
  return {
    cause: lead.cause,
    certainty: lead.certainty,
    headline: lead.headline,
    rootCause: lead.rootCause,
    whyNotHigher: lead.whyNotHigher,
    fixes: lead.fixes.map((fix) => fix.text),
    evidence: lead.evidence.map((one) => evidenceEntry(one, paths)),
    against: lead.against.map((one) => evidenceEntry(one, paths)),
    misreadings: lead.misreadings,
    alternatives: alternatives.map(alternativeEntry),
    wouldSettle: lead.wouldSettle.map((missing) => missing.text),
  };
}

function alternativeEntry(finding: Finding): object {
  return { cause: finding.cause, certainty: finding.certainty, why: finding.headline };
}

function evidenceEntry(evidence: Evidence, paths: Paths): object {
  return { ...evidencePlace(evidence, paths), text: evidence.text };
}

/** Where a piece of evidence stands: file, event number from 1 or line, each null where it has none. */
function evidencePlace(
  evidence: Evidence,
  paths: Paths,
): { readonly file: string | null; readonly event: number | null; readonly line: number | null } {
  const at = (key: string | null, event: number | null, line: number | null) => ({
    file: key === null ? null : (paths.get(key) ?? null),
    event,
    line,
  });
  switch (evidence.kind) {
    case 'event':
      return at(evidence.trace, evidence.event + 1, null);
    case 'silence':
      return at(evidence.trace, evidence.from + 1, null);
    case 'attribute':
    case 'span':
    case 'absence':
      return at(evidence.trace, null, null);
    case 'logRow':
    case 'line':
      return at(evidence.file, null, evidence.line);
    case 'fact':
      return at(null, null, null);
    default:
      return assertNever(evidence);
  }
}

function logEntry(log: FoundLog): object {
  return {
    file: log.path,
    rows: log.rows,
    from: instant(log.from),
    to: instant(log.to),
    byStatus: Object.fromEntries(log.byStatus),
    groups: log.groups,
  };
}

function instant(at: EpochMs | null): string | null {
  return at === null ? null : formatInstant(at);
}
