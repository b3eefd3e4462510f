import { ancmVersion } from '../knowledge/ancm.ts';
import { EventFlag, type TraceEventTable } from '../model/events.ts';
import { SpanFlag, type EventSpans, type ModuleSpanTable } from '../model/spans.ts';
import { Ev, Role, type NameInfo } from './event-names.ts';
import { ioErrorCode, numberField, type FieldReader } from './fields.ts';
import { OpenScopes, isRequestKind, type Scope } from './open-scopes.ts';
import { Fate, type Pairing } from './pairing.ts';
import { SpanMark } from './span-columns.ts';
import { phaseLabel } from './span-labels.ts';

/** Input of the walk: one trace, its names understood and paired, its times made steady. */
export interface SpanSource {
  readonly events: TraceEventTable;
  readonly names: readonly NameInfo[];
  readonly pairing: Pairing;
  readonly times: Float64Array;
  readonly grain: number;
  readonly fields: FieldReader;
}

/** Spans without their times, and what timing and silences need beside them. */
export interface SpanWalk {
  readonly spans: Omit<ModuleSpanTable, 'self' | 'waiting'>;
  readonly eventSpans: EventSpans;
  /** Per event i: innermost span that is open from event i to event i + 1; -1 outside of all. */
  readonly gapOwner: Int32Array;
  /** `SpanMark` bits per span. */
  readonly marks: Uint8Array;
  /** For ANCM spans that sent the request on: the event with which that began. */
  readonly forwardFrom: ReadonlyMap<number, number>;
  /** Innermost span open at the end of the file, -1 when none is. */
  readonly openSpan: number;
}

/** Events to spans. Inner scopes are closed with the one around them; see OpenScopes for the spans it adds. */
export function buildSpans(source: SpanSource): SpanWalk {
  return new Walk(source).run();
}

class Walk {
  readonly #source: SpanSource;
  readonly #scopes: OpenScopes;
  readonly #forwardFrom = new Map<number, number>();
  /** Span of a request whose start was not recorded, as long as that may still change. */
  #assumedRoot: Scope | null = null;

  constructor(source: SpanSource) {
    this.#source = source;
    this.#scopes = new OpenScopes(source.events, source.times, source.grain);
  }

  run(): SpanWalk {
    const { names, pairing, events } = this.#source;
    const scopes = this.#scopes;
    if (events.length > 0 && names[0]?.code !== Ev.requestStart) this.#beginLate();
    for (let i = 0; i < events.length; i++) {
      const info = names[i];
      if (info === undefined) continue;
      if (info.role === Role.start) this.#start(i, info, pairing.partner[i] ?? Fate.none);
      else if (info.role === Role.end) this.#end(i, info, pairing.partner[i] ?? Fate.none);
      if (info.code !== Ev.other) this.#note(i, info);
    }
    const openSpan = scopes.top.span;
    scopes.closeAll();
    const { eventSpans, gapOwner } = scopes;
    return { ...scopes.columns.finish(), eventSpans, gapOwner, forwardFrom: this.#forwardFrom, openSpan };
  }

  /** A recording that begins inside the request: the scopes that were open then begin with the first event. */
  #beginLate(): void {
    const { names, pairing, events } = this.#source;
    const late = pairing.lateEnds.toReversed();
    const rootEnd = late[0] !== undefined && names[late[0]]?.code === Ev.requestEnd ? late.shift() : undefined;
    const label = events.strings.add('Request');
    const around = { module: -1, notification: 0, flags: SpanFlag.noStart, end: rootEnd ?? -1, late: true };
    this.#scopes.open(0, { kind: 'request', label, ...around });
    if (rootEnd === undefined) this.#assumedRoot = this.#scopes.top;
    for (const end of late) {
      const info = names[end];
      if (info !== undefined) this.#open(0, end, info, end, SpanFlag.noStart, true);
    }
  }

  #start(i: number, info: NameInfo, partner: number): void {
    if (partner === Fate.none || (partner === Fate.lost && !info.firm)) return;
    const end = Math.max(partner, -1);
    if (info.code === Ev.requestStart && this.#scopes.top === this.#assumedRoot) {
      this.#scopes.columns.started(this.#assumedRoot.span);
      this.#assumedRoot.end = end;
      this.#assumedRoot = null;
      return;
    }
    this.#open(i, i, info, end, 0);
  }

  #end(i: number, info: NameInfo, partner: number): void {
    let span = this.#scopes.close(i);
    if (span < 0) {
      // The start was lost: a mark of no length, for what is worth a row of its own.
      if (partner !== Fate.stray || (info.kind !== 'module' && !isRequestKind(info.kind))) return;
      this.#open(i, i, info, i, SpanFlag.noStart);
      span = this.#scopes.close(i);
    }
    this.#outcome(span, i, info);
  }

  /** Opens the scope that a start names; its module stands in `dataEvent`. */
  #open(i: number, dataEvent: number, info: NameInfo, end: number, flags: number, late = false): void {
    const { events, fields } = this.#source;
    const scopes = this.#scopes;
    const { kind } = info;
    if (kind === 'module') {
      const module = events.module[dataEvent] ?? -1;
      const post = ((events.flags[dataEvent] ?? 0) & EventFlag.post) === 0 ? 0 : SpanFlag.post;
      const ancm = ancmVersion(events.strings.at(module)) === null ? 0 : SpanFlag.ancm;
      const label = module >= 0 ? module : events.strings.add(info.stem);
      const notification = events.notification[dataEvent] ?? 0;
      scopes.openModule(i, { kind, label, module, notification, flags: flags | post | ancm, end, late });
      return;
    }
    const label = events.strings.add(phaseLabel(info, dataEvent, fields));
    const { module, notification, flags: around } = scopes.top;
    if (isRequestKind(kind)) scopes.open(i, { kind, label, module: -1, notification: 0, flags, end, late });
    else scopes.open(i, { kind, label, module, notification, flags: flags | around, end, late });
  }

  #outcome(span: number, i: number, info: NameInfo): void {
    const { fields } = this.#source;
    const { columns } = this.#scopes;
    if (info.kind === 'module') {
      const status = numberField(fields, i, 'NotificationStatus');
      if (status !== null) columns.outcome(span, status === 2 ? 'finished' : status === 1 ? 'pending' : 'continue');
    } else if (isRequestKind(info.kind)) {
      const status = numberField(fields, i, 'HttpStatus');
      if (status !== null) columns.outcome(span, status >= 400 ? 'failed' : 'finished');
    } else {
      const io = info.code === Ev.flushEnd || info.code === Ev.readEnd;
      columns.outcome(span, io && ioErrorCode(fields, i) !== null ? 'failed' : 'finished');
    }
  }

  /** Events that say something about the spans around them. */
  #note(i: number, { code }: NameInfo): void {
    const { columns } = this.#scopes;
    if (code === Ev.errorStatus || code === Ev.successStatus) {
      this.#status(i, code === Ev.errorStatus);
    } else if (code === Ev.completion) {
      const open = this.#moduleScope(this.#source.events.module[i] ?? -1);
      if (open !== null) columns.mark(open.span, SpanMark.asynchronous);
    } else if (code === Ev.setRequestHeader || code === Ev.forwardStart || code === Ev.winHttpCallback) {
      const ancm = this.#ancmScope();
      if (ancm !== null && !this.#forwardFrom.has(ancm.span)) this.#forwardFrom.set(ancm.span, i);
    } else if (code === Ev.forwardFail) {
      if (this.#scopes.top.kind === 'phase') columns.outcome(this.#scopes.top.span, 'failed');
    } else if (code === Ev.inProcess) {
      const ancm = this.#ancmScope();
      if (ancm !== null) columns.mark(ancm.span, SpanMark.inProcess);
    }
  }

  #status(i: number, failed: boolean): void {
    const { events } = this.#source;
    const { top, columns } = this.#scopes;
    const notification = events.notification[i] ?? 0;
    if (!isRequestKind(top.kind) || notification === 0) {
      const open = this.#moduleScope(events.module[i] ?? -1);
      if (failed && open !== null) columns.outcome(open.span, 'failed');
    } else if (top.span >= 0) {
      // Between modules: IIS itself sets it in the notification that it names, without a start of that name.
      const group = this.#scopes.attach(i, notification);
      if (failed) columns.outcome(group, 'failed');
    }
  }

  /** The innermost open module scope, if it is the ASP.NET Core Module. */
  #ancmScope(): Scope | null {
    for (const open of this.#scopes.inRequest()) {
      if (open.kind === 'module') return (open.flags & SpanFlag.ancm) !== 0 ? open : null;
    }
    return null;
  }

  /** Innermost open scope of a module in the current request. */
  #moduleScope(module: number): Scope | null {
    for (const open of this.#scopes.inRequest()) {
      if (open.kind === 'module' && open.module === module) return open;
    }
    return null;
  }
}
