import type { IncidentCard } from '#core/engine/engine';

export type CardOrder = 'most' | 'earliest';

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
  const rootOf = (card: IncidentCard): IncidentCard => {
    const seen = new Set<IncidentCard>();
    let at = card;
    // A cause begins before what follows from it, so there is no circle; a damaged list must not hang the page.
    for (let up = parent(at); up !== undefined && !seen.has(up); up = parent(at)) {
      seen.add(up);
      at = up;
    }
    return at;
  };
  const parent = (card: IncidentCard): IncidentCard | undefined =>
    card.causedBy === null ? undefined : byId.get(card.causedBy);
  const roots = cards.filter((card) => rootOf(card) === card);
  const arranged = roots.map((card) => ({
    card,
    consequences: cards.filter((other) => other !== card && rootOf(other) === card),
  }));
  return order === 'earliest' ? arranged : arranged.toSorted((a, b) => requestsOf(b) - requestsOf(a));
}

/** Requests of a cause and of all that followed: how much trouble it made. */
const requestsOf = ({ card, consequences }: ArrangedCard): number =>
  consequences.reduce((sum, one) => sum + one.matching, card.matching);
