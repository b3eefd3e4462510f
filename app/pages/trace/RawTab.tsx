import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Page } from '#core/engine/questions/paging';
import type { TraceKey } from '#core/model/units';
import { useRows } from '../../state/useRows.ts';
import { Button } from '../../ui/Button.tsx';
import { FileText } from '../../ui/FileText.tsx';
import type { Column } from '../../ui/grid-columns.ts';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { RAW } from './words.ts';

/** The file as it is, line by line, after a click that says what that means. */
export function RawTab({ trace }: { readonly trace: TraceKey }) {
  const [shown, setShown] = useState(false);
  if (shown) return <Lines trace={trace} onHide={() => setShown(false)} />;
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center gap-3 py-10 text-center">
      <TriangleAlert size={20} aria-hidden className="text-warn" />
      <p className="text-sm text-ink-2">{RAW.ask}</p>
      <Button onClick={() => setShown(true)}>{RAW.show}</Button>
    </div>
  );
}

const COLUMNS: readonly Column<string>[] = [
  {
    id: 'line',
    title: RAW.line,
    width: 72,
    align: 'end',
    cell: (_, ix) => <span className="text-xs text-ink-3">{ix + 1}</span>,
  },
  {
    id: 'text',
    title: RAW.text,
    width: 220,
    grow: 1,
    cell: (line) => (
      <span className="min-w-0 text-xs whitespace-pre">
        <FileText text={line} limit={2000} clip mono />
      </span>
    ),
  },
];

function Lines({ trace, onHide }: { readonly trace: TraceKey; readonly onHide: () => void }) {
  const rows = useRows<string, Page<string>>((engine, from, count) => engine.raw(trace, from, count), `raw ${trace}`);
  const [active, setActive] = useState(-1);
  return (
    <div className="flex min-h-0 grow flex-col gap-2 pt-2">
      <div className="flex items-center gap-3">
        <p className="text-xs text-ink-3">{RAW.ask}</p>
        <Button size="sm" className="ml-auto" onClick={onHide}>
          {RAW.hide}
        </Button>
      </div>
      <div className="flex min-h-0 grow flex-col overflow-hidden rounded-md border border-line bg-surface">
        <VirtualRows
          label={RAW.lines}
          columns={COLUMNS}
          total={rows.total}
          rowAt={rows.rowAt}
          onWindow={rows.onWindow}
          active={active}
          onActive={setActive}
          rowHeight={20}
        />
      </div>
    </div>
  );
}
