import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanIx } from '#core/model/units';
import { buildTimeline, manySpans } from './timeline-builder.ts';
import { ancestors, makeTree, step, visibleRows } from './tree.ts';

const { spans } = buildTimeline([{ children: [{ children: [{}, {}] }, {}] }, {}]);
const tree = makeTree(spans);

describe('tree of spans', () => {
  it('shows every span with its level and its place among its siblings', () => {
    expect(visibleRows(tree, new Set())).toEqual([
      { span: 0, level: 1, children: 2, expanded: true, position: 1, siblings: 2 },
      { span: 1, level: 2, children: 2, expanded: true, position: 1, siblings: 2 },
      { span: 2, level: 3, children: 0, expanded: false, position: 1, siblings: 2 },
      { span: 3, level: 3, children: 0, expanded: false, position: 2, siblings: 2 },
      { span: 4, level: 2, children: 0, expanded: false, position: 2, siblings: 2 },
      { span: 5, level: 1, children: 0, expanded: false, position: 2, siblings: 2 },
    ]);
  });

  it('hides what is inside a collapsed span', () => {
    expect(visibleRows(tree, new Set([spanIx(1)])).map((row) => row.span)).toEqual([0, 1, 4, 5]);
    expect(visibleRows(tree, new Set([spanIx(0)])).map((row) => row.span)).toEqual([0, 5]);
  });

  it('keeps the order of the table, whatever is collapsed', () => {
    const many = makeTree(manySpans(2000).spans);
    fc.assert(
      fc.property(fc.array(fc.nat(1999)), (collapsed) => {
        const rows = visibleRows(many, new Set(collapsed.map(spanIx))).map((row) => row.span);
        expect(rows).toEqual([...rows].sort((a, b) => a - b));
        expect(new Set(rows).size).toBe(rows.length);
      }),
      { numRuns: 30 },
    );
  });

  it('walks a chain of 50,000 without running out of stack', () => {
    const deep = { ...spans, length: 50_000, parent: Int32Array.from({ length: 50_000 }, (_, ix) => ix - 1) };
    expect(visibleRows(makeTree(deep), new Set()).at(-1)).toMatchObject({ span: 49_999, level: 50_000 });
    expect(ancestors(deep, spanIx(49_999)).length).toBe(49_999);
  });

  it('leads up, down and along with the arrows, and nowhere at the ends', () => {
    expect(step(tree, spans, null, 'ArrowDown')).toBe(0);
    expect(step(tree, spans, spanIx(1), 'ArrowUp')).toBe(0);
    expect(step(tree, spans, spanIx(1), 'ArrowDown')).toBe(2);
    expect(step(tree, spans, spanIx(2), 'ArrowRight')).toBe(3);
    expect(step(tree, spans, spanIx(3), 'ArrowRight')).toBeNull();
    expect(step(tree, spans, spanIx(0), 'ArrowRight')).toBe(5);
    expect(step(tree, spans, spanIx(0), 'ArrowUp')).toBeNull();
  });
});
