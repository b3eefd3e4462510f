import { Pacer } from '../../base/pacer.ts';
import { chooseEncoding } from '../../base/text.ts';
import { LIMITS } from '../../intake/limits.ts';
import type { EventLogRecord } from '../../model/sidefiles.ts';
import type { ParseIssue } from '../../model/source.ts';
import type { FormatReader, ReadSummary, Sniff } from '../reader.ts';
import { recordOf } from './record.ts';
import { type EventSlice, EventSlicer, type SliceFacts } from './slices.ts';

/** Enough for a year of a busy server; the rest is left out and said. */
const RECORDS_KEPT = 500_000;
const DAMAGED_SHOWN = 20;

const PROLOG = /^\uFEFF?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^]{0,4000}?-->\s*)*/;
const START = /^<(?:Events[\s>][^<]{0,200})?(?:<Event[\s>][^<]{0,300}<System[\s>])?/;

const nothing = { events: null, rows: 0, damaged: 0 } as const;
const refused = (reason: string): ReadSummary => ({ state: 'refused', reason, counts: nothing });

/** What "Copy details as text" puts on the clipboard: words first, the record as XML behind them. */
const COPIED = /^Log Name:[^]{0,60000}<Event xmlns=/;

function sniff(head: Uint8Array): Sniff {
  const choice = chooseEncoding(head);
  if ('refused' in choice) return { score: 0, why: '' };
  const text = new TextDecoder(choice.encoding).decode(head.subarray(choice.mark));
  const body = text.slice(PROLOG.exec(text)?.[0].length ?? 0);
  if (COPIED.test(body)) return { score: 0.9, why: 'details of an event, copied from Event Viewer' };
  if (/^<Event[\s>]/.test(body)) return { score: 0.95, why: 'element Event of the Windows event log' };
  if (!/^<Events[\s/>]/.test(body)) return { score: 0, why: '' };
  return START.test(body) && /<Event[\s>]/.test(body)
    ? { score: 0.97, why: 'root element Events with Event elements' }
    : { score: 0.8, why: 'root element Events' };
}

/** Event Viewer export, `wevtutil qe` output and App Service `eventlog.xml`. */
export const eventLogReader: FormatReader = {
  id: 'eventlog',
  label: 'Windows event log (XML)',
  sniff: (head) => sniff(head),

  async read(source, sink, signal) {
    if (source.size > LIMITS.sideFileBytes) {
      sink.issue({
        code: 'eventlog-too-large',
        severity: 'error',
        args: { size: source.size, limit: LIMITS.sideFileBytes },
      });
      return refused('eventlog-too-large');
    }
    const choice = chooseEncoding(await source.slice(0, 1024));
    if ('refused' in choice) {
      sink.issue({ code: 'unknown-encoding', severity: 'error', args: { encoding: choice.refused } });
      return refused('unknown-encoding');
    }
    const records: EventLogRecord[] = [];
    const damagedLines: number[] = [];
    const counts = { damaged: 0, untimed: 0, leftOut: 0, replaced: 0 };
    const onEvent = (slice: EventSlice): void => {
      const content = recordOf(slice.text);
      if (content === null) {
        counts.damaged++;
        if (damagedLines.length < DAMAGED_SHOWN) damagedLines.push(slice.line);
      } else if (records.length >= RECORDS_KEPT) counts.leftOut++;
      else {
        if (content.time === null) counts.untimed++;
        records.push({ file: source.file, line: slice.line, ...content });
      }
    };

    const slicer = new EventSlicer(onEvent);
    const decoder = new TextDecoder(choice.encoding);
    const pacer = new Pacer(signal);
    let bytes = 0;
    for await (const chunk of source.stream()) {
      slicer.push(decoder.decode(chunk, { stream: true }));
      bytes += chunk.length;
      sink.progress(bytes);
      signal.throwIfAborted();
      if (slicer.facts.declaration) return refused('doctype');
      if (pacer.due()) await pacer.pause();
    }
    slicer.push(decoder.decode());
    slicer.end();
    if (slicer.facts.declaration) return refused('doctype');

    const facts = slicer.facts;
    if (!facts.root && !facts.cut && records.length === 0 && counts.damaged === 0) return refused('eventlog-no-root');
    counts.damaged += facts.tooLong;
    sink.add({ kind: 'eventLog', records: shareLines(records) ? byOrdinal(records) : records });
    const issues = issuesOf(facts, records.length, counts, damagedLines);
    for (const issue of issues) sink.issue(issue);
    const first = issues.find((issue) => issue.severity === 'warning');
    const summary = { events: null, rows: records.length, damaged: counts.damaged };
    if (records.length === 0 && counts.damaged > 0)
      return { state: 'refused', reason: 'eventlog-damaged-records', counts: summary };
    return { state: first === undefined ? 'whole' : 'partial', reason: first?.code ?? null, counts: summary };
  },
};

/** App Service and Event Viewer write one record behind the other: line feeds stand in messages only. */
const shareLines = (records: readonly EventLogRecord[]): boolean =>
  records.some(({ line }, ix) => line === records[ix - 1]?.line) || (records.length === 1 && records[0]?.line === 1);

/** Where several stand on one line, the line says nothing: the ordinal of the record does. */
function byOrdinal(records: readonly EventLogRecord[]): readonly EventLogRecord[] {
  return records.map((record, ix) => ({ ...record, line: ix + 1 }));
}

function issuesOf(
  facts: SliceFacts,
  length: number,
  counts: { readonly damaged: number; readonly untimed: number; readonly leftOut: number },
  damagedLines: readonly number[],
): readonly ParseIssue[] {
  const issues: ParseIssue[] = [];
  const add = (code: string, severity: ParseIssue['severity'], count: number, at?: ParseIssue['at']): void => {
    if (count > 0)
      issues.push({ code, severity, count, args: { count, lines: damagedLines.join(', ') }, ...(at ? { at } : {}) });
  };
  if (facts.cut) issues.push({ code: 'eventlog-cut', severity: 'warning' });
  add('eventlog-damaged-records', 'warning', counts.damaged, { line: damagedLines[0] ?? 1 });
  add('eventlog-too-many', 'warning', counts.leftOut);
  add('eventlog-no-time', 'info', counts.untimed);
  if (length === 0 && counts.damaged === 0) issues.push({ code: 'eventlog-no-records', severity: 'info' });
  return issues;
}
