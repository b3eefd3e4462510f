import { chooseEncoding } from '../../base/text.ts';
import { LIMITS } from '../../intake/limits.ts';
import type { Trace } from '../../model/trace.ts';
import { frebReader } from '../freb/reader.ts';
import type { ByteSource, FormatReader, ReadSink, ReadSummary, Sniff } from '../reader.ts';
import { canonicalTrace, pastedTimes } from './canonical.ts';
import { pastedEvent } from './events.ts';
import { losses } from './losses.ts';
import { pastedRecords } from './records.ts';
import { pastedRequest } from './request.ts';
import { looksPasted } from './starts.ts';

const NO_COUNTS = { events: null, rows: null, damaged: 0 } as const;
/** What the FREB reader says of a trace that ends or begins midway or has no times: here the losses say it better. */
const SAID_BETTER = new Set(['late-start', 'bad-time', 'time-rule']);

/** Events of a trace that somebody copied as text: never more than a part of the trace. */
export const pasteReader: FormatReader = {
  id: 'paste',
  label: 'Text copied from a trace',

  sniff(head): Sniff {
    const text = decode(head);
    if (text === null || text.trimStart().startsWith('<') || !looksPasted(text)) return { score: 0, why: '' };
    return { score: 0.85, why: 'events as freb.xsl shows them' };
  },

  async read(source, sink, signal) {
    signal.throwIfAborted();
    if (source.size === 0) return refused(sink, 'empty-file');
    if (source.size > LIMITS.pasteBytes) return refused(sink, 'paste-too-large', { limit: LIMITS.pasteBytes });
    const text = decode(await source.bytes());
    signal.throwIfAborted();
    const pasted = pastedRecords(text ?? '');
    const events = pasted.records.map(pastedEvent);
    if (events.length === 0) return refused(sink, 'paste-nothing');
    const request = pastedRequest(events, pasted.preface);
    for (const issue of losses(events, request, pasted.strayLines)) sink.issue(issue);
    const xml = canonicalTrace(request, events, pastedTimes(events));
    const made = new TextEncoder().encode(xml);
    const summary = await frebReader.read(inMemory(source, made), pasteSink(sink), signal);
    sink.progress(source.size);
    // More than a part it never is; what the FREB reader finds besides is among the issues.
    return summary.state === 'whole' ? { ...summary, state: 'partial', reason: 'paste' } : summary;
  },
};

/** Takes the trace on its way: without the date that nobody stated, with the gap that says where it comes from. */
function pasteSink(sink: ReadSink): ReadSink {
  return {
    add: (item) => {
      if (item.kind !== 'trace') return;
      const gaps = item.trace.gaps.filter((gap) => !SAID_BETTER.has(gap.kind));
      const trace: Trace = { ...item.trace, startedAt: null, gaps: [{ kind: 'pasted' }, ...gaps] };
      sink.add({ ...item, trace, reencoded: true });
    },
    issue: (issue) => {
      if (!SAID_BETTER.has(issue.code)) sink.issue(issue);
    },
    progress: () => {},
  };
}

function inMemory(source: ByteSource, bytes: Uint8Array<ArrayBuffer>): ByteSource {
  return {
    file: source.file,
    path: source.path,
    size: bytes.length,
    lastModified: null,
    bytes: async () => bytes,
    slice: async (from, to) => bytes.slice(from, to),
    async *stream() {
      yield bytes;
    },
  };
}

function decode(bytes: Uint8Array): string | null {
  const choice = chooseEncoding(bytes);
  return 'refused' in choice ? null : new TextDecoder(choice.encoding).decode(bytes.subarray(choice.mark));
}

function refused(sink: ReadSink, reason: string, args?: Readonly<Record<string, number>>): ReadSummary {
  sink.issue({ code: reason, severity: 'error', ...(args === undefined ? {} : { args }) });
  return { state: 'refused', reason, counts: NO_COUNTS };
}
