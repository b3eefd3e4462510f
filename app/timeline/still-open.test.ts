import { describe, expect, it } from 'vitest';
import { withStillOpen } from './still-open.ts';
import { buildTimeline } from './timeline-builder.ts';

const running = buildTimeline([
  {
    kind: 'request',
    open: true,
    children: [
      { wait: 50 },
      { kind: 'notification', children: [{ open: true, children: [{ open: true, wait: 30 }] }] },
    ],
  },
]);

describe('spans that were open when the file was written', () => {
  it('go on to that instant with all that is around them, and the innermost has the time', () => {
    const { spans } = withStillOpen(running, 900);
    expect([...spans.end]).toEqual([980, 50, 980, 980, 980]);
    expect([...spans.self]).toEqual([0, 50, 0, 0, 930]);
    expect([...spans.flags].map((flags) => flags & 2)).toEqual([2, 0, 2, 2, 2]);
  });

  it('leave a trace alone in which everything ended', () => {
    const ended = buildTimeline([{ children: [{ wait: 5 }] }]);
    expect(withStillOpen(ended, 900)).toBe(ended);
  });
});
