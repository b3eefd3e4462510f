import { SpanFlag, type SpanKind } from '../model/spans.ts';
import { ms, type Ms } from '../model/units.ts';
import { commonLabel, spanKind, spanMicros, type SpanMicros, type SpanSet } from './span-totals.ts';

/** Spans of many traces that have the same path through the pipeline, as one. */
export interface IcicleNode {
  readonly kind: SpanKind;
  readonly label: string;
  readonly notification: number;
  readonly post: boolean;
  readonly ancm: boolean;
  /** Spans merged into it. */
  readonly count: number;
  /** Traces that have it: what a click on it narrows to. */
  readonly traces: number;
  readonly total: Ms;
  /** total less the totals of the children. */
  readonly self: Ms;
  readonly waiting: Ms;
  /** In the order in which they come in the pipeline. */
  readonly children: readonly IcicleNode[];
}

interface Growing {
  readonly kind: SpanKind;
  readonly label: string;
  readonly notification: number;
  readonly flags: number;
  /** By label; those of one label differ in kind, notification or pass. */
  readonly children: Map<string, Growing[]>;
  count: number;
  traces: number;
  lastTrace: number;
  total: number;
  self: number;
  waiting: number;
  /** Sum of the distances in events from the parent's first event. */
  position: number;
}

/**
 * The span trees of all traces merged by pipeline path (kind, label, notification, pass at every level) below one root
 * that stands for all of them. The order of the traces does not matter, and every sum equals its parts.
 */
export function icicle(traces: readonly SpanSet[]): IcicleNode {
  const root = growing('request', 'All requests', 0, 0);
  traces.forEach((set, index) => addTrace(root, set, index));
  root.count = traces.length;
  root.traces = traces.length;
  for (const child of childrenOf(root)) root.total += child.total;
  return finished(root);
}

function addTrace(root: Growing, set: SpanSet, index: number): void {
  const { spans } = set;
  const times = spanMicros(spans);
  const nodes: Growing[] = [];
  for (let s = 0; s < spans.length; s++) {
    const parent = spans.parent[s] ?? -1;
    const node = childFor(nodes[parent] ?? root, set, s);
    nodes.push(node);
    addSpan(node, times, s);
    node.position += (spans.firstEvent[s] ?? 0) - (parent < 0 ? 0 : (spans.firstEvent[parent] ?? 0));
    if (node.lastTrace !== index) node.traces++;
    node.lastTrace = index;
  }
}

function addSpan(node: Growing, { total, self, waiting }: SpanMicros, s: number): void {
  node.count++;
  node.total += total[s] ?? 0;
  node.self += self[s] ?? 0;
  node.waiting += waiting[s] ?? 0;
}

function childFor(parent: Growing, set: SpanSet, s: number): Growing {
  const { spans } = set;
  const kind = spanKind(spans, s);
  const label = commonLabel(set, s);
  const notification = spans.notification[s] ?? 0;
  const flags = (spans.flags[s] ?? 0) & (SpanFlag.post | SpanFlag.ancm);
  let same = parent.children.get(label);
  if (same === undefined) parent.children.set(label, (same = []));
  const known = same.find((node) => node.kind === kind && node.notification === notification && node.flags === flags);
  if (known !== undefined) return known;
  const node = growing(kind, label, notification, flags);
  same.push(node);
  return node;
}

const childrenOf = (node: Growing): readonly Growing[] => [...node.children.values()].flat();

/** By their mean place in the traces; what has the same place, by name. */
function inPipeline(a: Growing, b: Growing): number {
  const place = a.position / a.count - b.position / b.count;
  if (place !== 0) return place;
  if (a.label !== b.label) return a.label < b.label ? -1 : 1;
  return a.notification - b.notification || a.flags - b.flags || (a.kind < b.kind ? -1 : 1);
}

function growing(kind: SpanKind, label: string, notification: number, flags: number): Growing {
  const sums = { count: 0, traces: 0, lastTrace: -1, total: 0, self: 0, waiting: 0, position: 0 };
  return { kind, label, notification, flags, children: new Map(), ...sums };
}

function finished(node: Growing): IcicleNode {
  return {
    kind: node.kind,
    label: node.label,
    notification: node.notification,
    post: (node.flags & SpanFlag.post) !== 0,
    ancm: (node.flags & SpanFlag.ancm) !== 0,
    count: node.count,
    traces: node.traces,
    total: ms(node.total / 1000),
    self: ms(node.self / 1000),
    waiting: ms(node.waiting / 1000),
    children: childrenOf(node).toSorted(inPipeline).map(finished),
  };
}
