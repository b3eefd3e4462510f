/** What decides where a key leads in a list of rows. */
export interface GridPlace {
  /** Index of the active row; -1: none yet. */
  readonly active: number;
  readonly total: number;
  /** Whole rows that fit on the screen. */
  readonly page: number;
}

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The row a key leads to, or null when the key does not move between rows. */
export function rowAfterKey(press: KeyPress, place: GridPlace): number | null {
  if (press.altKey || place.total === 0) return null;
  const chord = press.ctrlKey || press.metaKey;
  const { active, total, page } = place;
  const clamp = (ix: number) => Math.max(0, Math.min(total - 1, ix));
  switch (press.key) {
    case 'ArrowDown':
      return chord ? total - 1 : clamp(active + 1);
    case 'ArrowUp':
      return chord ? 0 : clamp(active - 1);
    case 'j':
      return chord ? null : clamp(active + 1);
    case 'k':
      return chord ? null : clamp(active - 1);
    case 'PageDown':
      return chord ? null : clamp(Math.max(active, 0) + Math.max(1, page));
    case 'PageUp':
      return chord ? null : clamp(Math.max(active, 0) - Math.max(1, page));
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return null;
  }
}
