import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IncidentCard } from '#core/engine/questions/overview';
import { epochMs, ms, type IncidentId } from '#core/model/units';
import type { Cause } from '#core/model/verdict';
import { arrangeCards, groupByCause } from './card-order.ts';
import { columnAt, columnLabels, columnsOfTime, labelInterval, timeOfColumns } from './columns.ts';

function card(id: string, over: Partial<Omit<IncidentCard, 'id' | 'causedBy'>> & { readonly causedBy?: string } = {}) {
  const { causedBy, ...rest } = over;
  const made: IncidentCard = {
    id: id as IncidentId,
    cause: 'app-timeout',
    certainty: 'low',
    headline: id,
    from: epochMs(0),
    to: epochMs(1),
    why: [],
    urls: [],
    pools: [],
    processes: [],
    computers: [],
    consequences: [],
    requests: 1,
    matching: 1,
    traces: 0,
    representative: null,
    spark: [],
    ...rest,
    causedBy: (causedBy ?? null) as IncidentId | null,
  };
  return made;
}

const shape = (cards: readonly IncidentCard[], order: 'most' | 'earliest') =>
  arrangeCards(cards, order).map(({ card: { id }, consequences }) =>
    [id, ...consequences.map((one) => one.id)].join('>'),
  );

test('what followed stands under its first cause and nowhere else', () => {
  const cards = [card('a'), card('b', { causedBy: 'a' }), card('c', { causedBy: 'b' }), card('d')];
  expect(shape(cards, 'earliest')).toEqual(['a>b>c', 'd']);
  // Its cause is narrowed away.
  expect(shape(cards.slice(1), 'earliest')).toEqual(['b>c', 'd']);
});

test('most requests first counts what followed too', () => {
  const cards = [card('a', { matching: 5 }), card('b', { matching: 2 }), card('c', { matching: 9, causedBy: 'b' })];
  expect(shape(cards, 'most')).toEqual(['b>c', 'a']);
});

test('every card is shown once, whatever the links', () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  fc.assert(
    fc.property(fc.uniqueArray(ids), fc.array(fc.option(ids, { nil: undefined }), { minLength: 5 }), (all, causes) => {
      const cards = all.map((id, ix) => card(id, causes[ix] === undefined ? {} : { causedBy: causes[ix] }));
      const shown = arrangeCards(cards, 'most').flatMap((one) => [
        one.card.id,
        ...one.consequences.map(({ id }) => id),
      ]);
      // Links that go in a circle have no first cause; the engine makes none.
      expect(new Set(shown).size).toBe(shown.length);
      expect(shown.length).toBeLessThanOrEqual(all.length);
    }),
  );
});

test('groups by cause add up', () => {
  const of = (cause: Cause, matching: number, spark: readonly number[], pools: readonly string[]) =>
    card(`${cause}${matching}`, { cause, matching, spark, pools, from: epochMs(matching), to: epochMs(matching * 2) });
  const groups = groupByCause(
    [of('unknown', 1, [1, 0], ['x']), of('app-timeout', 2, [0, 2], ['x', 'y']), of('unknown', 3, [2, 1], ['y'])],
    'most',
  );
  expect(groups).toMatchObject([
    { cause: 'unknown', requests: 4, spark: [3, 1], pools: ['y', 'x'], from: 1, to: 6 },
    { cause: 'app-timeout', requests: 2, spark: [0, 2] },
  ]);
});

const histogram = (start: number, width: number, length: number) => ({
  start: epochMs(start),
  width: ms(width),
  length,
  series: [],
  total: 0,
});

test('columns and times are each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(59), fc.nat(59), (length, a, b) => {
      const over = histogram(1_773_000_000_000, 60_000, length);
      const first = Math.min(a, b) % length;
      const columns = { first, last: Math.max(first, Math.max(a, b) % length) };
      expect(columnsOfTime(over, timeOfColumns(over, columns))).toEqual(columns);
    }),
  );
  const over = histogram(0, 1000, 10);
  expect(columnsOfTime(over, { from: epochMs(1500), to: epochMs(1600) })).toEqual({ first: 1, last: 1 });
  expect(columnsOfTime(over, { from: epochMs(90_000), to: epochMs(99_000) })).toBeNull();
  expect(columnsOfTime(over, null)).toBeNull();
});

test('a pointer outside of the chart means its first or last column', () => {
  expect([-5, 0, 49, 50, 99, 300].map((x) => columnAt(x, 100, 2))).toEqual([0, 0, 0, 1, 1, 1]);
});

test('labels are as long as needed and do not touch', () => {
  const label = (width: number, length: number) =>
    columnLabels(histogram(Date.UTC(2026, 2, 12, 14, 18, 5), width, length), { kind: 'utc' })[0];
  expect(label(1000, 20)).toBe('14:18:05');
  expect(label(60_000, 20)).toBe('14:18');
  expect(label(3_600_000, 48)).toBe('03-12 14:18');
  expect(label(86_400_000, 9)).toBe('2026-03-12');
  const labels = Array.from({ length: 60 }, () => '14:18');
  expect(labelInterval(labels, 4000)).toBe(0);
  expect(labelInterval(labels, 300)).toBeGreaterThan(5);
});
