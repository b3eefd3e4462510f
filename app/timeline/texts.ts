import type { TimelineView } from '#core/engine/questions/traces';
import { levelName } from '#core/knowledge/levels';
import { notificationName } from '#core/knowledge/notifications';
import { SPAN_KINDS, SPAN_OUTCOMES, SpanFlag } from '#core/model/spans';
import type { Silence } from '#core/model/trace';
import type { EventIx, SpanIx } from '#core/model/units';
import { formatSeconds } from '../text/durations.ts';
import { counted } from '../text/numbers.ts';
import type { Bar } from './bars.ts';
import type { Hit } from './hit.ts';
import type { Mark } from './marks.ts';
import type { Unrecorded } from './scale.ts';

/** Words of one span, as the picture, the card and the table show them. */
export interface SpanWords {
  /** Whole label: module names can have 251 characters. */
  readonly label: string;
  /** Label without what is the same for many: assembly, version, culture. */
  readonly short: string;
  readonly kind: string;
  /** `EXECUTE_REQUEST_HANDLER`, `BEGIN_REQUEST (post)`; '' for none. */
  readonly notification: string;
  readonly start: string;
  readonly total: string;
  readonly self: string;
  readonly waiting: string;
  readonly outcome: string;
  readonly ancm: boolean;
}

/** What the card beside the pointer says. */
export interface Card {
  readonly title: string;
  /** Names differ from each other. */
  readonly lines: readonly { readonly name: string; readonly value: string }[];
  readonly note: string;
}

const KINDS: Readonly<Record<(typeof SPAN_KINDS)[number], string>> = {
  request: 'request',
  'child-request': 'child request',
  notification: 'notification',
  module: 'module',
  handler: 'handler',
  filter: 'filter',
  phase: 'phase',
  outside: 'outside any module',
};

const OUTCOMES: Readonly<Record<(typeof SPAN_OUTCOMES)[number], string>> = {
  unknown: '—',
  continue: 'continue',
  pending: 'pending',
  finished: 'finished the request',
  failed: 'failed',
};

const OPEN = 'never ended in this file';
const NO_START = 'started before this file';
/** Names that a card of several lists. */
const MOST_NAMED = 6;

/**
 * `System.Web.Handlers.ScriptModule, System.Web.Extensions, Version=4.0.0.0, ...` -> `ScriptModule`;
 * `__DynamicModule_My.Company.Auth, My.Company, ...` -> `Auth`. Names without such parts stay.
 */
export function shortLabel(label: string): string {
  const type = /^(?:__DynamicModule_)?([^,]+),\s*[^,]+(?:,|_|$)/.exec(label)?.[1];
  if (type === undefined || /\s/.test(type)) return label;
  return type.slice(type.lastIndexOf('.') + 1) || label;
}

/** Everything there is to say about a span in words. `at` is its index. */
export function spanWords(view: TimelineView, at: SpanIx): SpanWords {
  const { spans, strings, grainMs } = view;
  const flags = spans.flags[at] ?? 0;
  const label = strings[spans.label[at] ?? -1] ?? '';
  const total = (spans.end[at] ?? 0) - (spans.start[at] ?? 0);
  const outcome = OUTCOMES[SPAN_OUTCOMES[spans.outcome[at] ?? 0] ?? 'unknown'];
  const name = notificationName(spans.notification[at] ?? 0);
  const waiting = spans.waiting[at] ?? 0;
  const ends = [(flags & SpanFlag.open) !== 0 ? OPEN : '', (flags & SpanFlag.noStart) !== 0 ? NO_START : ''];
  const end = ends.filter((text) => text !== '').join(', ');
  return {
    label,
    short: shortLabel(label),
    kind: KINDS[SPAN_KINDS[spans.kind[at] ?? 0] ?? 'module'],
    notification: name !== '' && (flags & SpanFlag.post) !== 0 ? `${name} (post)` : name,
    start: formatSeconds(spans.start[at] ?? 0),
    total: atLeast(formatSeconds(total, grainMs), flags),
    self: formatSeconds(spans.self[at] ?? 0, grainMs),
    waiting: waiting > 0 ? formatSeconds(waiting, grainMs) : 'none',
    outcome: end === '' ? outcome : end,
    ancm: (flags & SpanFlag.ancm) !== 0,
  };
}

/** A span that was still open, or was open before, took at least what was seen of it. */
function atLeast(total: string, flags: number): string {
  if ((flags & (SpanFlag.open | SpanFlag.noStart)) === 0 || total.startsWith('under')) return total;
  return `at least ${total}`;
}

/** Texts for a bar, the longest first. */
export function barTexts(view: TimelineView, bar: Bar): readonly string[] {
  if (bar.count > 1) return [`${bar.count} spans`, `×${bar.count}`];
  const words = spanWords(view, bar.first);
  const total = (view.spans.end[bar.first] ?? 0) - (view.spans.start[bar.first] ?? 0);
  const time = total >= view.grainMs ? words.total : '';
  const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');
  return [join(words.label, time), join(words.short, time), words.short];
}

/** Of the producing event: `#73 · 502.3 ERROR_WINHTTP_TIMEOUT (0x80072EE2, 2147954402)`. */
export function flagText({ producing }: TimelineView): string {
  return producing === null ? '' : `${eventNumber(producing.event)} · ${producing.label}`;
}

/** Texts for one event in the strip, the longest first. */
export function markTexts(view: TimelineView, mark: Mark): readonly string[] {
  const name = view.strings[view.eventName[mark.event] ?? -1] ?? '';
  return [`${eventNumber(mark.event)} ${name}`];
}

/** Texts for a silence, the longest first. */
export function silenceTexts(view: TimelineView, silence: Silence): readonly string[] {
  const length = formatSeconds(silence.ms);
  const owner = ownerOf(view, silence);
  const limit = silence.limit === null ? '' : ` · ${limitText(silence.limit)}`;
  return [
    `no event for ${length} · ${owner}${limit}`,
    `${length} silence${limit}`,
    ...(silence.limit === null ? [] : [`${length} · ${silence.limit.name}`]),
    length,
  ];
}

/** `reaches requestTimeout, 2 min`. */
function limitText(limit: NonNullable<Silence['limit']>): string {
  return `reaches ${limit.name}, ${formatSeconds(limit.ms)}`;
}

function ownerOf(view: TimelineView, silence: Silence): string {
  return silence.owner === -1 ? KINDS.outside : spanWords(view, silence.owner).short;
}

/** Said over time that no event tells of. */
export function untoldText(unrecorded: Unrecorded, toScale: boolean): string {
  const length = formatSeconds(unrecorded.ms);
  if (unrecorded.stillOpen) return `still open: nothing was recorded in the last ${length}`;
  return `nothing was recorded in the last ${length}${toScale ? '' : ' (not to scale)'}`;
}

/** `#73`, as freb.xsl numbers events. */
function eventNumber(event: EventIx): string {
  return `#${event + 1}`;
}

/** The card for whatever is under the pointer or has the focus. */
export function cardOf(
  view: TimelineView,
  hit: Hit,
  spansOf: (bar: Bar) => readonly SpanIx[],
  card: (span: SpanIx) => Card,
): Card {
  if (hit.kind === 'mark') return markCard(view, hit.mark);
  if (hit.kind === 'silence') return silenceCard(view, view.silences[hit.box.silence]);
  return hit.bar.count === 1 ? card(hit.bar.first) : clusterCard(view, spansOf(hit.bar));
}

export function spanCard(view: TimelineView, span: SpanIx): Card {
  const words = spanWords(view, span);
  const first = (view.spans.firstEvent[span] ?? 0) as EventIx;
  const last = (view.spans.lastEvent[span] ?? 0) as EventIx;
  return {
    title: words.label,
    lines: [
      { name: 'Kind', value: words.kind },
      ...(words.notification === '' ? [] : [{ name: 'Notification', value: words.notification }]),
      { name: 'Total', value: words.total },
      { name: 'Self', value: words.self },
      { name: 'Waiting', value: words.waiting },
      { name: 'Starts at', value: words.start },
      { name: 'Events', value: first === last ? eventNumber(first) : `${eventNumber(first)} to ${eventNumber(last)}` },
      { name: 'Outcome', value: words.outcome },
    ],
    note: '',
  };
}

function clusterCard(view: TimelineView, spans: readonly SpanIx[]): Card {
  const named = spans.slice(0, MOST_NAMED).map((span) => {
    const words = spanWords(view, span);
    const number = eventNumber((view.spans.firstEvent[span] ?? 0) as EventIx);
    return { name: `${number} ${words.short}`, value: words.total };
  });
  const rest = spans.length - named.length;
  return {
    title: `${counted(spans.length, 'span')} too short to tell apart here`,
    lines: named,
    note: `${rest > 0 ? `and ${rest} more. ` : ''}Click to zoom to them.`,
  };
}

function silenceCard(view: TimelineView, silence: Silence | undefined): Card {
  if (silence === undefined) return { title: '', lines: [], note: '' };
  return {
    title: `No event for ${formatSeconds(silence.ms)}`,
    lines: [
      { name: 'Owner', value: ownerOf(view, silence) },
      { name: 'Between', value: `${eventNumber(silence.from)} and ${eventNumber(silence.to)}` },
      ...(silence.limit === null ? [] : [{ name: 'Limit', value: limitText(silence.limit) }]),
    ],
    note: '',
  };
}

function markCard(view: TimelineView, mark: Mark): Card {
  const name = view.strings[view.eventName[mark.event] ?? -1] ?? '';
  const level = view.eventLevel[mark.event] ?? 0;
  const others = mark.count - 1;
  return {
    title: `${eventNumber(mark.event)} ${name}`,
    lines: [
      { name: 'Level', value: `${levelName(level)} (${level})` },
      { name: 'Time', value: formatSeconds(view.eventTime[mark.event] ?? Number.NaN) },
      ...(mark.kind === 'producing' && view.producing !== null
        ? [{ name: 'Produced', value: view.producing.label }]
        : []),
    ],
    note:
      others === 0
        ? ''
        : `${counted(others, 'other event')} at this place, ${eventNumber(mark.first)} to ${eventNumber(mark.last)}.`,
  };
}
