import { describe, expect, it } from 'vitest';
import type { TimelineView } from '#core/engine/questions/traces';
import { ms, spanIx, type SpanIx } from '#core/model/units';
import { makeFrame } from './frame.ts';
import { makeLayout } from './layout.ts';
import { makeScale } from './scale.ts';
import { barTexts, cardOf, shortLabel, silenceTexts, spanCard, spanWords } from './texts.ts';
import { buildTimeline } from './timeline-builder.ts';
import { whole } from './viewport.ts';

const view: TimelineView = buildTimeline(
  [
    {
      label: 'GET',
      kind: 'request',
      children: [
        { module: 'UriCacheModule', notification: 8, post: true },
        {
          module: 'AspNetCoreModule',
          notification: 0x80,
          ancm: true,
          wait: 120_047,
          waiting: 120_047,
          outcome: 'finished',
        },
        { module: 'Late', open: true, wait: 100 },
      ],
    },
  ],
  { silenceFrom: 1000, producing: 4, levels: new Map([[4, 3]]) },
);

describe('words of the timeline', () => {
  it('never says 0 for what the clock cannot see', () => {
    const words = spanWords(view, spanIx(1));
    expect([words.total, words.self]).toEqual(['under 16 ms', 'under 16 ms']);
    expect(words.notification).toBe('RESOLVE_REQUEST_CACHE (post)');
    expect(
      spanCard(view, spanIx(1)).lines.every((line) => !line.value.startsWith('0 ms') || line.name === 'Starts at'),
    ).toBe(true);
  });

  it('says total, self, waiting and the events of the module', () => {
    const lines = new Map(spanCard(view, spanIx(2)).lines.map((line) => [line.name, line.value]));
    expect(lines.get('Total')).toBe('120.05 s');
    expect(lines.get('Waiting')).toBe('120.05 s');
    expect(lines.get('Events')).toBe('#4 to #5');
    expect(lines.get('Outcome')).toBe('finished the request');
  });

  it('does not claim an end that was not seen', () => {
    expect(spanWords(view, spanIx(3))).toMatchObject({ total: 'at least 100 ms', outcome: 'never ended in this file' });
  });

  it('names owner and limit of a silence', () => {
    const [silence] = view.silences;
    if (silence === undefined) throw new Error('no silence');
    const limit = { name: 'requestTimeout', ms: ms(120_000) } as const;
    expect(silenceTexts(view, { ...silence, limit })).toEqual([
      'no event for 120.05 s · AspNetCoreModule · reaches requestTimeout, 120 s',
      '120.05 s silence · reaches requestTimeout, 120 s',
      '120.05 s · requestTimeout',
      '120.05 s',
    ]);
    expect(silenceTexts(view, { ...silence, owner: -1 })[0]).toBe('no event for 120.05 s · outside any module');
  });

  it('shortens assembly-qualified names to the type', () => {
    const module = 'System.Web.Handlers.ScriptModule, System.Web.Extensions, Version=4.0.0.0, Culture=neutral';
    expect(shortLabel(module)).toBe('ScriptModule');
    expect(shortLabel(`__DynamicModule_${module}`)).toBe('ScriptModule');
    expect(shortLabel('AspNetCoreModuleV2')).toBe('AspNetCoreModuleV2');
    expect(shortLabel('GET https://host/a,b, c')).toBe('GET https://host/a,b, c');
  });

  it('gives a bar its longest text first and leaves times out that are under the clock step', () => {
    const bar = { lane: 1, x0: 0, x1: 9, first: spanIx(2), last: spanIx(2), count: 1 };
    expect(barTexts(view, bar)).toEqual([
      'AspNetCoreModule · 120.05 s',
      'AspNetCoreModule · 120.05 s',
      'AspNetCoreModule',
    ]);
    expect(barTexts(view, { ...bar, first: spanIx(1) })[1]).toBe('UriCacheModule');
    expect(barTexts(view, { ...bar, count: 4 })).toEqual(['4 spans', '×4']);
  });

  it('has a card for each thing that can be hit', () => {
    const card = (span: SpanIx) => spanCard(view, span);
    const layout = makeLayout(view);
    const scale = makeScale(view, 'time');
    const frame = makeFrame(view, layout, scale, whole(scale.bounds), 1000);
    const producing = frame.marks.find((mark) => mark.kind === 'producing');
    const box = frame.silences[0];
    if (producing === undefined || box === undefined) throw new Error('nothing to hit');
    expect(cardOf(view, { kind: 'mark', mark: producing }, () => [], card)).toMatchObject({
      title: '#5 EVENT_5',
      lines: [{ value: 'Warning (3)' }, { value: '120.05 s' }, { value: '502.3 0x80072EE2' }],
    });
    expect(cardOf(view, { kind: 'silence', box }, () => [], card).lines[0]).toEqual({
      name: 'Owner',
      value: 'AspNetCoreModule',
    });
    const crowd = { lane: 1, x0: 0, x1: 3, first: spanIx(1), last: spanIx(3), count: 3 };
    expect(cardOf(view, { kind: 'span', bar: crowd }, () => [1, 2, 3].map(spanIx), card).title).toContain('3 spans');
  });
});
