/** Pages that say something once, on the first visit. */
export const HINTS = ['trace', 'requests'] as const;
/** Stable key of a hint: what was closed once stays closed. */
export type HintId = (typeof HINTS)[number];

/** A piece of a hint: words, or a key. */
type HintPart = string | { readonly key: string };

/** What a first visit is told, in the order of reading. */
export const HINT_TEXTS: Readonly<Record<HintId, readonly HintPart[]>> = {
  trace: [
    'Links of the verdict lead to their events. ',
    { key: 'g' },
    ' goes to the event that produced the status, ',
    { key: 'n' },
    ' to the next failing request, ',
    { key: '?' },
    ' shows all keys.',
  ],
  requests: [
    'Open a request with a click or ',
    { key: 'Enter' },
    '; ',
    { key: '/' },
    ' goes to the filter, ',
    { key: '?' },
    ' shows all keys.',
  ],
};
