import type { TraceFacts } from '../model/facts.ts';
import type { RequestLogTable } from '../model/requestlog.ts';
import type { AppLogEntry, ConfigFile, EventLogRecord, HttpErrTable, StdoutLog } from '../model/sidefiles.ts';
import type { AnalysedTrace } from '../model/trace.ts';
import type { EpochMs, RowIx } from '../model/units.ts';
import type { Finding, InputName } from '../model/verdict.ts';
import type { Scene } from './scene.ts';

/** A trace with its facts: the unit that rules judge. */
export interface TraceInput extends AnalysedTrace {
  readonly facts: TraceFacts;
}

/**
 * Everything a rule may look at, already narrowed to what belongs to the same site, process and time
 * (diagnosis/inputs.ts). Lists are empty when nothing of the kind is loaded.
 */
export interface RuleInputs {
  /** null for an incident that has no trace. */
  readonly trace: TraceInput | null;
  /** Traces of the same process or pool within the interval, earliest first, without `trace` itself. */
  readonly otherTraces: readonly TraceInput[];
  /** Rows of the interval, by table. */
  readonly logRows: readonly { readonly table: RequestLogTable; readonly rows: readonly RowIx[] }[];
  readonly httpErr: readonly { readonly table: HttpErrTable; readonly rows: readonly RowIx[] }[];
  /** For an incident of rows: all telling rows of its site around it, its own among them. */
  readonly rowsAround?: RuleInputs['logRows'];
  readonly eventLog: readonly EventLogRecord[];
  readonly stdout: readonly StdoutLog[];
  readonly appLog: readonly AppLogEntry[];
  readonly config: readonly ConfigFile[];
  /** The interval that `otherTraces`, rows and records were taken from. */
  readonly window: { readonly from: EpochMs; readonly to: EpochMs } | null;
}

/**
 * One cause, one file. `judge` returns null when it has nothing to say. It never reads the clock and never throws on
 * odd input; if it throws all the same, run.ts turns that into `rule-failed` and the others go on.
 */
export interface Rule {
  readonly id: string;
  readonly version: number;
  /** Inputs without which the rule is not asked. */
  readonly needs: readonly InputName[];
  /** Inputs that sharpen it when they are there. */
  readonly uses: readonly InputName[];
  /** `scene` is the same inputs, read once for all rules. */
  judge(scene: Scene): Finding | null;
}
