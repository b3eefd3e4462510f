import type { IcicleNode } from '#core/engine/questions/modules';
import type { TimelineView } from '#core/engine/questions/traces';
import { SPAN_KINDS, SpanFlag } from '#core/model/spans';
import { ms, spanIx, type SpanIx, type TraceKey } from '#core/model/units';
import { notificationName } from '#core/knowledge/notifications';
import { formatCount, formatShare } from '../text/numbers.ts';
import { formatSeconds } from '../text/durations.ts';
import type { Card } from './texts.ts';

/** An icicle in the shape the timeline draws: the same lanes, bars, labels and hits, with time added up in place of a clock. */
export interface IcicleView {
  readonly timeline: TimelineView;
  /** The node behind each span of `timeline`. */
  readonly nodes: readonly IcicleNode[];
}

const ROOM_FOR_OUTSIDE = SPAN_KINDS.indexOf('phase');

/**
 * Lays the nodes below `root` out: a node is as wide as its total time, children stand side by side from its left, what
 * is left of it on the right is its own time.
 *
 *   Request            ████████████████████
 *   EXECUTE_REQUEST..  ██████████████        BEGIN_REQUEST ███
 *   AspNetCoreModule   ██████████████
 */
export function icicleView(root: IcicleNode, grain: number): IcicleView {
  const nodes: IcicleNode[] = [];
  const parent: number[] = [];
  const depth: number[] = [];
  const start: number[] = [];
  const last: number[] = [];
  const place = (list: readonly IcicleNode[], around: number, level: number, from: number): number => {
    let at = from;
    for (const node of list) {
      const ix = nodes.push(node) - 1;
      parent.push(around);
      depth.push(level);
      start.push(at);
      last.push(ix);
      place(node.children, ix, level + 1, at);
      last[ix] = nodes.length - 1;
      at += node.total;
    }
    return at;
  };
  const end = place(root.children, -1, 0, 0);
  const strings = nodes.map((node) => node.label);
  const indexes = Int32Array.from(nodes, (_, ix) => ix);
  const timeline: TimelineView = {
    key: '' as TraceKey,
    strings,
    spans: {
      length: nodes.length,
      parent: Int32Array.from(parent),
      depth: Uint16Array.from(depth),
      // Time outside of modules is a part of its parent here, and stands with its neighbours.
      kind: Uint8Array.from(nodes, ({ kind }) => (kind === 'outside' ? ROOM_FOR_OUTSIDE : SPAN_KINDS.indexOf(kind))),
      label: indexes,
      module: new Int32Array(nodes.length).fill(-1),
      notification: Uint32Array.from(nodes, (node) => node.notification),
      flags: Uint8Array.from(nodes, (node) => (node.ancm ? SpanFlag.ancm : 0) | (node.post ? SpanFlag.post : 0)),
      outcome: new Uint8Array(nodes.length),
      start: Float64Array.from(start),
      end: Float64Array.from(nodes, (node, ix) => (start[ix] ?? 0) + node.total),
      self: Float64Array.from(nodes, (node) => node.self),
      waiting: Float64Array.from(nodes, (node) => node.waiting),
      firstEvent: indexes,
      lastEvent: Int32Array.from(last),
    },
    eventTime: new Float64Array(),
    eventLevel: new Uint8Array(),
    eventName: new Int32Array(),
    eventSpan: new Int32Array(),
    silences: [],
    producing: null,
    grainMs: ms(grain),
    observedMs: ms(end),
  };
  return { timeline, nodes };
}

/** What the card of a node says. */
export function icicleCard({ timeline, nodes }: IcicleView, span: SpanIx): Card {
  const node = nodes[span];
  if (node === undefined) return { title: '', lines: [], note: '' };
  const grain = timeline.grainMs;
  const name = notificationName(node.notification);
  return {
    title: node.label,
    lines: [
      ...(name === '' || name === node.label
        ? []
        : [{ name: 'Notification', value: node.post ? `${name} (post)` : name }]),
      { name: 'Spans', value: formatCount(node.count) },
      { name: 'Total', value: formatSeconds(node.total, grain) },
      { name: 'Self', value: formatSeconds(node.self, grain) },
      { name: 'Waiting', value: node.waiting > 0 ? formatSeconds(node.waiting, grain) : 'none' },
      { name: 'Share', value: timeline.observedMs > 0 ? formatShare(node.total / timeline.observedMs) : '—' },
    ],
    note: '',
  };
}

/** The first span of a trace that a node stands for; null when there is none of that name. */
export function firstSpanOf(trace: TimelineView, node: IcicleNode): SpanIx | null {
  const { spans, strings } = trace;
  const kind = SPAN_KINDS.indexOf(node.kind);
  for (let ix = 0; ix < spans.length; ix++) {
    if (spans.kind[ix] !== kind || spans.notification[ix] !== node.notification) continue;
    if ((((spans.flags[ix] ?? 0) & SpanFlag.post) !== 0) !== node.post) continue;
    if ((strings[spans.label[ix] ?? -1] ?? '').startsWith(node.label)) return spanIx(ix);
  }
  return null;
}
