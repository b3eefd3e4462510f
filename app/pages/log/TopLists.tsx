import type { LogGroupRow, LogSelection } from '#core/engine/questions/logs';
import { useQuery } from '../../state/useQuery.ts';
import { formatCount } from '../../text/numbers.ts';
import { cx } from '../../ui/class-names.ts';
import { FileText } from '../../ui/FileText.tsx';
import { groupText } from './group-text.ts';
import { LOG } from './words.ts';

const MOST = 7;
const LISTS = [
  { by: 'template', title: LOG.topUrls },
  { by: 'triple', title: LOG.topStatuses },
  { by: 'client', title: LOG.topClients },
] as const;

interface TopListsProps {
  readonly selection: LogSelection;
  readonly selectionKey: string;
  readonly onFilter: (filter: string) => void;
  /** A row is open on the other side: only wide screens have room for both. */
  readonly yields?: boolean;
}

/** What occurs most among the rows that pass; a click narrows the filter. */
export function TopLists({ selection, selectionKey, onFilter, yields = false }: TopListsProps) {
  return (
    <aside
      aria-label={LOG.top}
      className={cx(
        'scroll-thin hidden w-72 shrink-0 flex-col gap-4 overflow-y-auto border-r border-line bg-surface p-3 2xl:w-80',
        yields ? 'min-[1800px]:flex' : 'min-[1180px]:flex',
      )}
    >
      {LISTS.map(({ by, title }) => (
        <TopList key={by} by={by} title={title} selection={selection} selectionKey={selectionKey} onFilter={onFilter} />
      ))}
    </aside>
  );
}

function TopList(props: TopListsProps & { readonly by: string; readonly title: string }) {
  const { by, title, selection, selectionKey, onFilter } = props;
  const { data } = useQuery((engine) => engine.logTop(selection, by, MOST), `top ${by} ${selectionKey}`);
  if (data === undefined || data.groups.length === 0) return null;
  const most = data.groups[0]?.count ?? 1;
  return (
    <section aria-label={title}>
      <h2 className="mb-1 flex items-baseline justify-between text-xs font-semibold text-ink-2">
        {title}
        <span className="font-normal text-ink-3">
          {data.leftOut > 0 ? `${LOG.keptOnly}: ` : ''}
          {formatCount(data.total)}
        </span>
      </h2>
      <ul className="flex flex-col">
        {data.groups.map((group) => (
          <TopItem key={group.key} group={group} by={by} most={most} onFilter={onFilter} />
        ))}
      </ul>
    </section>
  );
}

function TopItem(props: {
  readonly group: LogGroupRow;
  readonly by: string;
  readonly most: number;
  readonly onFilter: (filter: string) => void;
}) {
  const { group, by, most, onFilter } = props;
  const text = groupText(by, group.key);
  return (
    <li>
      <button
        type="button"
        className="focus-inset relative flex w-full items-baseline gap-2 rounded-sm px-1 py-0.5 text-left text-xs hover:bg-hover"
        title={LOG.filterTo(text)}
        onClick={() => onFilter(group.filter)}
      >
        <span
          aria-hidden
          className="absolute inset-y-0.5 left-0 rounded-sm bg-sunken"
          style={{ width: `${(group.count / most) * 100}%` }}
        />
        <span className="relative min-w-0 grow truncate">
          <FileText text={text} />
        </span>
        {group.failures === 0 ? null : (
          <span className="relative shrink-0 text-fail" title={LOG.group.failures}>
            {formatCount(group.failures)}
          </span>
        )}
        <span className="relative shrink-0 text-ink-2">{formatCount(group.count)}</span>
      </button>
    </li>
  );
}
