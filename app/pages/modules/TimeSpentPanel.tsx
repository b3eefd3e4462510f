import { Maximize2, Minus, Plus, Rows3 } from 'lucide-react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { IcicleNode } from '#core/engine/questions/modules';
import { ranPath } from '#core/knowledge/ran';
import { spanIx, type SpanIx } from '#core/model/units';
import { formatSeconds } from '../../text/durations.ts';
import { formatShare } from '../../text/numbers.ts';
import { icicleColumns } from '../../timeline/icicle-columns.tsx';
import { icicleView, type IcicleView } from '../../timeline/icicle.ts';
import { Icicle } from '../../timeline/Icicle.tsx';
import type { TimelineHandle } from '../../timeline/Timeline.tsx';
import { TimelineTable } from '../../timeline/TimelineTable.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { IconButton } from '../../ui/Button.tsx';
import { FileText } from '../../ui/FileText.tsx';
import { MODULES, showRequests } from './words.ts';

export interface TimeSpentPanelProps {
  readonly root: IcicleNode;
  readonly grainMs: number;
  /** Goes to the requests that have this path. */
  readonly onNarrow: (ran: string) => void;
}

/** Where the time of all selected traces went: the merged picture, and the table that holds the same. */
export function TimeSpentPanel({ root, grainMs, onNarrow }: TimeSpentPanelProps) {
  const view = useMemo(() => icicleView(root, grainMs), [root, grainMs]);
  const columns = useMemo(
    () => (onToggle: Parameters<typeof icicleColumns>[1]) => icicleColumns(view, onToggle),
    [view],
  );
  const handle = useRef<TimelineHandle>(null);
  const [table, setTable] = useState(false);
  const [chosen, setChosen] = useState<{ readonly view: IcicleView; readonly span: SpanIx } | null>(null);
  // Places of another selection of traces have other numbers.
  const selected = chosen?.view === view ? chosen.span : null;
  const node = selected === null ? undefined : view.nodes[selected];
  const choose = (span: SpanIx): void => setChosen({ view, span });
  const drawn = root.total >= grainMs;

  return (
    <section className="flex flex-col gap-1.5 border-b border-line bg-surface p-2 sm:px-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h2 className="text-base font-semibold">{MODULES.spent}</h2>
        <Chosen node={node} total={root.total} grainMs={grainMs}>
          {selected === null || node === undefined ? null : (
            <button
              type="button"
              className="shrink-0 text-accent underline underline-offset-2 hover:text-accent-strong"
              onClick={() => onNarrow(pathOf(view, selected))}
            >
              {showRequests(node.traces)}
            </button>
          )}
        </Chosen>
        <div className="ml-auto flex items-center gap-1.5">
          <IconButton
            size="sm"
            label={MODULES.zoomOut}
            keys="s"
            icon={<Minus size={14} aria-hidden />}
            onClick={() => handle.current?.zoomOut()}
          />
          <IconButton
            size="sm"
            label={MODULES.zoomIn}
            keys="w"
            icon={<Plus size={14} aria-hidden />}
            onClick={() => handle.current?.zoomIn()}
          />
          <IconButton
            size="sm"
            label={MODULES.zoomAll}
            keys="0"
            icon={<Maximize2 size={14} aria-hidden />}
            onClick={() => handle.current?.zoomAll()}
          />
          <button
            type="button"
            aria-pressed={table}
            className={buttonClass('plain', 'sm')}
            onClick={() => setTable(!table)}
          >
            <Rows3 size={14} aria-hidden />
            {MODULES.table}
          </button>
        </div>
      </div>
      {drawn ? (
        <div className="scroll-thin max-h-[34vh] overflow-x-hidden overflow-y-auto">
          <Icicle
            ref={handle}
            view={view}
            selected={selected}
            onSelect={choose}
            onOpen={(span) => onNarrow(pathOf(view, span))}
          />
        </div>
      ) : (
        <p className="py-2 text-sm text-ink-2">{MODULES.timeless}</p>
      )}
      {/* Closed, the table takes no room and still is there for the keyboard and for assistive technology. */}
      <div className={table ? '' : '-mt-1.5 h-0 overflow-hidden focus-within:mt-0 focus-within:h-auto'}>
        <TimelineTable
          timeline={view.timeline}
          label={MODULES.spentTable}
          columns={columns}
          selectedSpan={selected}
          producingSpan={null}
          onSpan={choose}
          className="h-64 border-t border-line"
        />
      </div>
    </section>
  );
}

function Chosen(props: {
  readonly node: IcicleNode | undefined;
  readonly total: number;
  readonly grainMs: number;
  readonly children: ReactNode;
}) {
  const { node, total, grainMs, children } = props;
  if (node === undefined) return <p className="min-w-0 text-xs text-ink-3">{MODULES.choose}</p>;
  return (
    <p className="flex min-w-0 items-baseline gap-2 text-xs text-ink-2">
      <FileText text={node.label} clip className="min-w-0 font-medium text-ink" />
      <span className="shrink-0">
        {formatSeconds(node.total, grainMs)}
        {total > 0 ? ` · ${formatShare(node.total / total)}` : ''}
      </span>
      {children}
    </p>
  );
}

/** The path of a place, as the filter field `ran` names it. */
function pathOf({ timeline, nodes }: IcicleView, span: SpanIx): string {
  const labels: string[] = [];
  for (let at: number = span; at >= 0; at = timeline.spans.parent[at] ?? -1)
    labels.unshift(nodes[spanIx(at)]?.label ?? '');
  return ranPath(labels);
}
