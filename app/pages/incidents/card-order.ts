import type { IncidentCard } from '#core/engine/questions/overview';
import type { Cause } from '#core/model/verdict';

export type CardOrder = 'most' | 'earliest';

/** More incidents than these are shown by cause unless somebody asks for each. */
export const MANY = 12;

/** A card with everything that followed from it, directly or by way of another. */
export interface ArrangedCard {
  readonly card: IncidentCard;
  readonly consequences: readonly IncidentCard[];
}

/**
 * Cards in the order asked for (given earliest first), each consequence under its cause and nowhere else. One whose
 * cause is not among them stands alone.
 */
export function arrangeCards(cards: readonly IncidentCard[], order: CardOrder): readonly ArrangedCard[] {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const parent = (card: IncidentCard): IncidentCard | undefined =>
    card.causedBy === null ? undefined : byId.get(card.causedBy);
  const rootOf = (card: IncidentCard): IncidentCard => {
    const seen = new Set([card]);
    let at = card;
    // A cause begins before what follows from it, so there is no circle; a damaged list must not hang the page.
    for (let up = parent(at); up !== undefined && !seen.has(up); up = parent(at)) {
      seen.add(up);
      at = up;
    }
    return at;
  };
  const roots = new Map(cards.map((card) => [card, rootOf(card)]));
  const arranged = cards
    .filter((card) => roots.get(card) === card)
    .map((card) => ({ card, consequences: cards.filter((other) => other !== card && roots.get(other) === card) }));
  return order === 'earliest' ? arranged : arranged.toSorted((a, b) => requestsOf(b) - requestsOf(a));
}

/** Requests of a cause and of all that followed: how much trouble it made. */
const requestsOf = ({ card, consequences }: ArrangedCard): number =>
  consequences.reduce((sum, one) => sum + one.matching, card.matching);

/** All incidents of one cause, over applications, as one. */
export interface CauseGroup {
  readonly cause: Cause;
  /** In the order asked for. */
  readonly cards: readonly IncidentCard[];
  readonly requests: number;
  readonly from: IncidentCard['from'];
  readonly to: IncidentCard['to'];
  readonly spark: readonly number[];
  readonly urls: readonly string[];
  readonly pools: readonly string[];
  readonly computers: readonly string[];
}

/** Cards by cause, in the order asked for. */
export function groupByCause(cards: readonly IncidentCard[], order: CardOrder): readonly CauseGroup[] {
  const byCause = new Map<Cause, IncidentCard[]>();
  for (const card of cards) {
    const known = byCause.get(card.cause);
    if (known === undefined) byCause.set(card.cause, [card]);
    else known.push(card);
  }
  const groups = [...byCause].map(([cause, list]): CauseGroup => {
    const ordered = order === 'earliest' ? list : list.toSorted((a, b) => b.matching - a.matching);
    const froms = list.flatMap(({ from }) => from ?? []);
    const tos = list.flatMap(({ from, to }) => to ?? from ?? []);
    return {
      cause,
      cards: ordered,
      requests: list.reduce((sum, { matching }) => sum + matching, 0),
      from: froms.length === 0 ? null : froms.reduce((a, b) => (b < a ? b : a)),
      to: tos.length === 0 ? null : tos.reduce((a, b) => (b > a ? b : a)),
      spark: ordered.reduce<readonly number[]>(
        (sum, { spark }) => spark.map((count, ix) => count + (sum[ix] ?? 0)),
        [],
      ),
      urls: union(ordered.map(({ urls }) => urls)),
      pools: union(ordered.map(({ pools }) => pools)),
      computers: union(ordered.map(({ computers }) => computers)),
    };
  });
  return order === 'earliest' ? groups : groups.toSorted((a, b) => b.requests - a.requests);
}

const union = (lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())];
