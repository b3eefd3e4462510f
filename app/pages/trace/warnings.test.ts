import { describe, expect, it } from 'vitest';
import { eventIx, ms } from '#core/model/units';
import { traceView } from '../../verdict/trace-view-builder.ts';
import { traceWarnings, unrecordedTime } from './warnings.ts';

describe('what keeps a trace from being the whole story', () => {
  it('is nothing for a whole trace', () => {
    expect(traceWarnings(traceView())).toEqual([]);
    expect(unrecordedTime(traceView())).toBeNull();
  });

  it('is said for every gap, the losses before what was only changed in reading', () => {
    const view = traceView({
      reportedMs: ms(61_234),
      observedMs: ms(312),
      gaps: [
        { kind: 're-encoded' },
        { kind: 'replaced-characters', count: 3 },
        { kind: 'late-start' },
        { kind: 'size-limit', at: eventIx(186) },
        { kind: 'time-rule' },
        { kind: 'bad-event', count: 1, at: eventIx(4) },
      ],
    });
    const warnings = traceWarnings(view);
    expect(warnings.map((one) => [one.kind, one.loss])).toEqual([
      ['replaced-characters', true],
      ['late-start', true],
      ['size-limit', true],
      ['time-rule', true],
      ['bad-event', true],
      ['unexplained-time', true],
      ['re-encoded', false],
    ]);
    const said = new Map(warnings.map((one) => [one.kind, one.text]));
    expect(said.get('size-limit')).toContain('at event 187');
    expect(said.get('bad-event')).toContain('1 event could not be read at event 5');
    expect(said.get('unexplained-time')).toContain('the other 60.92 s');
    expect(said.get('replaced-characters')).toContain('3 characters');
  });

  it('tells time in which spans were open from time that a cut took away', () => {
    const times = { reportedMs: ms(10_000), observedMs: ms(46) };
    expect(unrecordedTime(traceView({ ...times, gaps: [{ kind: 'time-rule' }] }))).toEqual({
      ms: 9954,
      stillOpen: true,
    });
    expect(
      unrecordedTime(traceView({ ...times, gaps: [{ kind: 'time-rule' }, { kind: 'size-limit' }] }))?.stillOpen,
    ).toBe(false);
    expect(unrecordedTime(traceView({ reportedMs: ms(120_093), observedMs: ms(120_078) }))).toBeNull();
  });
});
