import type { TimelineView } from '#core/engine/questions/traces';
import { FileText } from '../ui/FileText.tsx';
import type { Column } from '../ui/grid-columns.ts';
import { spanWords } from './texts.ts';
import type { TreeRow } from './tree.ts';

/** Columns of the table form of the timeline. The first one is indented by its level. */
export function tableColumns(timeline: TimelineView, onToggle: (row: TreeRow) => void): readonly Column<TreeRow>[] {
  const words = (row: TreeRow) => spanWords(timeline, row.span);
  const time = (pick: 'start' | 'total' | 'self' | 'waiting') => (row: TreeRow) => (
    <span className="whitespace-nowrap text-ink-2">{words(row)[pick]}</span>
  );
  return [
    {
      id: 'label',
      title: 'Span',
      term: 'span',
      width: 190,
      grow: 4,
      cell: (row) => <SpanName timeline={timeline} row={row} onToggle={onToggle} />,
    },
    {
      id: 'notification',
      title: 'Notification',
      term: 'notification',
      width: 150,
      grow: 2,
      from: 1000,
      cell: (row) => words(row).notification,
    },
    { id: 'start', title: 'Start', width: 80, align: 'end', from: 620, cell: time('start') },
    { id: 'total', title: 'Total', term: 'total time', width: 118, align: 'end', cell: time('total') },
    { id: 'self', title: 'Self', term: 'self time', width: 96, align: 'end', from: 400, cell: time('self') },
    { id: 'waiting', title: 'Waiting', term: 'waiting', width: 96, align: 'end', from: 520, cell: time('waiting') },
    { id: 'outcome', title: 'Outcome', width: 150, grow: 1, from: 820, cell: (row) => words(row).outcome },
  ];
}

const INDENT_PX = 14;
const MOST_LEVELS = 12;

/** Label of a row, indented by its level, with the mark that opens and closes it. */
export function SpanName(props: {
  readonly timeline: TimelineView;
  readonly row: TreeRow;
  readonly onToggle: (row: TreeRow) => void;
}) {
  const { timeline, row, onToggle } = props;
  const { label, kind, ancm } = spanWords(timeline, row.span);
  const indent = Math.min(row.level - 1, MOST_LEVELS) * INDENT_PX;
  return (
    <span className="flex min-w-0 items-center gap-1" style={{ paddingLeft: indent }}>
      {row.children === 0 ? (
        <span className="w-4 shrink-0" />
      ) : (
        // The row itself has the state and the keys; this is the target for a pointer.
        <span aria-hidden className="w-4 shrink-0 text-center text-ink-3" onClick={() => onToggle(row)}>
          {row.expanded ? '▾' : '▸'}
        </span>
      )}
      <span className={ancm ? 'min-w-0 font-semibold text-accent' : 'min-w-0'}>
        <FileText text={label} clip />
      </span>
      <span className="hidden shrink-0 text-xs text-ink-3 sm:inline">{kind}</span>
    </span>
  );
}
