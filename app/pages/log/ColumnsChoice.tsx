import { Columns3 } from 'lucide-react';
import { useState } from 'react';
import type { LogField } from '#core/engine/questions/logs';
import type { LogRow } from '#core/engine/questions/logs';
import { WORDS } from '../../text/words.ts';
import { Button } from '../../ui/Button.tsx';
import { ColumnsForm } from '../../ui/ColumnsButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { Column } from '../../ui/grid-columns.ts';
import type { KeptColumns } from '../../ui/grid-layout.ts';
import { toggleColumn, useLogView } from './log-view.ts';
import { LOG } from './words.ts';

/** The button `Columns`: which columns the grid has, and which further fields of the logs are columns too. */
export function ColumnsChoice(props: {
  readonly columns: readonly Column<LogRow>[];
  readonly kept: KeptColumns;
  readonly fields: readonly LogField[];
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      {/* A narrow grid has no columns. */}
      <Button size="sm" className="max-[655px]:hidden" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Columns3 size={14} aria-hidden />
        {LOG.columnsButton}
      </Button>
      <Dialog title={WORDS.columns} open={open} onClose={() => setOpen(false)}>
        {open ? (
          <ColumnsForm columns={props.columns} kept={props.kept} more={<FurtherFields fields={props.fields} />} />
        ) : null}
      </Dialog>
    </>
  );
}

/** Fields of the logs beyond the columns that are always offered. */
export function FurtherFields({ fields }: { readonly fields: readonly LogField[] }) {
  const chosen = useLogView((view) => view.columns);
  return (
    <fieldset className="border-t border-line pt-2">
      <legend className="sr-only">{LOG.moreColumns}</legend>
      <p aria-hidden className="mb-1 text-xs font-medium text-ink-2">
        {LOG.moreColumns}
      </p>
      {fields.length === 0 ? <p className="text-xs text-ink-3">{LOG.noMoreColumns}</p> : null}
      <ul className="grid grid-cols-1 gap-x-4 sm:grid-cols-2">
        {fields.map(({ name }) => (
          <li key={name}>
            <label className="flex min-w-0 items-center gap-2 py-0.5">
              <input
                type="checkbox"
                checked={chosen.includes(name)}
                onChange={() => toggleColumn(name)}
                className="size-4 shrink-0 accent-(--accent)"
              />
              <span className="truncate">{name}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
