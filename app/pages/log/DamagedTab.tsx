import { useState } from 'react';
import type { DamagedLog, DamagedRow, DamagedRows } from '#core/engine/questions/logs';
import { copyText } from '../../state/copy-text.ts';
import { useRows } from '../../state/useRows.ts';
import { counted, formatCount } from '../../text/numbers.ts';
import { Badge } from '../../ui/badges.tsx';
import { Button } from '../../ui/Button.tsx';
import { Copy } from '../../ui/Copy.tsx';
import { FileText } from '../../ui/FileText.tsx';
import type { Column } from '../../ui/grid-columns.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { DAMAGED, LOG } from './words.ts';

const COLUMNS: readonly Column<DamagedRow>[] = [
  {
    id: 'line',
    title: DAMAGED.line,
    width: 92,
    align: 'end',
    cell: (row) => <span className="font-mono text-ink-2">{formatCount(row.line)}</span>,
  },
  {
    id: 'values',
    title: DAMAGED.valuesTitle,
    width: 84,
    cell: (row) =>
      row.long ? (
        <Badge>{DAMAGED.tooLong}</Badge>
      ) : row.values === null || row.fields === null ? (
        <span className="text-ink-3">—</span>
      ) : (
        DAMAGED.of(row.values, row.fields)
      ),
  },
  { id: 'text', title: DAMAGED.text, width: 180, grow: 1, cell: (row) => <FileText text={row.text} clip mono /> },
];

/** Rows that do not fit the columns of their log, as they stand in the file: one log at a time. */
export function DamagedTab({ logs }: { readonly logs: readonly DamagedLog[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  // Nobody can tell which of their values is a secret: the text is there when asked for.
  const [shown, setShown] = useState(false);
  const log = logs.find(({ file }) => file === chosen) ?? logs[0];
  if (log === undefined) return null;
  return (
    <div className="flex min-h-0 grow flex-col">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-2 py-2 text-sm sm:px-3">
        {logs.length === 1 ? (
          <h2 className="min-w-0 font-semibold">
            <FileText text={log.path} />
          </h2>
        ) : (
          <label className="flex min-w-0 items-center gap-2">
            <span className="text-xs text-ink-2">{DAMAGED.log}</span>
            <select
              aria-label={DAMAGED.log}
              className="h-7 max-w-full min-w-0 rounded-md border border-line-strong bg-surface px-1.5 text-sm text-ink"
              value={log.file}
              onChange={(event) => setChosen(event.target.value)}
            >
              {logs.map(({ file, path, count }) => (
                <option key={file} value={file}>
                  {path} · {formatCount(count)}
                </option>
              ))}
            </select>
          </label>
        )}
        <p className="text-xs text-ink-2">
          {counted(log.count, 'row')}. {DAMAGED.meaning}
        </p>
        <Button size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? DAMAGED.hide : DAMAGED.show}
        </Button>
      </div>
      {shown ? <DamagedList key={log.file} log={log} /> : null}
    </div>
  );
}

function DamagedList({ log }: { readonly log: DamagedLog }) {
  const [active, setActive] = useState(-1);
  // The row before stays until the next one is there: the list would jump under a box that comes and goes.
  const [held, setHeld] = useState<DamagedRow | undefined>(undefined);
  const rows = useRows<DamagedRow, DamagedRows>(
    (engine, from, count) => engine.damagedRows(log.file, from, count),
    log.file,
  );
  const chosen = active < 0 ? undefined : rows.rowAt(active);
  if (chosen !== undefined && chosen !== held) setHeld(chosen);
  const row = chosen ?? held;
  if (rows.failed) return <Failed title={LOG.failed}>{DAMAGED.gone}</Failed>;
  if (rows.answer === null) return <Loading />;
  return (
    <>
      <VirtualRows<DamagedRow>
        label={DAMAGED.title}
        className="bg-surface"
        primary
        columns={COLUMNS}
        total={rows.total}
        rowAt={rows.rowAt}
        onWindow={rows.onWindow}
        active={active}
        onActive={setActive}
        onKey={(event, ix) => {
          const one = rows.rowAt(ix);
          if (event.key !== 'c' || event.ctrlKey || event.metaKey || one === undefined) return false;
          void copyText(one.text, DAMAGED.copied);
          return true;
        }}
      />
      {row === undefined ? null : (
        <aside
          aria-label={DAMAGED.whole}
          className="scroll-thin max-h-[45%] shrink-0 overflow-y-auto border-t border-line bg-surface p-2 text-sm sm:px-3"
        >
          <p className="mb-1 flex items-center gap-2 text-xs text-ink-2">
            {LOG.line(row.line)}
            {row.long ? `, ${DAMAGED.long}` : valuesText(row)}
            <span className="ml-auto">
              <Copy text={row.text} label={DAMAGED.copy} />
            </span>
          </p>
          <FileText text={row.text} mono limit={2000} className="wrap-anywhere" />
        </aside>
      )}
    </>
  );
}

function valuesText({ values, fields }: DamagedRow): string {
  return values === null || fields === null ? '' : `, ${DAMAGED.values(values, fields)}`;
}
