import { LIMITS } from '../../intake/limits.ts';
import type { TraceGap } from '../../model/trace.ts';
import { eventIx, epochMs, ms, type EventIx, type FileKey, type TraceKey } from '../../model/units.ts';
import type { Trace } from '../../model/trace.ts';
import { isSpace } from '../xml/bytes.ts';
import { clockGrain, observedSpan } from './clock.ts';
import { recordedGaps } from './gaps.ts';
import { IssueLog } from './issue-log.ts';
import { TraceProblems } from './problems.ts';
import { readEvent } from './reference.ts';
import { readRootTag, requestFacts, wholeNumber, type RootTag } from './root.ts';
import { Scanner } from './scanner.ts';
import type { Refusal, Splitter } from './splitter.ts';
import { TableBuilder } from './table.ts';

/** How the events of a trace ended. */
export type TraceEnd = 'open' | 'closed' | 'cut' | 'refused';

/**
 * Reads one `<failedRequest>` in steps, so that the caller can report progress and be interrupted between them. The
 * reference layer takes every event for which the scanner says no.
 */
export class TraceReading {
  readonly log: IssueLog;
  readonly #bytes: Uint8Array;
  readonly #splitter: Splitter;
  readonly #root: RootTag;
  readonly #builder: TableBuilder;
  readonly #scanner: Scanner | null;
  readonly #outside = new TraceProblems();
  #at: number;
  #end: TraceEnd;
  #refusal: { readonly reason: Refusal; readonly root?: string } | null = null;
  #firstBad: EventIx | null = null;
  #bad = 0;
  #damaged = 0;
  #cutEvent = false;
  #computer = '';

  private constructor(bytes: Uint8Array, splitter: Splitter, root: RootTag, log: IssueLog, scan: boolean) {
    this.#bytes = bytes;
    this.#splitter = splitter;
    this.#root = root;
    this.log = log;
    this.#builder = new TableBuilder(bytes.length - root.end);
    this.#scanner = scan ? new Scanner(bytes, this.#builder) : null;
    this.#at = root.end;
    this.#end = root.empty ? 'closed' : 'open';
  }

  /** `from`: offset after `<failedRequest`. `scan`: use the fast layer. null: the start tag is cut off or endless. */
  static start(bytes: Uint8Array, from: number, splitter: Splitter, scan: boolean): TraceReading | null {
    const problems = new TraceProblems();
    const root = readRootTag(bytes, from, Math.min(bytes.length, from + LIMITS.rootTag), problems);
    if (root === null) return null;
    const log = new IssueLog();
    log.add(problems, null, from);
    return new TraceReading(bytes, splitter, root, log, scan);
  }

  /** Offset up to which the file has been read. */
  get at(): number {
    return this.#at;
  }

  get end(): TraceEnd {
    return this.#end;
  }

  get refusal(): { readonly reason: Refusal; readonly root?: string } | null {
    return this.#refusal;
  }

  /** Reads up to `events` more events; false when there is no more to read. */
  advance(events: number): boolean {
    for (let n = 0; n < events && this.#end === 'open'; n++) this.#step();
    return this.#end === 'open';
  }

  #step(): void {
    if (this.#builder.length >= LIMITS.eventsPerTrace) {
      this.#outside.add('too-many-events');
      this.#end = 'closed';
      this.#at = this.#bytes.length;
      return;
    }
    if (this.#scan()) return;
    const piece = this.#splitter.next(this.#at, this.#outside);
    switch (piece.kind) {
      case 'event':
        this.#event(piece.from, piece.to, piece.broken, piece.problems);
        return;
      case 'end':
        this.#at = piece.to;
        this.#end = 'closed';
        return;
      case 'root':
        // The next trace begins although this one has no end tag.
        this.#at = piece.from;
        this.#end = 'cut';
        return;
      case 'cut':
        this.#cutEvent = piece.event;
        this.#at = this.#bytes.length;
        this.#end = 'cut';
        return;
      case 'refused':
        this.#refusal = piece;
        this.#end = 'refused';
    }
  }

  /** Offers what comes next to the scanner; false when it is not an event in the writer's layout. */
  #scan(): boolean {
    if (this.#scanner === null) return false;
    const bytes = this.#bytes;
    let at = this.#at;
    while (isSpace(bytes[at] ?? 0)) at++;
    if (bytes[at] !== 0x3c || bytes[at + 1] !== 0x45) return false;
    const end = this.#scanner.event(at);
    if (end < 0) return false;
    if (this.#builder.length === 1) this.#computer = this.#scanner.computer();
    this.#at = end;
    return true;
  }

  #event(from: number, to: number, broken: boolean, problems: TraceProblems): void {
    const ix = eventIx(this.#builder.length);
    const { detail, salvaged, undecodable } = readEvent(this.#bytes, from, to, broken);
    if (undecodable > 0) problems.add('undecodable-bytes', undecodable);
    if (detail.data.length > LIMITS.dataPerEvent) problems.add('over-limit');
    if (salvaged && !broken) problems.add('odd-event');
    if (detail.name === '') problems.add('nameless-event');
    const damaged = detail.name === '' && detail.data.length === 0;
    if (salvaged || damaged) {
      this.#firstBad ??= ix;
      this.#bad++;
    }
    if (damaged) this.#damaged++;
    if (ix === 0) this.#computer = detail.computer;
    if (problems.any) this.log.add(problems, ix, from);
    this.#builder.addReference(detail, from, to, damaged);
    this.#at = to;
  }

  /** The trace, and how many events are whole and how many could not be used. */
  finish(identity: {
    readonly key: TraceKey;
    readonly file: FileKey;
    readonly path: string;
    readonly reencoded: boolean;
  }): {
    readonly trace: Trace;
    readonly events: number;
    readonly damaged: number;
  } {
    const { table, start, badTimes } = this.#builder.finish();
    if (badTimes > 0) this.#outside.add('bad-time', badTimes);
    this.log.add(this.#outside, null, this.#root.end);
    const request = requestFacts(this.#root.attributes);
    const cut = this.#end === 'cut';
    const reported = wholeNumber(new Map(this.#root.attributes).get('timeTaken'));
    const trace: Trace = {
      key: identity.key,
      file: identity.file,
      path: identity.path,
      request,
      computer: this.#computer,
      startedAt: start === null ? null : epochMs(start),
      reported: reported === null ? null : ms(reported),
      observed: ms(observedSpan(table.time)),
      grain: ms(clockGrain(table.time)),
      events: table,
      gaps: [...recordedGaps(table, request.failureReason, cut), ...this.#fileGaps(cut, identity.reencoded)],
    };
    return { trace, events: table.length - this.#damaged, damaged: this.#damaged + (this.#cutEvent ? 1 : 0) };
  }

  #fileGaps(cut: boolean, reencoded: boolean): readonly TraceGap[] {
    const gaps: TraceGap[] = [];
    if (cut) gaps.push({ kind: 'cut-copy' });
    const replaced = this.log.count('control-character') + this.log.count('undecodable-bytes');
    if (replaced > 0) gaps.push({ kind: 'replaced-characters', count: replaced });
    if (this.#firstBad !== null) gaps.push({ kind: 'bad-event', at: this.#firstBad, count: this.#bad });
    const unescaped = this.log.count('unescaped-attribute');
    if (unescaped > 0) gaps.push({ kind: 'unescaped-attributes', count: unescaped });
    if (reencoded) gaps.push({ kind: 're-encoded' });
    return gaps;
  }
}
