import { diagnose } from '../../diagnosis/diagnose.ts';
import type { RuleInputs, TraceInput } from '../../diagnosis/rule.ts';
import { w3cReader } from '../../formats/w3c/reader.ts';
import { httpErrReader } from '../../formats/httperr/reader.ts';
import { rowIx } from '../../model/units.ts';
import type { Cause, Finding, Verdict } from '../../model/verdict.ts';
import { analysedTrace } from '../analysed-trace.ts';
import { byteSource } from '../byte-source.ts';
import { configFiles } from '../config-files.ts';
import { eventLogRecord, type EventLogInput } from '../eventlog-builder.ts';
import type { FrebBuilder } from '../freb-builder.ts';
import { readWith } from '../read-with.ts';
import { stdoutLog } from '../stdout-builder.ts';
import { httpErrText, w3cText, type HttpErrRow, type W3cRow } from '../w3c-builder.ts';
import { after } from './traces.ts';

/** What lies beside a trace, as a test of a rule states it. */
export interface Beside {
  readonly events?: readonly EventLogInput[];
  /** Lines of a stdout file of the process; `stdoutFrom` is its start in ms after `START`. */
  readonly stdout?: readonly string[];
  readonly stdoutFrom?: number;
  readonly rows?: readonly W3cRow[];
  readonly httpErr?: readonly HttpErrRow[];
  readonly others?: readonly FrebBuilder[];
  /** Configuration files by their labels. */
  readonly config?: Readonly<Record<string, string>>;
}

/** The verdict of all rules on a trace and what lies beside it, handed over as narrowed inputs. */
export async function verdictOn(trace: FrebBuilder | null, beside: Beside = {}): Promise<Verdict | null> {
  return diagnose(await inputsOf(trace, beside));
}

/** `app-timeout high`: lead and certainty in short, `none` for no verdict. */
export async function leadOn(trace: FrebBuilder | null, beside: Beside = {}): Promise<string> {
  const verdict = await verdictOn(trace, beside);
  return verdict === null ? 'none' : `${verdict.lead.cause} ${verdict.lead.certainty}`;
}

/** The finding of one cause, wherever it stands in the verdict. */
export function findingOf(verdict: Verdict | null, cause: Cause): Finding | undefined {
  if (verdict === null) return undefined;
  return [verdict.lead, ...verdict.alternatives, ...verdict.others].find((finding) => finding.cause === cause);
}

/** Inputs as rules get them. */
export async function inputsOf(trace: FrebBuilder | null, beside: Beside = {}): Promise<RuleInputs> {
  const { events = [], stdout, rows, httpErr, others = [] } = beside;
  const analysed = async (builder: FrebBuilder, path?: string): Promise<TraceInput> => analysedTrace(builder, path);
  return {
    trace: trace === null ? null : await analysed(trace),
    otherTraces: await Promise.all(others.map((other, ix) => analysed(other, `fr00001${ix}.xml`))),
    logRows: rows === undefined ? [] : await requestRows(rows),
    httpErr: httpErr === undefined ? [] : await errorRows(httpErr),
    eventLog: events.map((event, ix) => eventLogRecord(event, 'test:eventlog.xml', ix + 1)),
    stdout:
      stdout === undefined
        ? []
        : [stdoutLog({ startedAt: after(beside.stdoutFrom ?? -600_000), processId: 6120, lines: stdout })],
    appLog: [],
    config: await configFiles(beside.config ?? {}),
    window: null,
  };
}

const allRows = <Table extends { readonly length: number }>(table: Table) => ({
  table,
  rows: Array.from({ length: table.length }, (_, ix) => rowIx(ix)),
});

async function requestRows(rows: readonly W3cRow[]): Promise<RuleInputs['logRows']> {
  const { items } = await readWith(w3cReader, byteSource(w3cText({ rows }), 'W3SVC1/u_ex260312.log'));
  return items.flatMap((item) => (item.kind === 'requestLog' ? [allRows(item.table)] : []));
}

async function errorRows(rows: readonly HttpErrRow[]): Promise<RuleInputs['httpErr']> {
  const { items } = await readWith(httpErrReader, byteSource(httpErrText(rows), 'HTTPERR/httperr1.log'));
  return items.flatMap((item) => (item.kind === 'httpErr' ? [allRows(item.table)] : []));
}
