import { X } from 'lucide-react';
import type { HttpErrRowView } from '#core/engine/questions/httperr';
import type { FileKey } from '#core/model/units';
import { formatPlace } from '../../route/url.ts';
import { useZone } from '../../state/prefs.ts';
import { useQuery } from '../../state/useQuery.ts';
import { formatInstant } from '../../text/times.ts';
import { WORDS } from '../../text/words.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Copy } from '../../ui/Copy.tsx';
import { FileText } from '../../ui/FileText.tsx';
import { Secret } from '../../ui/Secret.tsx';
import { Loading } from '../../ui/states.tsx';
import { DetailLine } from './DetailLine.tsx';
import { FilterButtons } from './FilterButtons.tsx';
import { clientText, shownUrl } from './httperr-columns.tsx';
import { HTTPERR, LOG } from './words.ts';

interface HttpErrDetailProps {
  readonly file: FileKey;
  readonly line: number;
  readonly onFilter: (filter: string) => void;
  readonly onClose: () => void;
}

/** Everything a row of HTTPERR says, what its reason means, and the trace of its connection. */
export function HttpErrDetail({ file, line, onFilter, onClose }: HttpErrDetailProps) {
  const { data } = useQuery((engine) => engine.httpErrRow(file, line), `httperr row ${line}`, file);
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

function Detail({
  view,
  onFilter,
  onClose,
}: { readonly view: HttpErrRowView } & Pick<HttpErrDetailProps, 'onFilter' | 'onClose'>) {
  const { row, fields, traces } = view;
  const zone = useZone();
  return (
    <>
      <div className="sticky top-0 z-10 flex items-center gap-2 border-b border-line bg-surface py-1 pr-1 pl-3">
        <h2 className="min-w-0 truncate text-sm font-semibold">
          <FileText text={row.path.split(/[\\/!]/).at(-1) ?? row.path} /> · {LOG.line(row.line)}
        </h2>
        <span className="ml-auto flex shrink-0">
          <Copy text={rowText(view)} label={LOG.copy} />
          <IconButton size="sm" label={LOG.closeDetail} icon={<X size={14} aria-hidden />} onClick={onClose} />
        </span>
      </div>
      <div className="flex flex-col gap-3 p-3 text-sm">
        <p className="border-l-2 border-accent pl-2 text-ink-2">{row.meaning === '' ? HTTPERR.unknown : row.meaning}</p>
        {traces.length === 0 ? (
          <p className="text-ink-3">{HTTPERR.noTrace}</p>
        ) : (
          traces.map(({ key, path, why }) => (
            <div key={key} className="rounded-md border border-line bg-sunken px-2 py-1.5">
              <a href={formatPlace({ page: 'trace', key })}>{LOG.openTrace}</a>
              <p className="mt-0.5 text-xs text-ink-2">
                <FileText text={path} />: {why.join('; ')}
              </p>
            </div>
          ))
        )}
        <dl className="flex flex-col gap-1">
          <DetailLine name="time">
            <span className="text-ink-2">{formatInstant(row.time, zone)}</span>
          </DetailLine>
          {fields.map(({ name, value, filter }) => (
            <DetailLine key={name} name={name}>
              {name === 'cs-uri' ? <Url value={value} /> : <FileText text={value} mono />}
              <FilterButtons name={name} filter={filter} onFilter={onFilter} />
            </DetailLine>
          ))}
          <DetailLine name="file">
            <FileText text={row.path} className="text-ink-2" />
          </DetailLine>
        </dl>
      </div>
    </>
  );
}

function Url({ value }: { readonly value: string }) {
  const shown = shownUrl(value);
  if (!shown.includes(WORDS.masked)) return <FileText text={value} mono />;
  return (
    <>
      <FileText text={shown} mono /> <Secret name="cs-uri" text={value} lines mono />
    </>
  );
}

/** The row as a line for a ticket, secrets masked, time in UTC. */
function rowText({ row }: HttpErrRowView): string {
  return [
    formatInstant(row.time, { kind: 'utc' }),
    row.reason,
    row.status === 0 ? '' : String(row.status),
    `${row.method} ${shownUrl(row.url)}`.trim(),
    clientText(row),
    row.queue,
    `${row.path} line ${row.line}`,
  ]
    .filter((part) => part !== '')
    .join('\t');
}
