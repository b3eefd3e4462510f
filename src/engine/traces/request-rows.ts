import { whatRan } from '../../analysis/what-ran.ts';
import { urlTemplate } from '../../analysis/url-template.ts';
import type { Result } from '../../base/result.ts';
import { compileText } from '../../query/compile.ts';
import type { FieldHint } from '../../query/complete.ts';
import type { QueryError } from '../../query/ast.ts';
import { type Field, fieldTable, type FieldTable } from '../../query/field.ts';
import type { StoredTrace } from '../../store/traces.ts';
import type { RequestColumn, RequestQuery, RequestRow } from '../questions/requests.ts';
import type { SortBy } from '../questions/paging.ts';
import { hasFailed } from './failing.ts';
import { fieldHints } from '../hints.ts';
import { spanSetOf } from './span-set.ts';
import { verdictOf } from '../judging/verdicts.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Rows of the grid `Requests` that pass a filter, in the order asked for. */
export function selectRequests(
  workspace: EngineWorkspace,
  query: Pick<RequestQuery, 'filter' | 'sort'>,
): Result<readonly RequestRow[], QueryError> {
  const rows = requestRows(workspace);
  const test = compileText(query.filter, requestFields(workspace, rows));
  if (!test.ok) return test;
  const kept = rows.filter((_, ix) => test.value(ix));
  return { ok: true, value: query.sort === null ? kept : sortRequests(kept, query.sort) };
}

/** What `Requests` can be filtered by, with the values that occur. */
export function requestHints(workspace: EngineWorkspace): readonly FieldHint[] {
  const rows = requestRows(workspace);
  return fieldHints(requestFields(workspace, rows), rows.length);
}

/** One row per trace, earliest first; requests without a time keep the order of opening behind the others. */
function requestRows(workspace: EngineWorkspace): readonly RequestRow[] {
  const { version } = workspace.traces;
  const known = lists.get(workspace);
  if (known?.version === version) return known.rows;
  const rows = workspace.traces.all().map((stored) => requestRow(workspace, stored));
  const at = (row: RequestRow): number => row.start ?? Number.POSITIVE_INFINITY;
  const sorted = rows.toSorted((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
  lists.set(workspace, { version, rows: sorted });
  return sorted;
}

/** The rows of now: each step through them and each letter of a filter asks for all. */
const lists = new WeakMap<EngineWorkspace, { readonly version: number; readonly rows: readonly RequestRow[] }>();

function requestRow(workspace: EngineWorkspace, stored: StoredTrace): RequestRow {
  const { trace, facts, state } = stored;
  const { request } = trace;
  const lead = workspace.traces.judged(trace.key)?.verdict?.lead ?? null;
  return {
    key: trace.key,
    path: trace.path,
    statusCode: request.statusCode,
    status: request.status,
    provisional: facts.provisional,
    failed: hasFailed(stored),
    cause: lead?.cause ?? null,
    certainty: lead?.certainty ?? null,
    headline: lead?.headline ?? '',
    verb: request.verb,
    url: request.url,
    module: facts.producing?.module ?? '',
    durationMs: trace.reported ?? trace.observed,
    start: trace.startedAt,
    appPool: request.appPool,
    siteId: request.siteId,
    processId: request.processId,
    computer: trace.computer,
    state,
    gaps: trace.gaps.length,
  };
}

/** The row with its verdict: a row that comes into view is judged even while files are still being read. */
export function judgedRow(workspace: EngineWorkspace, row: RequestRow): RequestRow {
  const stored = workspace.traces.get(row.key);
  if (row.cause !== null || stored === null || verdictOf(workspace, stored) === null) return row;
  return requestRow(workspace, stored);
}

/** Text that is searched and never picked from a list. */
const noOffer = (): string => '';

/** Names of what took part in a trace: worked out once, when somebody first asks by it. */
function whatRanIn(stored: StoredTrace | null): readonly string[] {
  if (stored === null) return [];
  const known = ran.get(stored);
  if (known !== undefined) return known;
  const names = whatRan(spanSetOf(stored));
  ran.set(stored, names);
  return names;
}

const ran = new WeakMap<StoredTrace, readonly string[]>();

type TextOf = (row: RequestRow) => string;
type NumberOf = (row: RequestRow) => number | null;

/** Everything `Requests` can be filtered by. */
function requestFields({ traces }: EngineWorkspace, rows: readonly RequestRow[]): FieldTable {
  const text = (
    name: string,
    about: string,
    of: TextOf,
    more: { bare?: boolean; whole?: boolean; offer?: () => string } = {},
  ): Field => {
    const source = { text: (ix: number): string => valueAt(rows, ix, of, '') };
    return { kind: 'text', name, about, source, ...more };
  };
  const number = (name: string, about: string, of: NumberOf): Field => {
    return { kind: 'number', name, about, at: (ix) => valueAt(rows, ix, of, null) ?? Number.NaN };
  };
  const storedAt = (ix: number): StoredTrace | null => {
    const row = rows[ix];
    return row === undefined ? null : traces.get(row.key);
  };
  const status: Field = {
    kind: 'status',
    name: 'status',
    about: 'status of the trace, such as 502.3 or 5xx',
    status: (ix) => rows[ix]?.status ?? 0,
    sub: (ix) => Number(rows[ix]?.statusCode.split('.')[1] ?? 0),
  };
  const time: Field = {
    kind: 'duration',
    name: 'time',
    about: 'how long the request took',
    at: (ix) => rows[ix]?.durationMs ?? Number.NaN,
  };
  const start: Field = {
    kind: 'time',
    name: 'start',
    about: 'first event, UTC',
    at: (ix) => rows[ix]?.start ?? Number.NaN,
  };
  return fieldTable([
    { field: status },
    { field: text('cause', 'cause slug of the verdict', (row) => row.cause ?? '', { bare: true }) },
    { field: text('certainty', 'high, medium or low', (row) => row.certainty ?? '', { whole: true }) },
    { field: text('verb', 'request method', (row) => row.verb, { bare: true, whole: true }), aliases: ['method'] },
    { field: text('url', 'address of the request', (row) => row.url, { bare: true, offer: noOffer }) },
    { field: text('template', 'address with numbers and ids folded', (row) => urlTemplate(row.url)) },
    { field: text('module', 'module that set the status', (row) => row.module, { bare: true }) },
    {
      field: {
        kind: 'text',
        name: 'ran',
        about: 'module or stage that took part, such as RewriteModule in BEGIN_REQUEST',
        source: { texts: (ix) => whatRanIn(storedAt(ix)), offers: (ix) => storedAt(ix)?.facts.modules ?? [] },
      },
    },
    { field: time, aliases: ['duration', 'time-taken'] },
    { field: start },
    { field: text('pool', 'application pool', (row) => row.appPool, { bare: true }), aliases: ['appPool'] },
    { field: number('site', 'site id', (row) => row.siteId) },
    { field: number('pid', 'id of the worker process', (row) => row.processId), aliases: ['process'] },
    { field: text('computer', 'server that wrote the trace', (row) => row.computer, { bare: true }) },
    {
      field: text('file', 'path of the trace file', (row) => row.path, { bare: true, offer: noOffer }),
      aliases: ['path'],
    },
    { field: text('headline', 'words of the verdict', (row) => row.headline, { bare: true, offer: noOffer }) },
    { field: text('failed', 'yes or no', (row) => (row.failed ? 'yes' : 'no'), { whole: true }) },
    { field: text('state', 'whole or partial', (row) => row.state, { whole: true }) },
  ]);
}

function valueAt<T>(rows: readonly RequestRow[], ix: number, of: (row: RequestRow) => T, none: T): T {
  const row = rows[ix];
  return row === undefined ? none : of(row);
}

const SORT_KEYS: Readonly<Record<RequestColumn, (row: RequestRow) => string | number>> = {
  status: (row) => row.status * 65_536 + Number(row.statusCode.split('.')[1] ?? 0),
  headline: (row) => row.headline.toLowerCase(),
  verb: (row) => row.verb.toLowerCase(),
  url: (row) => row.url.toLowerCase(),
  module: (row) => row.module.toLowerCase(),
  duration: (row) => row.durationMs ?? -1,
  start: (row) => row.start ?? Number.POSITIVE_INFINITY,
  appPool: (row) => row.appPool.toLowerCase(),
  file: (row) => row.path.toLowerCase(),
};

/** Stable: rows of equal value keep the order of time. An unknown column changes nothing. */
function sortRequests(rows: readonly RequestRow[], sort: SortBy): readonly RequestRow[] {
  const keyOf = Object.hasOwn(SORT_KEYS, sort.key) ? SORT_KEYS[sort.key as RequestColumn] : null;
  if (keyOf === null) return rows;
  const sign = sort.descending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: keyOf(row) }));
  keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0));
  return keyed.map(({ row }) => row);
}
