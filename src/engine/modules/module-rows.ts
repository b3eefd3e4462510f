import { moduleStats } from '../../analysis/module-stats.ts';
import { notificationLabel } from '../../analysis/span-labels.ts';
import { moduleRun } from '../../analysis/what-ran.ts';
import type { Result } from '../../base/result.ts';
import { ancmVersion } from '../../knowledge/ancm.ts';
import { compileText } from '../../query/compile.ts';
import type { QueryError } from '../../query/ast.ts';
import { type Field, fieldTable, type FieldTable } from '../../query/field.ts';
import type { StoredTrace } from '../../store/traces.ts';
import type { ModuleColumn, ModuleRow } from '../questions/modules.ts';
import type { SortBy } from '../questions/paging.ts';
import { spanSetOf } from '../traces/span-set.ts';

/** Rows of the grid `Modules` over these traces, the largest self time first. */
export function moduleRows(traces: readonly StoredTrace[]): readonly ModuleRow[] {
  return moduleStats(traces.map(spanSetOf)).map((stats) => ({
    ...stats,
    notificationName: stats.module === '' ? '' : notificationLabel(stats.notification, stats.post),
    ancm: ancmVersion(stats.module) !== null,
    ran: moduleRun(stats.module, stats.notification, stats.post),
  }));
}

/** Rows that pass a filter, in the order asked for. */
export function selectModules(
  rows: readonly ModuleRow[],
  filter: string,
  sort: SortBy | null,
): Result<readonly ModuleRow[], QueryError> {
  const test = compileText(filter, moduleFields(rows));
  if (!test.ok) return test;
  const kept = rows.filter((_, ix) => test.value(ix));
  return { ok: true, value: sort === null ? kept : sortModules(kept, sort) };
}

type TextOf = (row: ModuleRow) => string;
type NumberOf = (row: ModuleRow) => number;

/** Everything `Modules` can be filtered by. */
export function moduleFields(rows: readonly ModuleRow[]): FieldTable {
  const text = (name: string, about: string, of: TextOf): Field => {
    const source = {
      text: (ix: number): string => {
        const row = rows[ix];
        return row === undefined ? '' : of(row);
      },
    };
    return { kind: 'text', name, about, source, bare: true };
  };
  const at = (of: NumberOf) => (ix: number) => {
    const row = rows[ix];
    return row === undefined ? Number.NaN : of(row);
  };
  const number = (name: string, about: string, of: NumberOf): Field => ({ kind: 'number', name, about, at: at(of) });
  const time = (name: string, about: string, of: NumberOf): Field => ({ kind: 'duration', name, about, at: at(of) });
  return fieldTable([
    { field: text('module', 'name of the module', (row) => row.module) },
    { field: text('notification', 'stage of the pipeline', (row) => row.notificationName) },
    { field: number('count', 'runs', (row) => row.count) },
    { field: number('traces', 'traces with at least one run', (row) => row.traces) },
    { field: time('total', 'sum of the runs', (row) => row.total) },
    { field: time('self', 'in the module and in no other', (row) => row.self) },
    { field: time('waiting', 'waiting for others', (row) => row.waiting) },
    { field: time('p50', 'half of the runs took no longer', (row) => row.p50) },
    { field: time('p95', '95 % of the runs took no longer', (row) => row.p95) },
    { field: time('p99', '99 % of the runs took no longer', (row) => row.p99) },
    { field: time('max', 'the longest run', (row) => row.max) },
    { field: number('share', 'per cent of all time', (row) => row.share * 100) },
  ]);
}

const SORT_KEYS: Readonly<Record<ModuleColumn, (row: ModuleRow) => string | number>> = {
  module: (row) => row.module.toLowerCase(),
  notification: (row) => row.notification * 2 + Number(row.post),
  count: (row) => row.count,
  traces: (row) => row.traces,
  total: (row) => row.total,
  self: (row) => row.self,
  waiting: (row) => row.waiting,
  p50: (row) => row.p50,
  p95: (row) => row.p95,
  p99: (row) => row.p99,
  max: (row) => row.max,
  share: (row) => row.share,
};

/** Stable: rows of equal value keep the order of self time. An unknown column changes nothing. */
function sortModules(rows: readonly ModuleRow[], sort: SortBy): readonly ModuleRow[] {
  const keyOf = Object.hasOwn(SORT_KEYS, sort.key) ? SORT_KEYS[sort.key as ModuleColumn] : null;
  if (keyOf === null) return rows;
  const sign = sort.descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    return left < right ? -sign : left > right ? sign : 0;
  });
}
