import { formatCount } from './numbers.ts';

/** Words of the parts that are used everywhere. */
export const WORDS = {
  product: 'frebscope',
  close: 'Close',
  cancel: 'Cancel',
  show: 'show',
  hide: 'hide',
  masked: '••••••',
  showValue: (name: string) => `Show the value of ${name}`,
  hideValue: (name: string) => `Hide the value of ${name}`,
  showAll: (length: number) => `show all ${formatCount(length)} characters`,
  copied: 'Copied',
  rowCopied: 'The row is copied.',
  copyFailed: 'The browser did not allow copying',
  loading: 'Loading…',
  completions: 'What could be typed here',
  completionCount: (count: number) =>
    count === 1 ? 'One way to go on: press arrow down.' : `${formatCount(count)} ways to go on: press arrow down.`,
  filter: 'Filter',
  clearFilter: 'Clear the filter',
  longList: (total: number) =>
    `${formatCount(total)} rows are more than a scroll bar can tell apart: it moves in larger steps. Wheel and keys reach every row.`,
  row: 'Row',
  goToRow: 'Go',
  dismiss: 'Dismiss',
  columns: 'Arrange columns',
  columnsHint: 'Choices are kept in this browser. A narrow window leaves out columns that have no room.',
  columnWidth: 'Width',
  columnAuto: 'auto',
  columnUp: (title: string) => `Move ${title} to the front`,
  columnDown: (title: string) => `Move ${title} to the end`,
  columnsReset: 'Reset columns',
  unknown: 'unknown',
} as const;
