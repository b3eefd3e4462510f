import type { ModuleColumn, ModuleRow } from '#core/engine/questions/modules';
import { counted, formatCount } from '../../text/numbers.ts';
import { cx } from '../../ui/class-names.ts';
import { FileText } from '../../ui/FileText.tsx';
import type { Column } from '../../ui/grid-columns.ts';
import { LEAST_SHARE, shareText, timeText, type TimeId } from './module-text.ts';
import { MODULES } from './words.ts';

const { columns: TITLES } = MODULES;

/** Titles that are technical words. */
const TERMS: Partial<Readonly<Record<TimeId, Pick<Column<ModuleRow>, 'term'>>>> = {
  total: { term: 'total time' },
  self: { term: 'self time' },
  waiting: { term: 'waiting' },
};

/** Columns of the grid `Modules`; their ids are those of the engine. `grain`: step of the coarsest clock. */
export function moduleColumns(grain: number): readonly Column<ModuleRow>[] {
  const time = (id: TimeId, from?: number): Column<ModuleRow> => ({
    id,
    title: TITLES[id],
    ...TERMS[id],
    width: 98,
    align: 'end',
    sortable: true,
    ...(from === undefined ? {} : { from }),
    cell: (row) => <Time row={row} id={id} grain={grain} />,
  });
  const count = (id: 'count' | 'traces', from: number): Column<ModuleRow> => ({
    id,
    title: TITLES[id],
    width: 68,
    align: 'end',
    sortable: true,
    from,
    cell: (row) => <span className="text-ink-2">{row[id] === 0 ? '—' : formatCount(row[id])}</span>,
  });
  return [
    {
      id: 'module',
      title: TITLES.module,
      width: 170,
      grow: 4,
      sortable: true,
      cell: (row) => <Name row={row} />,
    },
    {
      id: 'notification',
      title: TITLES.notification,
      term: 'notification',
      width: 214,
      grow: 1,
      from: 980,
      sortable: true,
      cell: (row) => <span className="truncate text-ink-2">{row.notificationName}</span>,
    },
    count('count', 700),
    count('traces', 1080),
    time('total'),
    time('self'),
    time('waiting', 860),
    time('p50', 1180),
    time('p95', 760),
    time('p99', 1280),
    time('max', 1180),
    { id: 'share', title: TITLES.share, width: 140, sortable: true, cell: (row) => <Share row={row} /> },
  ];
}

/** Columns that can order the rows. */
export const SORTABLE: readonly ModuleColumn[] = [
  'module',
  'notification',
  'count',
  'traces',
  'total',
  'self',
  'waiting',
  'p50',
  'p95',
  'p99',
  'max',
  'share',
];

/** What was not measured steps back, so that the long times stand out. */
function Time({ row, id, grain }: { readonly row: ModuleRow; readonly id: TimeId; readonly grain: number }) {
  return <span className={cx('whitespace-nowrap', row[id] < grain && 'text-ink-3')}>{timeText(row, id, grain)}</span>;
}

function Name({ row }: { readonly row: ModuleRow }) {
  if (row.module === '') return <span className="text-ink-2 italic">{MODULES.nowhere}</span>;
  return <FileText text={row.module} clip className={cx(row.ancm && 'font-semibold text-accent')} />;
}

function Share({ row }: { readonly row: ModuleRow }) {
  return (
    <span className="flex w-full items-center gap-2">
      <span aria-hidden className="h-2 w-8 shrink-0 overflow-hidden rounded-[1px] bg-sunken">
        <span
          className={cx('block h-full', row.ancm ? 'bg-accent' : 'bg-ink-3')}
          style={{ width: `${Math.max(row.share * 100, row.share > 0 ? 2 : 0)}%` }}
        />
      </span>
      <span className={cx('ml-auto whitespace-nowrap', row.share < LEAST_SHARE && 'text-ink-3')}>{shareText(row)}</span>
    </span>
  );
}

/** The row as one cell of three lines, where columns have no room. */
export function compactModule(row: ModuleRow, grain: number) {
  return (
    <div className="flex h-full min-w-0 flex-col justify-center gap-0.5 py-1">
      <div className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 grow truncate">
          <Name row={row} />
        </span>
        <span className="shrink-0 font-medium">{shareText(row)}</span>
      </div>
      <p className="truncate text-xs text-ink-2">
        {row.notificationName}
        {row.count === 0 ? '' : ` · ${counted(row.count, 'run')}`}
      </p>
      <p className="truncate text-xs text-ink-3">
        {TITLES.self} {timeText(row, 'self', grain)} · {TITLES.total} {timeText(row, 'total', grain)} · {TITLES.p95}{' '}
        {timeText(row, 'p95', grain)}
      </p>
    </div>
  );
}
