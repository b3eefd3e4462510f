import { describe, expect, it } from 'vitest';
import { w3cLine, w3cText } from '../../../testing/w3c-builder.ts';
import { LogMachine } from './machine.ts';
import { planScan } from './plan.ts';

const FIELDS = 'date time cs-method cs-uri-stem cs(Cookie) sc-status time-taken';

describe('planScan', () => {
  const rows = Array.from({ length: 9000 }, (_, ix) =>
    w3cLine({ more: { 'cs(Cookie)': `sid=${Math.sin(ix)}${Math.cos(ix)}` } }, FIELDS),
  );
  const machine = new LogMachine({ state: null, keep: null, lean: null, onPart: null });
  machine.push(new TextEncoder().encode(w3cText({ fields: FIELDS, rows })));
  const probe = machine.end();

  it('keeps everything where there is room', () => {
    expect(planScan(probe, probe.bytes * 10, 1e9)).toEqual({ keep: null, lean: false, left: [] });
  });

  it('leaves in the file what takes the most', () => {
    const { keep, lean, left } = planScan(probe, probe.bytes * 10, probe.rows * 10 * 20);
    expect([lean, left]).toEqual([false, ['cs(Cookie)']]);
    expect([...(keep ?? [])]).toEqual(['cs-method', 'cs-uri-stem']);
  });

  it('counts where nothing else helps', () => {
    expect(planScan(probe, probe.bytes * 1000, 1e6)).toEqual({ keep: null, lean: true, left: [] });
  });

  it('survives a probe without rows', () => {
    const nothing = new LogMachine({ state: null, keep: null, lean: null, onPart: null }).end();
    expect(planScan(nothing, 1e9, 1e6).lean).toBe(false);
  });
});
