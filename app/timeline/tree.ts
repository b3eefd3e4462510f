import type { ModuleSpanTable } from '#core/model/spans';
import type { SpanIx } from '#core/model/units';
import { spanIx } from '#core/model/units';

/** One row of the table form of the timeline. */
export interface TreeRow {
  readonly span: SpanIx;
  /** From 1, as `aria-level`. */
  readonly level: number;
  readonly children: number;
  readonly expanded: boolean;
  /** Place among its siblings and their number, from 1. */
  readonly position: number;
  readonly siblings: number;
}

/** Children of every span, and the roots, each in the order of the table. */
export interface Tree {
  readonly roots: readonly SpanIx[];
  readonly childrenOf: ReadonlyMap<SpanIx, readonly SpanIx[]>;
}

export function makeTree(spans: ModuleSpanTable): Tree {
  const roots: SpanIx[] = [];
  const childrenOf = new Map<SpanIx, SpanIx[]>();
  for (let ix = 0; ix < spans.length; ix++) {
    const parent = spans.parent[ix] ?? -1;
    if (parent < 0 || parent >= ix) {
      roots.push(spanIx(ix));
      continue;
    }
    const list = childrenOf.get(spanIx(parent));
    if (list === undefined) childrenOf.set(spanIx(parent), [spanIx(ix)]);
    else list.push(spanIx(ix));
  }
  return { roots, childrenOf };
}

/** Rows that are shown when the spans in `collapsed` hide what is inside them. */
export function visibleRows(tree: Tree, collapsed: ReadonlySet<SpanIx>): TreeRow[] {
  const rows: TreeRow[] = [];
  // A stack of its own: nesting in a file must not become nesting of calls.
  const stack: { readonly list: readonly SpanIx[]; next: number }[] = [{ list: tree.roots, next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const span = top.list[top.next];
    if (span === undefined) {
      stack.pop();
      continue;
    }
    top.next++;
    const children = tree.childrenOf.get(span) ?? [];
    const expanded = children.length > 0 && !collapsed.has(span);
    rows.push({
      span,
      level: stack.length,
      children: children.length,
      expanded,
      position: top.next,
      siblings: top.list.length,
    });
    if (expanded) stack.push({ list: children, next: 0 });
  }
  return rows;
}

/** Spans around a span, the innermost first. */
export function ancestors(spans: ModuleSpanTable, span: SpanIx): SpanIx[] {
  const list: SpanIx[] = [];
  let at: number = spans.parent[span] ?? -1;
  while (at >= 0 && list.length < spans.length) {
    list.push(spanIx(at));
    at = spans.parent[at] ?? -1;
  }
  return list;
}

/** Where an arrow key leads in the picture: up to the parent, down to the first child, left and right along the siblings. */
export function step(tree: Tree, spans: ModuleSpanTable, from: SpanIx | null, key: Arrow): SpanIx | null {
  if (from === null) return tree.roots[0] ?? null;
  const parent = spans.parent[from] ?? -1;
  if (key === 'ArrowUp') return parent < 0 ? null : spanIx(parent);
  if (key === 'ArrowDown') return tree.childrenOf.get(from)?.[0] ?? null;
  const siblings = parent < 0 ? tree.roots : (tree.childrenOf.get(spanIx(parent)) ?? []);
  return siblings[siblings.indexOf(from) + (key === 'ArrowRight' ? 1 : -1)] ?? null;
}

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';
