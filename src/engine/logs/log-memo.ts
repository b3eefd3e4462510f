import type { LoadedLogs } from './loaded-logs.ts';

/** Answers kept of each kind. Views ask again with every change of the workspace, most of which do not touch logs. */
const KEPT = 24;

interface Memo {
  readonly version: number;
  readonly answers: Map<string, unknown>;
}

const memos = new WeakMap<LoadedLogs, Memo>();

/** What `make` gave for this key, as long as rows and times are what they were. `key` names everything it depends on. */
export function remembered<T>(logs: LoadedLogs, key: string, make: () => T): T {
  let memo = memos.get(logs);
  if (memo === undefined || memo.version !== logs.version) {
    memo = { version: logs.version, answers: new Map() };
    memos.set(logs, memo);
  }
  const { answers } = memo;
  const answer = answers.has(key) ? (answers.get(key) as T) : make();
  answers.delete(key);
  answers.set(key, answer);
  const [oldest] = answers.keys();
  if (answers.size > KEPT && oldest !== undefined) answers.delete(oldest);
  return answer;
}

/** Names a selection in keys. */
export function selectionKey(selection: {
  readonly filter: string;
  readonly range: { readonly from: number; readonly to: number } | null;
  readonly zoneMinutes: number;
}): string {
  const { filter, range, zoneMinutes } = selection;
  return `${range?.from} ${range?.to} ${zoneMinutes} ${filter}`;
}
