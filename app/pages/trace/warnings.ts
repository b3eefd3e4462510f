import { assertNever } from '#core/base/assert';
import type { TraceView } from '#core/engine/questions/traces';
import type { Unrecorded } from '../../timeline/scale.ts';
import type { TraceGap } from '#core/model/trace';
import { formatSeconds } from '../../text/durations.ts';
import { counted } from '../../text/numbers.ts';

/** What is missing from a trace, or was changed in reading it. `loss`: a part of what the server wrote is not there. */
export interface TraceWarning {
  readonly kind: TraceGap['kind'] | 'unexplained-time';
  readonly loss: boolean;
  readonly text: string;
}

/** Time that the file says passed after its last event; null when that is no more than the clock can tell. */
export function unrecordedTime(view: TraceView): Unrecorded | null {
  const { reportedMs, observedMs, grainMs, gaps } = view;
  const rest = (reportedMs ?? 0) - observedMs;
  if (rest <= Math.max(2 * grainMs, (reportedMs ?? 0) * 0.02)) return null;
  const cut = gaps.some((gap) => gap.kind === 'size-limit' || gap.kind === 'cut-copy');
  return { ms: rest, stillOpen: !cut && gaps.some((gap) => gap.kind === 'time-rule') };
}

/** Sentences for everything that keeps a trace from being the whole story, the losses first. */
export function traceWarnings(view: TraceView): readonly TraceWarning[] {
  const list = view.gaps.map((gap) => warningOf(gap, view));
  const unrecorded = unrecordedTime(view);
  if (unrecorded !== null && unrecorded.ms > LEAST_SAID_MS) list.push(unexplained(view, unrecorded.ms));
  return list.toSorted((a, b) => Number(b.loss) - Number(a.loss));
}

/** Less unexplained time than this is drawn, and not worth a sentence. */
const LEAST_SAID_MS = 1000;

function warningOf(gap: TraceGap, view: TraceView): TraceWarning {
  const at = gap.at === undefined ? '' : ` at event ${gap.at + 1}`;
  const count = gap.count ?? 1;
  switch (gap.kind) {
    case 'late-start':
      return {
        kind: gap.kind,
        loss: true,
        text: 'The trace starts late: IIS was already working on the request when it began to record. The start of the request, its headers and the first modules are missing.',
      };
    case 'size-limit':
      return {
        kind: gap.kind,
        loss: true,
        text: `The trace was cut by size${at}: it reached maxLogFileSizeKB and IIS recorded nothing after that. Raise the limit of the site, or trace fewer areas.`,
      };
    case 'time-rule':
      return {
        kind: gap.kind,
        loss: true,
        text: `The trace was written while the request was still running: its time rule fired. What came later is not in it, and the status ${view.request.statusCode} is not an outcome.`,
      };
    case 'cut-copy':
      return {
        kind: gap.kind,
        loss: true,
        text: `This copy is cut: the file ends in the middle. ${counted(view.events, 'event')} before the cut ${view.events === 1 ? 'is' : 'are'} shown. Copy the file again.`,
      };
    case 'bad-event':
      return {
        kind: gap.kind,
        loss: true,
        text: `${counted(count, 'event')} could not be read${at}. The raw text is in the grid of events.`,
      };
    case 'replaced-characters':
      return {
        kind: gap.kind,
        loss: true,
        text: `${counted(count, 'character')} that XML does not allow, or that ${count === 1 ? 'is' : 'are'} not valid UTF-8, ${count === 1 ? 'was' : 'were'} replaced by visible signs.`,
      };
    case 'unescaped-attributes':
      return {
        kind: gap.kind,
        loss: false,
        text: 'Attributes of the request were written without XML escapes and were read leniently.',
      };
    case 're-encoded':
      return { kind: gap.kind, loss: false, text: 'The file is not UTF-8; it was converted before it was read.' };
    case 'pasted':
      return {
        kind: gap.kind,
        loss: true,
        text: 'These events come from pasted text, not from a file of IIS. The date, ids and areas are not in it; the list of files says what else is missing.',
      };
    default:
      return assertNever(gap.kind);
  }
}

function unexplained({ reportedMs, observedMs, grainMs }: TraceView, rest: number): TraceWarning {
  const taken = formatSeconds(reportedMs ?? 0);
  const covered = formatSeconds(observedMs, grainMs);
  return {
    kind: 'unexplained-time',
    loss: true,
    text: `Time Taken is ${taken}, but the events cover ${covered}: no event tells what happened in the other ${formatSeconds(rest)}.`,
  };
}
