import { Pacer } from '../../base/pacer.ts';
import { chooseEncoding, toUtf8 } from '../../base/text.ts';
import { LIMITS } from '../../intake/limits.ts';
import type { IssueSeverity, ParseIssue } from '../../model/source.ts';
import type { TraceKey } from '../../model/units.ts';
import type { ByteSource, FormatReader, ReadSink, ReadSummary, Sniff } from '../reader.ts';
import { TraceProblems } from './problems.ts';
import { sniffTrace } from './sniff-trace.ts';
import { Splitter } from './splitter.ts';
import { TraceReading } from './trace.ts';

/** Events between two looks at the clock. */
const STEP = 32;

/** A reader with or without the fast layer in front; both give the same model. */
export function newFrebReader(layers: { readonly scanner: boolean }): FormatReader {
  return {
    id: 'freb',
    label: 'Failed Request Tracing (FREB) XML',
    sniff: (head: Uint8Array, name: string): Sniff => sniffTrace(head, name),
    read: (source, sink, signal) => readFreb(source, sink, signal, layers.scanner),
  };
}

/** Failed Request Tracing files. */
export const frebReader = newFrebReader({ scanner: true });

async function readFreb(source: ByteSource, sink: ReadSink, signal: AbortSignal, scan: boolean): Promise<ReadSummary> {
  signal.throwIfAborted();
  if (source.size === 0) return refused(sink, 'empty-file');
  if (source.size > LIMITS.traceBytes) {
    return refused(sink, 'trace-too-large', { size: source.size, limit: LIMITS.traceBytes });
  }
  const original = await source.bytes();
  signal.throwIfAborted();
  const choice = chooseEncoding(original);
  if ('refused' in choice) return refused(sink, 'unknown-encoding', { encoding: choice.refused });
  let partial: string | null = null;
  const note = (code: string, severity: IssueSeverity, args: ParseIssue['args'] = {}): void => {
    sink.issue({ code, severity, args });
    if (severity === 'warning') partial ??= code;
  };
  const reencoded = choice.encoding !== 'utf-8';
  const recoded = reencoded ? toUtf8(original, choice) : { bytes: original, replaced: 0 };
  if (reencoded) note('re-encoded', 'info', { encoding: choice.encoding });
  if (choice.contradicted !== null) {
    // A byte order mark is a statement of its own; without one the declaration was the only word on the encoding.
    note('encoding-mismatch', choice.mark > 0 ? 'info' : 'warning', {
      declared: choice.contradicted,
      used: choice.encoding,
    });
  }
  if (recoded.replaced > 0) note('undecodable-bytes', 'warning', { count: recoded.replaced });

  const bytes = recoded.bytes;
  const first = reencoded ? 0 : choice.mark;
  const splitter = new Splitter(bytes);
  const pacer = new Pacer(signal);
  const outside = new TraceProblems();
  let at = first;
  let traces = 0;
  let events = 0;
  let damaged = 0;
  for (;;) {
    const piece = splitter.outside(at, traces === 0 ? first : -1, outside);
    if (piece.kind === 'refused') {
      return refused(sink, piece.reason, piece.root === undefined ? {} : { root: piece.root });
    }
    if (piece.kind !== 'root') break;
    const reading = TraceReading.start(bytes, piece.to, splitter, scan);
    if (reading === null) {
      if (traces === 0) return refused(sink, 'no-root');
      note('cut-copy', 'warning');
      break;
    }
    while (reading.advance(STEP)) {
      if (!pacer.due()) continue;
      sink.progress(Math.min(reading.at, source.size));
      await pacer.pause();
    }
    if (reading.refusal !== null) {
      const { reason, root } = reading.refusal;
      return refused(sink, reason, root === undefined ? {} : { root });
    }
    const key = (traces === 0 ? source.file : `${source.file}#${traces + 1}`) as TraceKey;
    const done = reading.finish({ key, file: source.file, path: source.path, reencoded });
    events += done.events;
    damaged += done.damaged;
    for (const gap of done.trace.gaps) {
      if (gap.kind === 'cut-copy') note('cut-copy', 'warning', { events: done.events });
      else if (gap.kind === 'late-start' || gap.kind === 'size-limit' || gap.kind === 'time-rule')
        note(gap.kind, 'info');
    }
    for (const issue of reading.log.issues()) sink.issue(issue);
    partial ??= reading.log.reason;
    sink.add({ kind: 'trace', trace: done.trace, bytes, reencoded });
    traces++;
    at = reading.at;
  }
  if (traces === 0) return refused(sink, 'no-root');
  if (traces > 1) note('several-traces', 'warning', { count: traces });
  for (const [code, count] of outside.entries()) note(code, 'warning', { count });
  sink.progress(source.size);
  const counts = { events, rows: null, damaged };
  return partial === null ? { state: 'whole', reason: null, counts } : { state: 'partial', reason: partial, counts };
}

/** The end of a file that is not read; freb.xsl, under whatever name, is only passed over. */
function refused(sink: ReadSink, code: string, args: ParseIssue['args'] = {}): ReadSummary {
  const skipped = code === 'other-root' && /^xsl:(stylesheet|transform)$/.test(String(args.root));
  const reason = skipped ? 'stylesheet' : code;
  sink.issue({ code: reason, severity: skipped ? 'info' : 'error', args });
  return { state: skipped ? 'skipped' : 'refused', reason, counts: { events: null, rows: null, damaged: 0 } };
}
