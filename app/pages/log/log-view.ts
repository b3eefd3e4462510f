import { create } from 'zustand';

/** Ways of grouping that are no column of the log. */
export const GROUPINGS = [
  { id: 'template', label: 'URL, ids folded' },
  { id: 'triple', label: 'Status and Win32' },
  { id: 'status', label: 'Status' },
  { id: 'class', label: 'Class of status' },
  { id: 'win32', label: 'Win32' },
  { id: 'method', label: 'Verb' },
  { id: 'url', label: 'URL' },
  { id: 'client', label: 'Client' },
  { id: 'agent', label: 'User agent' },
  { id: 'host', label: 'Host' },
  { id: 'server', label: 'Server' },
  { id: 'user', label: 'User' },
] as const;

interface LogView {
  /** Further fields shown in the grid, by their name in the log. */
  readonly columns: readonly string[];
  readonly groupBy: string;
  /** Idle time-outs of HTTPERR are shown. */
  readonly idle: boolean;
}

/** What a person chose on the page of logs; names of fields come from files and are gone with the page. */
export const useLogView = create<LogView>(() => ({ columns: [], groupBy: 'template', idle: false }));

export function toggleColumn(name: string): void {
  useLogView.setState(({ columns }) => ({
    columns: columns.includes(name) ? columns.filter((one) => one !== name) : [...columns, name],
  }));
}

export function setGroupBy(groupBy: string): void {
  useLogView.setState({ groupBy });
}

export function setIdle(idle: boolean): void {
  useLogView.setState({ idle });
}

/** A filter that asks for `more` as well; what is an alternative already is bracketed. */
export function narrowed(filter: string, more: string): string {
  const text = filter.trim();
  if (text === '') return more;
  if (text === more || text.split(' ').join(' ').includes(more)) return text;
  return / OR /.test(text) ? `(${text}) ${more}` : `${text} ${more}`;
}
