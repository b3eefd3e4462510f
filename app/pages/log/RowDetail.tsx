import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LogFieldView, LogRowView } from '#core/engine/questions/logs';
import type { FileKey } from '#core/model/units';
import { formatPlace } from '../../route/url.ts';
import { useZone } from '../../state/prefs.ts';
import { useQuery } from '../../state/useQuery.ts';
import { formatExact } from '../../text/durations.ts';
import { formatInstant } from '../../text/times.ts';
import { WORDS } from '../../text/words.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Copy } from '../../ui/Copy.tsx';
import { FileText } from '../../ui/FileText.tsx';
import { Secret } from '../../ui/Secret.tsx';
import { Loading } from '../../ui/states.tsx';
import { DetailLine } from './DetailLine.tsx';
import { FilterButtons } from './FilterButtons.tsx';
import { logRowAsText, maskedText, rowUrl } from './log-columns.tsx';
import { LOG } from './words.ts';

/** Everything the log says of one row, and its trace. */
export function RowDetail(props: {
  readonly file: FileKey;
  readonly line: number;
  readonly onFilter: (filter: string) => void;
  readonly onClose: () => void;
}) {
  const { file, line, onFilter, onClose } = props;
  const { data } = useQuery((engine) => engine.logRow(file, line), `row ${line}`, file);
  if (data === null) return null;
  return (
    <aside
      aria-label={LOG.detail}
      className="scroll-thin flex max-h-[45%] min-h-0 shrink-0 flex-col overflow-y-auto border-t border-line bg-surface xl:max-h-none xl:w-96 xl:border-t-0 xl:border-l"
    >
      {data === undefined ? <Loading /> : <Detail view={data} onFilter={onFilter} onClose={onClose} />}
    </aside>
  );
}

function Detail(props: {
  readonly view: LogRowView;
  readonly onFilter: (filter: string) => void;
  readonly onClose: () => void;
}) {
  const { view, onFilter, onClose } = props;
  const { row, fields, why } = view;
  const zone = useZone();
  return (
    <>
      <div className="sticky top-0 z-10 flex items-center gap-2 border-b border-line bg-surface py-1 pr-1 pl-3">
        <h2 className="min-w-0 truncate text-sm font-semibold">
          <FileText text={row.path.split(/[\\/!]/).at(-1) ?? row.path} /> · {LOG.line(row.line)}
        </h2>
        <span className="ml-auto flex shrink-0">
          <Copy text={logRowAsText(row)} label={LOG.copy} />
          <IconButton size="sm" label={LOG.closeDetail} icon={<X size={14} aria-hidden />} onClick={onClose} />
        </span>
      </div>
      <div className="flex flex-col gap-3 p-3 text-sm">
        {row.trace === null ? (
          <p className="text-ink-3">{LOG.noTrace}</p>
        ) : (
          <div className="rounded-md border border-line bg-sunken px-2 py-1.5">
            <a href={formatPlace({ page: 'trace', key: row.trace })}>{LOG.openTrace}</a>
            {why.length === 0 ? null : (
              <p className="mt-0.5 text-xs text-ink-2">
                {LOG.why}: {why.join('; ')}
              </p>
            )}
          </div>
        )}
        <dl className="flex flex-col gap-1">
          <Line name="end" value={formatInstant(row.time, zone)} />
          {row.takenMs === null ? null : (
            <Line
              name="time-taken"
              value={takenText(row.takenMs)}
              action={<FilterButtons name="time-taken" filter={`time:${row.takenMs}..`} onFilter={onFilter} />}
            />
          )}
          {fields.map((field) => (
            <Field key={field.name} field={field} onFilter={onFilter} />
          ))}
          <Line name="file" value={row.path} />
        </dl>
        {row.upgraded ? <p className="text-xs text-ink-2">{LOG.upgradedDetail}</p> : null}
      </div>
    </>
  );
}

/** `48 ms`; longer ones also as people say them: `122078 ms = 2 min 2.1 s`. */
function takenText(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms} ms = ${formatExact(ms)}`;
}

function Line({ name, value, action }: { readonly name: string; readonly value: string; readonly action?: ReactNode }) {
  return (
    <DetailLine name={name}>
      <FileText text={value} className="text-ink-2" />
      {action}
    </DetailLine>
  );
}

function Field({ field, onFilter }: { readonly field: LogFieldView; readonly onFilter: (filter: string) => void }) {
  return (
    <DetailLine name={field.name}>
      {field.secret ? (
        <Secret name={field.name} text={field.value} lines mono />
      ) : (
        <FieldValue name={field.name} value={field.value} />
      )}
      {field.decoded === '' ? null : <p className="mt-0.5 border-l-2 border-accent pl-2 text-ink-2">{field.decoded}</p>}
      {isMasked(field) ? null : <FilterButtons name={field.name} filter={field.filter} onFilter={onFilter} />}
    </DetailLine>
  );
}

/** As lists show the value: secrets in addresses and queries are masked. */
function shownValue({ name, value }: { readonly name: string; readonly value: string }): string {
  return name === 'cs-uri-query' ? rowUrl({ stem: '', query: value }).query.slice(1) : maskedText(name, value);
}

/** A filter with the value would put a secret on the screen. */
const isMasked = (field: LogFieldView): boolean => field.secret || shownValue(field).includes(WORDS.masked);

/** A query with a secret in it is shown masked, and whole when somebody asks. */
function FieldValue({ name, value }: { readonly name: string; readonly value: string }) {
  const shown = shownValue({ name, value });
  if (!shown.includes(WORDS.masked)) return <FileText text={value} mono />;
  return (
    <>
      <FileText text={shown} mono /> <Secret name={name} text={value} lines mono />
    </>
  );
}
