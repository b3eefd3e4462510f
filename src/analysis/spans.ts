import { ancmVersion } from '../knowledge/ancm.ts';
import { NOTIFICATIONS } from '../knowledge/notifications.ts';
import { EventFlag, type TraceEventTable } from '../model/events.ts';
import { SpanFlag, type EventSpans, type ModuleSpanTable, type SpanKind } from '../model/spans.ts';
import { Ev, Role, type NameInfo } from './event-names.ts';
import { ioErrorCode, numberField, type FieldReader } from './fields.ts';
import { overGrain } from './times.ts';

import { Fate, type Pairing } from './pairing.ts';
import { SpanColumns, SpanMark } from './span-columns.ts';
import { notificationLabel, phaseLabel } from './span-labels.ts';

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

/** An open scope. The base of the stack has span -1: what lies beside the request. */
interface Scope {
  readonly span: number;
  readonly kind: SpanKind;
  /** Module of a notification that belongs to the fixed order of the pipeline. */
  inOrder: boolean;
  /** EventIx of its end; -1 when it never ends. */
  end: number;
  /** Module data that inner phases inherit. */
  readonly module: number;
  readonly notification: number;
  readonly flags: number;
  /** Notification span that collects module spans directly inside this scope, -1 for none. */
  group: number;
  groupNotification: number;
  groupFlags: number;
  /** First event, gap and instant not yet given to a span: the run since the last inner span ended. */
  runEvent: number;
  runGap: number;
  runTime: number;
}

/** 0 stands for PRE_BEGIN_REQUEST events, which name no notification. */
const IN_ORDER: ReadonlySet<number> = new Set([0, ...NOTIFICATIONS.filter((n) => n.inOrder).map((n) => n.bit)]);

/**
 * Events to spans: a stack of open scopes, inner ones closed with the one around them. Between the scopes that the
 * trace names it draws two kinds of its own: a notification around modules that run in the same notification and pass,
 * and `outside` for time over the grain that passes inside a request and in no module.
 */
export function buildSpans(source: SpanSource): SpanWalk {
  return new Walk(source).run();
}

class Walk {
  readonly #source: SpanSource;
  readonly #columns = new SpanColumns();
  readonly #eventSpans: Int32Array;
  readonly #gapOwner: Int32Array;
  readonly #stack: Scope[] = [];
  readonly #forwardFrom = new Map<number, number>();
  readonly #outsideLabel: number;
  #top: Scope;
  #implicitRoot = -1;

  constructor(source: SpanSource) {
    this.#source = source;
    this.#eventSpans = new Int32Array(source.events.length).fill(-1);
    this.#gapOwner = new Int32Array(source.events.length).fill(-1);
    this.#outsideLabel = source.events.strings.add('Outside any module');
    this.#top = scope(-1, 'request', -1, 0);
    this.#stack.push(this.#top);
  }

  run(): SpanWalk {
    const { names, pairing, events } = this.#source;
    const { length } = events;
    if (length > 0) this.#begin();
    for (let i = 0; i < length; i++) {
      const info = names[i];
      if (info === undefined) continue;
      if (info.role === Role.start) this.#start(i, info, pairing.partner[i] ?? Fate.none);
      else if (info.role === Role.end) this.#end(i, info, pairing.partner[i] ?? Fate.none);
      if (info.code !== Ev.other) this.#note(i, info);
    }
    const openSpan = this.#top.span;
    while (this.#stack.length > 1) this.#close(length, false);
    this.#settle(this.#top, length, -1, 0);
    return {
      ...this.#columns.finish(),
      eventSpans: this.#eventSpans,
      gapOwner: this.#gapOwner,
      forwardFrom: this.#forwardFrom,
      openSpan,
    };
  }

  /** A recording that begins inside the request: the scopes that were open then begin with the first event. */
  #begin(): void {
    const { names, pairing, events } = this.#source;
    if (names[0]?.code === Ev.requestStart) return;
    const late = pairing.lateEnds.toReversed();
    const rootEnd = late[0] !== undefined && names[late[0]]?.code === Ev.requestEnd ? late.shift() : undefined;
    this.#implicitRoot = this.#push(0, 'request', events.strings.add('Request'), -1, 0, SpanFlag.noStart, true);
    this.#top.end = rootEnd ?? -1;
    for (const end of late) {
      const info = names[end];
      if (info !== undefined) this.#open(0, end, info, end, true);
    }
  }

  #start(i: number, info: NameInfo, partner: number): void {
    if (partner === Fate.none || (partner === Fate.lost && !info.firm)) return;
    if (
      info.code === Ev.requestStart &&
      this.#implicitRoot >= 0 &&
      this.#top.span === this.#implicitRoot &&
      this.#top.end < 0
    ) {
      this.#columns.started(this.#implicitRoot);
      this.#implicitRoot = -1;
      this.#top.end = Math.max(partner, -1);
      return;
    }
    this.#open(i, i, info, Math.max(partner, -1), false);
  }

  #end(i: number, info: NameInfo, partner: number): void {
    let at = this.#stack.length - 1;
    while (at > 0 && this.#stack[at]?.end !== i) at--;
    if (at === 0) {
      if (partner === Fate.stray && info.firm && info.kind !== 'phase' && info.kind !== 'filter') this.#stray(i, info);
      return;
    }
    const { span } = this.#stack[at] ?? this.#top;
    while (this.#stack.length - 1 > at) this.#close(i, false);
    this.#close(i, true);
    this.#outcome(span, i, info);
  }

  /** An end whose start was lost: a mark of no length. */
  #stray(i: number, info: NameInfo): void {
    this.#open(i, i, info, i, false, SpanFlag.noStart);
    const { span } = this.#top;
    this.#close(i, true);
    this.#outcome(span, i, info);
  }

  /** Opens the scope of a start; `dataEvent` names its module. `late`: it was open before the first event. */
  #open(i: number, dataEvent: number, info: NameInfo, end: number, late: boolean, more = 0): void {
    const { events, fields } = this.#source;
    const flags = more | (late ? SpanFlag.noStart : 0);
    if (info.kind === 'module') {
      const module = events.module[dataEvent] ?? -1;
      const notification = events.notification[dataEvent] ?? 0;
      const pass = ((events.flags[dataEvent] ?? 0) & EventFlag.post) === 0 ? 0 : SpanFlag.post;
      const inOrder = IN_ORDER.has(notification);
      if (inOrder) this.#closeLost(i);
      this.#groupFor(i, notification, pass);
      const ancm = ancmVersion(events.strings.at(module)) === null ? 0 : SpanFlag.ancm;
      const label = module >= 0 ? module : events.strings.add(info.stem);
      this.#push(i, 'module', label, module, notification, flags | pass | ancm, late, this.#top.group);
      this.#top.inOrder = inOrder;
      this.#top.end = end;
      return;
    }
    const label = events.strings.add(phaseLabel(info, dataEvent, fields));
    const isRequest = info.kind === 'request' || info.kind === 'child-request';
    this.#settle(this.#top, i, -1, 0);
    const { module, notification, flags: around } = this.#top;
    if (isRequest) this.#push(i, info.kind, label, -1, 0, flags, late);
    else this.#push(i, info.kind, label, module, notification, flags | around, late);
    this.#top.end = end;
  }

  #push(
    i: number,
    kind: SpanKind,
    label: number,
    module: number,
    notification: number,
    flags: number,
    late: boolean,
    parent = this.#top.span,
  ): number {
    const start = this.#source.times[i] ?? 0;
    const span = this.#columns.add({ parent, kind, label, module, notification, flags, start, firstEvent: i });
    const inner = scope(span, kind, module, notification, flags & (SpanFlag.post | SpanFlag.ancm));
    inner.runTime = start;
    inner.runGap = i;
    inner.runEvent = i;
    if (!late) {
      this.#eventSpans[i] = span;
      inner.runEvent = i + 1;
    }
    this.#top = inner;
    this.#stack.push(inner);
    return span;
  }

  /** Leaves `#top.group` as the notification span for a module that starts at event i. */
  #groupFor(i: number, notification: number, pass: number): void {
    const outer = this.#top;
    this.#settle(outer, i, notification, pass);
    if (outer.group >= 0) return;
    const { events, times } = this.#source;
    const label = events.strings.add(notificationLabel(notification, pass !== 0));
    outer.group = this.#columns.add({
      parent: outer.span,
      kind: 'notification',
      label,
      module: -1,
      notification,
      flags: pass,
      start: times[i] ?? 0,
      firstEvent: i,
    });
    outer.groupNotification = notification;
    outer.groupFlags = pass;
  }

  /**
   * Gives the events and the time since the last inner span to their owner: the notification if the next span belongs
   * to it too, else the scope; inside a request, and if it is more than a clock step, a span `outside`.
   */
  #settle(outer: Scope, i: number, notification: number, pass: number): void {
    const { times, grain } = this.#source;
    const goesOn = outer.group >= 0 && outer.groupNotification === notification && outer.groupFlags === pass;
    if (!goesOn) outer.group = -1;
    const owner = goesOn ? outer.group : outer.span;
    const until = times[Math.min(i, times.length - 1)] ?? 0;
    let holder = owner;
    if (isRequestKind(outer.kind) && overGrain(until - outer.runTime, grain)) {
      const own = outer.runEvent < i;
      holder = this.#columns.add({
        parent: owner,
        kind: 'outside',
        label: this.#outsideLabel,
        module: -1,
        notification: goesOn ? notification : 0,
        flags: goesOn ? pass : 0,
        start: outer.runTime,
        firstEvent: own ? outer.runEvent : outer.runGap,
      });
      this.#columns.extend(holder, until, own ? i - 1 : Math.min(i, times.length - 1));
    }
    for (let e = outer.runEvent; e < i; e++) this.#eventSpans[e] = holder;
    for (let e = outer.runGap; e < i; e++) this.#gapOwner[e] = holder;
    outer.runEvent = i;
    outer.runGap = i;
    outer.runTime = until;
  }

  /** Ends the innermost scope at event i; `own`: i is its end event, else it is closed with what is around it. */
  #close(i: number, own: boolean): void {
    const inner = this.#top;
    const { times } = this.#source;
    const at = Math.min(i, times.length - 1);
    const time = times[at] ?? 0;
    this.#settle(inner, i, -1, 0);
    this.#columns.extend(inner.span, time, own ? i : i - 1);
    if (own) this.#eventSpans[i] = inner.span;
    else this.#columns.flag(inner.span, SpanFlag.open);
    this.#stack.pop();
    const outer = this.#stack[this.#stack.length - 1];
    if (outer === undefined) return;
    this.#top = outer;
    outer.runEvent = own ? i + 1 : i;
    outer.runGap = i;
    outer.runTime = time;
    if (outer.group >= 0 && this.#columns.parent(inner.span) === outer.group) {
      this.#columns.extend(outer.group, time, own ? i : i - 1);
    }
  }

  /**
   * Notifications of the pipeline come one after the other: a module of one of them that is still open, and never
   * ends, when the next starts has lost its end. Without this everything that follows would hang below it.
   */
  #closeLost(i: number): void {
    for (let k = this.#stack.length - 1; k > 0; k--) {
      const open = this.#stack[k];
      if (open === undefined || isRequestKind(open.kind)) return;
      if (!open.inOrder) continue;
      if (open.end >= 0) return;
      while (this.#stack.length - 1 >= k) this.#close(i, false);
    }
  }

  #outcome(span: number, i: number, info: NameInfo): void {
    const { fields } = this.#source;
    if (info.kind === 'module') {
      const status = numberField(fields, i, 'NotificationStatus');
      if (status !== null) {
        this.#columns.outcome(span, status === 2 ? 'finished' : status === 1 ? 'pending' : 'continue');
      }
    } else if (isRequestKind(info.kind)) {
      const status = numberField(fields, i, 'HttpStatus');
      if (status !== null) this.#columns.outcome(span, status >= 400 ? 'failed' : 'finished');
    } else {
      const io = info.code === Ev.flushEnd || info.code === Ev.readEnd;
      this.#columns.outcome(span, io && ioErrorCode(fields, i) !== null ? 'failed' : 'finished');
    }
  }

  /** Events that say something about the spans around them. */
  #note(i: number, info: NameInfo): void {
    if (info.code === Ev.errorStatus || info.code === Ev.successStatus) this.#status(i, info.code === Ev.errorStatus);
    else if (info.code === Ev.completion) {
      const open = this.#moduleScope(this.#source.events.module[i] ?? -1);
      if (open !== null) this.#columns.mark(open.span, SpanMark.asynchronous);
    } else if (info.code === Ev.setRequestHeader || info.code === Ev.forwardStart || info.code === Ev.winHttpCallback) {
      const ancm = this.#ancmScope();
      if (ancm !== null && !this.#forwardFrom.has(ancm.span)) this.#forwardFrom.set(ancm.span, i);
    } else if (info.code === Ev.forwardFail) {
      if (this.#top.kind === 'phase') this.#columns.outcome(this.#top.span, 'failed');
    } else if (info.code === Ev.inProcess) {
      const ancm = this.#ancmScope();
      if (ancm !== null) this.#columns.mark(ancm.span, SpanMark.inProcess);
    }
  }

  #status(i: number, failed: boolean): void {
    const { events, times } = this.#source;
    const notification = events.notification[i] ?? 0;
    if (!isRequestKind(this.#top.kind) || notification === 0) {
      const open = this.#moduleScope(events.module[i] ?? -1);
      if (failed && open !== null) this.#columns.outcome(open.span, 'failed');
      return;
    }
    const outer = this.#top;
    if (outer.span < 0) return;
    // Between modules: the event names the notification it belongs to, and no module of that name was started.
    const pass = outer.group >= 0 && outer.groupNotification === notification ? outer.groupFlags : 0;
    this.#groupFor(i, notification, pass);
    this.#eventSpans[i] = outer.group;
    this.#columns.extend(outer.group, times[i] ?? 0, i);
    if (failed) this.#columns.outcome(outer.group, 'failed');
    outer.runEvent = i + 1;
  }

  /** The innermost open module scope, if it is the ASP.NET Core Module. */
  #ancmScope(): Scope | null {
    for (let k = this.#stack.length - 1; k > 0; k--) {
      const open = this.#stack[k];
      if (open === undefined || isRequestKind(open.kind)) return null;
      if (open.kind === 'module') return (open.flags & SpanFlag.ancm) !== 0 ? open : null;
    }
    return null;
  }

  /** Innermost open scope of a module in the current request. */
  #moduleScope(module: number): Scope | null {
    for (let k = this.#stack.length - 1; k > 0; k--) {
      const open = this.#stack[k];
      if (open === undefined || isRequestKind(open.kind)) return null;
      if (open.kind === 'module' && open.module === module) return open;
    }
    return null;
  }
}

function isRequestKind(kind: SpanKind): boolean {
  return kind === 'request' || kind === 'child-request';
}

function scope(span: number, kind: SpanKind, module: number, notification: number, flags = 0): Scope {
  return {
    span,
    kind,
    inOrder: false,
    end: -1,
    module,
    notification,
    flags,
    group: -1,
    groupNotification: 0,
    groupFlags: 0,
    runEvent: 0,
    runGap: 0,
    runTime: 0,
  };
}
