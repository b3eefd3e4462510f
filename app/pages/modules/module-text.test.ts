import { describe, expect, it } from 'vitest';
import type { ModuleRow } from '#core/engine/questions/modules';
import { ms } from '#core/model/units';
import { moduleAsText, timeText } from './module-text.ts';

const row: ModuleRow = {
  module: 'RewriteModule',
  notification: 1,
  post: false,
  notificationName: 'BEGIN_REQUEST',
  ancm: false,
  ran: 'RewriteModule in BEGIN_REQUEST',
  count: 3,
  traces: 2,
  total: ms(47),
  self: ms(8),
  waiting: ms(0),
  p50: ms(0),
  p95: ms(31),
  p99: ms(31),
  max: ms(31),
  share: 0.0001,
};

describe('times of a module', () => {
  it('are never zero below the step of the clock', () => {
    expect(timeText(row, 'total', 15.625)).toBe('47 ms');
    expect(timeText(row, 'self', 15.625)).toBe('under 16 ms');
    expect(timeText(row, 'p50', 15.625)).toBe('under 16 ms');
    expect(timeText(row, 'waiting', 15.625)).toBe('none');
  });

  it('are not made up where nothing ran', () => {
    expect(timeText({ ...row, count: 0 }, 'max', 15.625)).toBe('—');
    expect(timeText({ ...row, count: 0 }, 'self', 15.625)).toBe('under 16 ms');
  });

  it('stand in the copied row with the name and the share', () => {
    expect(moduleAsText(row, 15.625)).toMatch(/^RewriteModule\tBEGIN_REQUEST\t3 runs\tTotal 47 ms\t.*under 0\.1 %$/);
  });
});
