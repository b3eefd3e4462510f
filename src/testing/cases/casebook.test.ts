import { beforeAll, describe, expect, test } from 'vitest';
import { ALL_CASES } from './all.ts';
import { scoreAll, type Outcome } from './score.ts';

/** Shares that the diagnosis must reach on the cases; the casebook itself leaves the rest open. */
const RIGHT = 0.95;
const EXACT = 0.88;

describe('casebook', () => {
  let outcomes: readonly Outcome[];
  beforeAll(async () => {
    outcomes = await scoreAll();
  });

  test('has at least sixty cases, each with files and once', () => {
    expect(ALL_CASES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(ALL_CASES.map((c) => c.id)).size).toBe(ALL_CASES.length);
    expect(ALL_CASES.filter((c) => c.files.length === 0)).toEqual([]);
  });

  test('names the cause, or one that the evidence leaves equally open', () => {
    const wrong = outcomes.filter((o) => !o.right).map((o) => `${o.of.id}: ${o.verdict?.lead.cause ?? 'none'}`);
    expect(1 - wrong.length / outcomes.length, wrong.join('; ')).toBeGreaterThanOrEqual(RIGHT);
  });

  test('names the very cause of the casebook', () => {
    const other = outcomes.filter((o) => !o.exact).map((o) => `${o.of.id}: ${o.verdict?.lead.cause ?? 'none'}`);
    expect(1 - other.length / outcomes.length, other.join('; ')).toBeGreaterThanOrEqual(EXACT);
  });

  test.each(ALL_CASES.map((c) => [c.id, c] as const))('%s: certainty, code and words', async (id) => {
    const outcome = outcomes.find((o) => o.of.id === id);
    expect(outcome?.faults).toEqual([]);
  });
});
