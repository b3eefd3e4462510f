import { useMemo, useState } from 'react';
import type { FileState } from '#core/model/source';
import { closeAll } from '../../commands/command-list.ts';
import type { Place } from '../../route/url.ts';
import { useEngine } from '../../state/engine.tsx';
import { setFilter, useSession } from '../../state/session.ts';
import { useDeferred } from '../../state/useDeferred.ts';
import { useQuery } from '../../state/useQuery.ts';
import { FILES } from '../../text/files.ts';
import { STATE_MEANINGS } from '../../text/formats.ts';
import { counted, formatCount } from '../../text/numbers.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/class-names.ts';
import { FilterBox } from '../../ui/FilterBox.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { BundleList } from './BundleList.tsx';
import { FILE_COLUMNS, FileItem } from './FileItem.tsx';
import { arrangeFiles, countStates } from './file-order.ts';
import { useGrowing } from './useGrowing.ts';

const TITLES = [FILES.path, FILES.format, FILES.state, FILES.content] as const;

/** Every file that was opened, with what became of it. The key of the address marks one of them. */
export function FilesPage({ place }: { readonly place: Place }) {
  const engine = useEngine();
  const filter = useSession((session) => session.filters.files);
  const [state, setState] = useState<FileState | null>(null);
  const { data: newest, failed } = useQuery(async (source) => source.files(), 'files');
  // While files come in, thousands of rows are drawn in small slices of time.
  const data = useDeferred(newest);
  const counts = useMemo(() => countStates(data ?? []), [data]);
  const chosen = counts.some((count) => count.state === state) ? state : null;
  const shown = useMemo(() => arrangeFiles(data ?? [], chosen, filter), [data, chosen, filter]);
  const drawn = useGrowing(shown.length);

  return (
    <section aria-label={FILES.title} className="flex grow flex-col">
      <h1 className="sr-only">{FILES.title}</h1>
      {failed ? <Failed title={FILES.failed} /> : null}
      {data === undefined && !failed ? <Loading /> : null}
      {data?.length === 0 ? <Empty title={FILES.none}>{FILES.noneDetail}</Empty> : null}
      {data !== undefined && data.length > 0 ? (
        <>
          <div className="sticky top-0 z-10 border-b border-line bg-surface">
            <div className="flex flex-wrap items-center gap-2 px-2 py-2 sm:px-3">
              <FilterBox
                className="min-w-48 max-w-md grow"
                value={filter}
                placeholder={FILES.placeholder}
                onChange={(text) => setFilter('files', text)}
                count={shown.length === data.length ? '' : formatCount(shown.length)}
              />
              <div className="flex flex-wrap gap-1">
                <StateButton
                  label={`${formatCount(data.length)} ${FILES.all}`}
                  pressed={chosen === null}
                  onPress={() => setState(null)}
                />
                {counts.map(({ state: one, count }) => (
                  <StateButton
                    key={one}
                    label={`${formatCount(count)} ${one}`}
                    title={STATE_MEANINGS[one]}
                    pressed={chosen === one}
                    onPress={() => setState(chosen === one ? null : one)}
                  />
                ))}
              </div>
              <Button kind="quiet" size="sm" className="ml-auto" onClick={() => void closeAll(engine)}>
                {FILES.clear}
              </Button>
            </div>
            <BundleList />
          </div>
          <div
            role="table"
            aria-label={counted(shown.length, 'file')}
            aria-rowcount={shown.length + 1}
            className="bg-surface"
          >
            <div role="rowgroup">
              <div
                role="row"
                className={`border-b border-line-strong bg-sunken px-3 py-1.5 text-xs font-medium text-ink-2 max-md:sr-only ${FILE_COLUMNS}`}
              >
                {TITLES.map((title, ix) => (
                  <span key={title} role="columnheader" className={ix === 0 ? 'md:pl-6' : ''}>
                    {title}
                  </span>
                ))}
              </div>
            </div>
            <div role="rowgroup">
              {shown.slice(0, drawn).map((ix) => {
                const file = data[ix];
                // Files are only ever added, so the index is the identity of a file.
                return file === undefined ? null : (
                  <FileItem
                    key={ix}
                    file={file}
                    marked={place.key !== '' && file.key === place.key}
                    line={place.params.line}
                  />
                );
              })}
            </div>
          </div>
          {shown.length === 0 ? <Empty title={FILES.noMatch} /> : null}
        </>
      ) : null}
    </section>
  );
}

function StateButton(props: {
  readonly label: string;
  readonly title?: string;
  readonly pressed: boolean;
  readonly onPress: () => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={props.pressed}
      {...(props.title === undefined ? {} : { title: props.title })}
      className={cx(
        'h-6 rounded-md border px-2 text-xs whitespace-nowrap',
        props.pressed
          ? 'border-accent bg-accent-soft text-accent-strong'
          : 'border-line bg-surface text-ink-2 hover:bg-hover hover:text-ink',
      )}
      onClick={props.onPress}
    >
      {props.label}
    </button>
  );
}
