import type { LogField, LogPage, LogRow, LogSelection } from '#core/engine/questions/logs';
import type { FileKey } from '#core/model/units';
import type { Place } from '../../route/url.ts';
import { go, step } from '../../route/useRoute.ts';
import { copyText } from '../../state/copy-text.ts';
import { useZone } from '../../state/prefs.ts';
import { useQuery } from '../../state/useQuery.ts';
import { useRows } from '../../state/useRows.ts';
import type { Column, GridSort } from '../../ui/grid-columns.ts';
import type { KeptColumns } from '../../ui/grid-layout.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { FurtherFields } from './ColumnsChoice.tsx';
import { compactLogRow, logRowAsText } from './log-columns.tsx';
import { useLogView } from './log-view.ts';
import { RowDetail } from './RowDetail.tsx';
import { TopLists } from './TopLists.tsx';
import { useRowChoice } from './useRowChoice.ts';
import { LOG } from './words.ts';

const COMPACT = { below: 640, height: 52 };

interface LogGridProps {
  readonly place: Place;
  readonly columns: readonly Column<LogRow>[];
  readonly kept: KeptColumns;
  /** Further fields that could be columns. */
  readonly fields: readonly LogField[];
  readonly selection: LogSelection;
  readonly selectionKey: string;
  readonly onFilter: (filter: string) => void;
  readonly onSelect: (file: FileKey, line: number) => void;
}

/** The rows that pass, with what occurs most among them on one side and the chosen row on the other. */
export function LogGrid(props: LogGridProps) {
  const { place, columns, kept, fields, selection, selectionKey, onFilter, onSelect } = props;
  const zone = useZone();
  const chosenColumns = useLogView((view) => view.columns);
  const { sort: sortKey, descending, line } = place.params;
  const file = place.key as FileKey;
  const known = columns.some(({ id, sortable }) => id === sortKey && sortable === true);
  const sort = sortKey === null || !known ? null : { key: sortKey, descending };
  const list = `${selectionKey}\n${sort?.key} ${descending}`;
  const rows = useRows<LogRow, LogPage>(
    (engine, from, count) => engine.logRows({ ...selection, sort, from, count, columns: chosenColumns }),
    `${list}\n${chosenColumns.join('\n')}`,
  );
  const position = useQuery(
    (engine) =>
      line === null || file === '' ? Promise.resolve(-1) : engine.logPosition({ ...selection, sort }, file, line),
    `position ${line} ${list}`,
    file,
  );
  const choice = useRowChoice({ list, file, line, position: position.data ?? -1, rowAt: rows.rowAt, onSelect });

  if (rows.failed) return <Failed title={LOG.failed}>{LOG.failedDetail}</Failed>;
  if (rows.answer === null) return <Loading />;
  return (
    <div className="flex min-h-0 grow">
      <TopLists
        selection={selection}
        selectionKey={selectionKey}
        onFilter={onFilter}
        yields={line !== null && file !== ''}
      />
      <div className="flex min-h-0 min-w-0 grow flex-col xl:flex-row">
        <VirtualRows<LogRow>
          label={LOG.title}
          className="bg-surface"
          primary
          columns={columns}
          kept={kept}
          moreColumns={<FurtherFields fields={fields} />}
          total={rows.total}
          rowAt={rows.rowAt}
          onWindow={rows.onWindow}
          active={choice.active}
          onActive={choice.pick}
          onOpen={(ix) => {
            const trace = rows.rowAt(ix)?.trace ?? null;
            if (trace !== null) go({ page: 'trace', key: trace });
          }}
          onKey={(event, ix) => {
            const one = rows.rowAt(ix);
            if (event.key !== 'c' || event.ctrlKey || event.metaKey || one === undefined) return false;
            void copyText(logRowAsText(one), LOG.copied);
            return true;
          }}
          sort={sort}
          onSort={(next: GridSort | null) =>
            step({ sort: next?.key ?? null, descending: next?.descending ?? false, line: null })
          }
          compact={{ ...COMPACT, cell: (one) => compactLogRow(one, zone) }}
          empty={<Empty title={LOG.noMatch} />}
        />
        {line === null || file === '' ? null : (
          <RowDetail
            file={file}
            line={line}
            onFilter={onFilter}
            onClose={() => {
              choice.drop();
              step({ line: null });
            }}
          />
        )}
      </div>
    </div>
  );
}
