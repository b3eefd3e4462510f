import { urlTemplate } from '../../analysis/url-template.ts';
import { type Ms } from '../../model/units.ts';
import { literalValue, printValue } from '../../query/print.ts';
import { type GroupBy, groupLog, type LogGroup } from '../../store/log-groups.ts';
import { allGroups } from './all-groups.ts';
import type { LoadedLogs } from './loaded-logs.ts';
import { remembered, selectionKey } from './log-memo.ts';
import { selectRows } from './log-select.ts';
import type { LogGroupColumn, LogGroupRow, LogGroups, LogSelection } from '../questions/logs.ts';
import type { SortBy } from '../questions/paging.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Rows of a selection by what they have in common, the largest group first unless asked otherwise. */
export function logGroups(
  workspace: EngineWorkspace,
  selection: LogSelection,
  ask: { readonly by: string; readonly sort: SortBy | null; readonly most: number; readonly timed: boolean },
): LogGroups {
  const { by, sort, most, timed } = ask;
  const revision = workspace.revision.number;
  const selected = selectRows(workspace.logs, selection);
  const none = { revision, total: 0, rows: 0, leftOut: 0, approximate: false, groups: [] };
  if (!selected.ok) return { ...none, error: selected.error };
  const { logs } = workspace;
  const { groups, leftOut, approximate } = remembered(logs, `groups ${by} ${timed} ${selectionKey(selection)}`, () =>
    groupsOf(logs, selected.value, selection, by, timed),
  );
  return {
    revision,
    total: groups.length,
    rows: groups.reduce((sum, { count }) => sum + count, 0),
    leftOut,
    approximate,
    groups: sorted(groups, sort)
      .slice(0, most)
      .map((group) => groupRow(group, by)),
    error: null,
  };
}

/** Groups with the number of rows that are only counted and that they say nothing of. */
function groupsOf(
  logs: LoadedLogs,
  rows: Uint32Array,
  selection: LogSelection,
  by: string,
  timed: boolean,
): { readonly groups: readonly LogGroup[]; readonly leftOut: number; readonly approximate: boolean } {
  const { store } = logs;
  const counted = logs.rows - store.rows;
  if (counted > 0 && selection.range === null && selection.filter.trim() === '') {
    const groups = allGroups(logs, groupBy(by), by === 'template', timed);
    if (groups !== null) return { groups, leftOut: 0, approximate: by === 'template' };
  }
  const walk = { chunks: store.chunks, rows: rows.length === store.rows ? null : rows };
  return { groups: groupLog(walk, groupBy(by), timed), leftOut: counted, approximate: false };
}

function groupBy(by: string): GroupBy {
  if (by === 'triple' || by === 'status' || by === 'class' || by === 'win32') return { by };
  if (by === 'template') return { by: 'column', name: 'cs-uri-stem', fold: urlTemplate };
  return { by: 'column', name: by, fold: null };
}

const SORT_KEYS: Readonly<Record<LogGroupColumn, (group: LogGroup) => string | number>> = {
  key: (group) => group.key.toLowerCase(),
  count: (group) => group.count,
  failures: (group) => group.failures,
  p50: (group) => group.p50 ?? -1,
  p95: (group) => group.p95 ?? -1,
  p99: (group) => group.p99 ?? -1,
  max: (group) => group.max ?? -1,
};

/** Stable: groups of equal value keep the order of size. */
function sorted(groups: readonly LogGroup[], sort: SortBy | null): readonly LogGroup[] {
  if (sort === null || !Object.hasOwn(SORT_KEYS, sort.key)) return groups;
  const keyOf = SORT_KEYS[sort.key as LogGroupColumn];
  const sign = sort.descending ? -1 : 1;
  return groups.toSorted((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    return left < right ? -sign : left > right ? sign : 0;
  });
}

function groupRow(group: LogGroup, by: string): LogGroupRow {
  const { key, count, failures } = group;
  return {
    key: by === 'status' ? shortStatus(key) : key,
    filter: groupFilter(by, key),
    count,
    failures,
    p50: group.p50 as Ms | null,
    p95: group.p95 as Ms | null,
    p99: group.p99 as Ms | null,
    max: group.max as Ms | null,
  };
}

/** `502.3` and `200`: a sub-status of 0 is not written. */
const shortStatus = (status: string): string => status.replace(/\.0$/, '');

/** The filter that finds the rows of a group, for click to filter. */
function groupFilter(by: string, key: string): string {
  if (by === 'triple') {
    const [status, sub, win32] = key.split(' ');
    return `status:${status}.${sub} win32:${win32}`;
  }
  if (by === 'status') return `status:${key}`;
  if (by === 'class') return key === '' ? 'status:-' : `status:${key}`;
  if (by === 'win32') return `win32:${key}`;
  if (by === 'template') return `url:${templateGlob(key)}`;
  return key === '' ? `${by}:-` : `${by}=${literalValue(key)}`;
}

/** A template as a pattern: what was folded may be anything. */
function templateGlob(template: string): string {
  if (template === '') return '-';
  if (!/[{…]/.test(template)) return literalValue(template);
  const glob = template.replace(/\{[a-z]+\}/g, '*').replace(/…$/, '*');
  return /^[\w./:;@%&+$#~'*-]+$/.test(glob) ? glob : printValue({ text: template.split('{')[0] ?? '', quoted: true });
}
