import type { FileState } from '#core/model/source';

/** Words of the page `Files`. */
export const FILES = {
  title: 'Files',
  none: 'No file is open',
  noneDetail: 'Drop files, folders or archives anywhere on this page.',
  placeholder: 'part of a path, a format or a reason',
  bundles: 'Recognised collections',
  noMatch: 'No file matches',
  all: 'in all',
  path: 'Path',
  format: 'Format',
  state: 'State',
  content: 'Content',
  details: 'Details',
  clear: 'Close all files',
  failed: 'The list of files could not be made',
  leftOut: (count: number) => `${count} more of the kind are left out.`,
  times: (count: number) => `${count} times`,
  atLine: (line: number) => `line ${line}`,
  atByte: (byte: number) => `byte ${byte}`,
  atEvent: (event: number) => `event ${event}`,
} as const;

/** What is shown first: what went wrong, then what is good, then what is on its way, then what was passed over. */
export const STATE_ORDER: readonly FileState[] = ['refused', 'partial', 'whole', 'reading', 'waiting', 'skipped'];
