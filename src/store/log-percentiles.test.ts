import { expect, it } from 'vitest';
import { LogMachine } from '../formats/w3c/scan/machine.ts';
import type { FileKey } from '../model/units.ts';
import { w3cLine, w3cText } from '../testing/w3c-builder.ts';
import { groupLog } from './log-groups.ts';
import { LogStore } from './logs.ts';

/** Fractions that differ from number to number, the same in every run. */
const fraction = (ix: number): number => Math.abs(Math.sin(ix * 12.9898) * 43_758.5453) % 1;

it('gives exact percentiles of groups of thousands of rows, longest durations and rows without one included', () => {
  const durations = Array.from({ length: 20_000 }, (_, ix) => {
    if (ix % 50 === 0) return null;
    return ix % 9 === 0 ? 60_000 + Math.floor(fraction(ix) * 200_000) : Math.floor(fraction(ix) ** 3 * 4000);
  });
  const rows = durations.map((taken, ix) =>
    w3cLine({ stem: ix % 3 === 0 ? '/slow' : '/fast', ...(taken === null ? {} : { taken }) }).replace(
      taken === null ? /\d+$/ : /$^/,
      '-',
    ),
  );
  const machine = new LogMachine({ state: null, keep: null, lean: null, onPart: null });
  machine.push(new TextEncoder().encode(w3cText({ rows })));
  const scan = machine.end();
  const store = new LogStore();
  const parts = scan.parts.map((part) => ({ part, firstLine: 1, firstByte: 0 }));
  store.add({ file: 'a' as FileKey, path: 'a', rows: scan.rows, parts, localTime: false, absent: [] });

  const groups = groupLog({ chunks: store.chunks, rows: null }, { by: 'column', name: 'url', fold: null });
  expect(groups.map(({ key, count }) => [key, count])).toEqual([
    ['/fast', 13_333],
    ['/slow', 6667],
  ]);
  for (const group of groups) {
    const own = durations.filter((_, ix) => (ix % 3 === 0) === (group.key === '/slow')).filter((one) => one !== null);
    const sorted = own.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1];
    expect(group).toMatchObject({ p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) });
  }
});
