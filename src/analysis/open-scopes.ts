import { NOTIFICATIONS } from '../knowledge/notifications.ts';
import type { TraceEventTable } from '../model/events.ts';
import { SpanFlag, type SpanKind } from '../model/spans.ts';
import { SpanColumns } from './span-columns.ts';
import { notificationLabel } from './span-labels.ts';
import { overGrain } from './times.ts';

/** An open scope. The base of the stack has span -1: what lies beside the request. */
export interface Scope {
  readonly span: number;
  readonly kind: SpanKind;
  /** StrIx, notification and flags that inner phases inherit. */
  readonly module: number;
  readonly notification: number;
  readonly flags: number;
  /** Module of a notification that belongs to the fixed order of the pipeline. */
  inOrder: boolean;
  /** EventIx of its end; -1 when it never ends. */
  end: number;
  /** Notification span that collects module spans directly inside this scope, -1 for none. */
  group: number;
  groupNotification: number;
  groupFlags: number;
  /** First event, gap and instant not yet given to a span: the run since the last inner span ended. */
  runEvent: number;
  runGap: number;
  runTime: number;
}

/** What a scope is when it opens. */
export interface ScopeSeed {
  readonly kind: SpanKind;
  /** StrIx. */
  readonly label: number;
  readonly module: number;
  readonly notification: number;
  readonly flags: number;
  /** EventIx of its end, -1 for none. */
  readonly end: number;
  /** It was open before the first event. */
  readonly late?: boolean;
}

/** 0 stands for PRE_BEGIN_REQUEST events, which name no notification. */
const IN_ORDER: ReadonlySet<number> = new Set([0, ...NOTIFICATIONS.filter((n) => n.inOrder).map((n) => n.bit)]);

/** A request of its own, the outermost one or a child. */
export function isRequestKind(kind: SpanKind): boolean {
  return kind === 'request' || kind === 'child-request';
}

/**
 * The stack of open scopes of one trace. It gives every event and every gap between two events to the innermost span,
 * and draws what the trace does not name itself: a notification around modules that run in the same notification and
 * pass, and `outside` for time over the grain that passes inside a request and in no module.
 */
export class OpenScopes {
  readonly columns: SpanColumns;
  /** Per event its innermost span, -1 for none. */
  readonly eventSpans: Int32Array;
  /** Per event i the innermost span open from event i to event i + 1, -1 for none. */
  readonly gapOwner: Int32Array;
  readonly #events: TraceEventTable;
  readonly #times: Float64Array;
  readonly #grain: number;
  readonly #outsideLabel: number;
  readonly #stack: Scope[];
  top: Scope;

  constructor(events: TraceEventTable, times: Float64Array, grain: number) {
    // A trace has about one span for two events.
    this.columns = new SpanColumns(Math.ceil(events.length * 0.6));
    this.#events = events;
    this.#times = times;
    this.#grain = grain;
    this.eventSpans = new Int32Array(events.length).fill(-1);
    this.gapOwner = new Int32Array(events.length).fill(-1);
    this.#outsideLabel = events.strings.add('Outside any module');
    this.top = scope(-1, { kind: 'request', label: -1, module: -1, notification: 0, flags: 0, end: -1 }, 0, 0);
    this.#stack = [this.top];
  }

  /** Scopes above the base. */
  get depth(): number {
    return this.#stack.length - 1;
  }

  /** Opens a scope at event i directly inside the innermost one. */
  open(i: number, seed: ScopeSeed): void {
    this.#settle(this.top, i, -1, 0);
    this.#push(i, seed, this.top.span);
  }

  /** Opens a module's scope at event i, inside the span of its notification and pass. */
  openModule(i: number, seed: ScopeSeed): void {
    const inOrder = IN_ORDER.has(seed.notification);
    if (inOrder) this.#closeLost(i);
    const group = this.notification(i, seed.notification, seed.flags & SpanFlag.post);
    this.#push(i, seed, group);
    this.top.inOrder = inOrder;
  }

  /** The notification span that is open inside the innermost scope, made if it is another one. */
  notification(i: number, notification: number, pass: number): number {
    const outer = this.top;
    this.#settle(outer, i, notification, pass);
    if (outer.group >= 0) return outer.group;
    outer.groupNotification = notification;
    outer.groupFlags = pass;
    outer.group = this.columns.add({
      parent: outer.span,
      kind: 'notification',
      label: this.#events.strings.add(notificationLabel(notification, pass !== 0)),
      module: -1,
      notification,
      flags: pass,
      start: this.#times[i] ?? 0,
      firstEvent: i,
    });
    return outer.group;
  }

  /** Puts event i, which stands between modules, into the notification that it names itself. Returns that span. */
  attach(i: number, notification: number): number {
    const outer = this.top;
    const pass = outer.group >= 0 && outer.groupNotification === notification ? outer.groupFlags : 0;
    const group = this.notification(i, notification, pass);
    this.eventSpans[i] = group;
    this.columns.extend(group, this.#times[i] ?? 0, i);
    outer.runEvent = i + 1;
    return group;
  }

  /** Ends the scope whose end is event i, and all inside it that are still open. Its span, or -1 if there is none. */
  close(i: number): number {
    let at = this.#stack.length - 1;
    while (at > 0 && this.#stack[at]?.end !== i) at--;
    if (at === 0) return -1;
    const span = this.#stack[at]?.span ?? -1;
    while (this.#stack.length - 1 > at) this.#close(i, false);
    this.#close(i, true);
    return span;
  }

  /** Ends what is still open when the events stop. */
  closeAll(): void {
    const { length } = this.#events;
    while (this.depth > 0) this.#close(length, false);
    this.#settle(this.top, length, -1, 0);
  }

  /** Open scopes of the innermost request, innermost first. */
  *inRequest(): Generator<Scope> {
    for (let k = this.#stack.length - 1; k > 0; k--) {
      const open = this.#stack[k];
      if (open === undefined || isRequestKind(open.kind)) return;
      yield open;
    }
  }

  #push(i: number, seed: ScopeSeed, parent: number): void {
    const start = this.#times[i] ?? 0;
    const { kind, label, module, notification, flags, late = false } = seed;
    const span = this.columns.add({ parent, kind, label, module, notification, flags, start, firstEvent: i });
    if (!late) this.eventSpans[i] = span;
    this.top = scope(span, seed, i, start);
    this.#stack.push(this.top);
  }

  /**
   * Gives the events and the time since the last inner span to their owner: the notification if the next span belongs
   * to it too, else the scope; inside a request, and if it is more than a clock step, a span `outside`.
   */
  #settle(outer: Scope, i: number, notification: number, pass: number): void {
    const goesOn = outer.group >= 0 && outer.groupNotification === notification && outer.groupFlags === pass;
    if (!goesOn) outer.group = -1;
    const owner = goesOn ? outer.group : outer.span;
    const at = Math.min(i, this.#times.length - 1);
    const until = this.#times[at] ?? 0;
    let holder = owner;
    const passed = until - outer.runTime;
    // Beside the request nothing else can hold the time; inside, steps of the clock stay with the request.
    if (isRequestKind(outer.kind) && (outer.span < 0 ? passed > 0 : overGrain(passed, this.#grain))) {
      const own = outer.runEvent < i;
      holder = this.columns.add({
        parent: owner,
        kind: 'outside',
        label: this.#outsideLabel,
        module: -1,
        notification: goesOn ? notification : 0,
        flags: goesOn ? pass : 0,
        start: outer.runTime,
        firstEvent: own ? outer.runEvent : outer.runGap,
      });
      this.columns.extend(holder, until, own ? i - 1 : at);
    }
    for (let e = outer.runEvent; e < i; e++) this.eventSpans[e] = holder;
    for (let e = outer.runGap; e < i; e++) this.gapOwner[e] = holder;
    outer.runEvent = i;
    outer.runGap = i;
    outer.runTime = until;
  }

  /** Ends the innermost scope at event i; `own`: i is its end event, else it is closed with what is around it. */
  #close(i: number, own: boolean): void {
    const inner = this.top;
    const time = this.#times[Math.min(i, this.#times.length - 1)] ?? 0;
    const last = own ? i : i - 1;
    this.#settle(inner, i, -1, 0);
    this.columns.extend(inner.span, time, last);
    if (own) this.eventSpans[i] = inner.span;
    else this.columns.flag(inner.span, SpanFlag.open);
    this.#stack.pop();
    const outer = this.#stack.at(-1);
    if (outer === undefined) return;
    this.top = outer;
    outer.runEvent = last + 1;
    outer.runGap = i;
    outer.runTime = time;
    if (outer.group >= 0 && this.columns.parent(inner.span) === outer.group) {
      this.columns.extend(outer.group, time, last);
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
}

function scope(span: number, seed: ScopeSeed, i: number, time: number): Scope {
  const { kind, module, notification, flags, end, late = false } = seed;
  return {
    span,
    kind,
    module,
    notification,
    flags: flags & (SpanFlag.post | SpanFlag.ancm),
    inOrder: false,
    end,
    group: -1,
    groupNotification: 0,
    groupFlags: 0,
    runEvent: span < 0 || late ? i : i + 1,
    runGap: i,
    runTime: time,
  };
}
