/** One line of the keyboard help. */
export interface KeyHelp {
  readonly keys: readonly string[];
  readonly does: string;
}

/** Keys of one place. */
export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly KeyHelp[];
}

/** Every key of the page, by where it works. */
export const KEYBOARD: readonly KeyGroup[] = [
  {
    title: 'Everywhere',
    keys: [
      { keys: ['?'], does: 'this help' },
      { keys: ['/'], does: 'the filter of the view' },
      { keys: ['Ctrl K', '⌘ K'], does: 'commands, traces, codes' },
      { keys: ['Ctrl O', '⌘ O'], does: 'open files' },
      { keys: ['Ctrl V', '⌘ V'], does: 'open copied text or files' },
      { keys: ['Esc'], does: 'clear or close' },
      { keys: ['n', 'p'], does: 'next, previous failing request' },
    ],
  },
  {
    title: 'Lists and trees',
    keys: [
      { keys: ['j', 'k', '↓', '↑'], does: 'next, previous row' },
      { keys: ['Home', 'End'], does: 'first, last row' },
      { keys: ['Page ↓', 'Page ↑'], does: 'a page of rows' },
      { keys: ['Enter'], does: 'open' },
      { keys: ['→', '←', '*'], does: 'expand, collapse, expand all' },
      { keys: ['c'], does: 'copy the row' },
      { keys: ['x'], does: 'mark a request for comparison' },
    ],
  },
  {
    title: 'On a trace',
    keys: [
      { keys: ['.', ','], does: 'next, previous event' },
      { keys: ['e', 'E'], does: 'next, previous error' },
      { keys: ['g'], does: 'the producing event' },
      { keys: ['x'], does: 'compare with the nearest successful request' },
      { keys: ['1', '…', '9'], does: 'tab' },
    ],
  },
  {
    title: 'Pipeline timeline',
    keys: [
      { keys: ['w', 's', '+', '−'], does: 'zoom in, out' },
      { keys: ['a', 'd'], does: 'left, right' },
      { keys: ['0'], does: 'the whole request' },
      { keys: ['f'], does: 'fit the selection' },
    ],
  },
];
