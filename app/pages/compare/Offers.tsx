import type { CompareOffers } from '#core/engine/questions/compare';
import type { RequestRow } from '#core/engine/questions/requests';
import type { TraceKey } from '#core/model/units';
import { compareKey } from '../../route/compare-key.ts';
import { formatPlace } from '../../route/url.ts';
import { formatDuration } from '../../text/durations.ts';
import { shortUrl } from '../../text/urls.ts';
import { StatusBadge } from '../../ui/badges.tsx';
import { FileText } from '../../ui/FileText.tsx';
import { COMPARE } from './words.ts';

/** What a trace can be held against, as links. */
export function Offers({ trace, offers }: { readonly trace: TraceKey; readonly offers: CompareOffers }) {
  const lists = [
    { title: COMPARE.successes, rows: offers.successes },
    { title: COMPARE.sameUrl, rows: offers.sameUrl },
    { title: COMPARE.elsewhere, rows: offers.elsewhere },
  ].filter(({ rows }) => rows.length > 0);
  const { incident } = offers;
  if (lists.length === 0 && incident === null) return <p>{COMPARE.nothingElse}</p>;
  return (
    <div className="flex w-full flex-col gap-4 text-left">
      {incident === null ? null : (
        <p className="text-center">
          {COMPARE.against}{' '}
          <a href={formatPlace({ page: 'compare', key: compareKey(trace, incident.id) })}>
            {COMPARE.incident(incident.others)}
          </a>
        </p>
      )}
      {lists.map(({ title, rows }) => (
        <section key={title} aria-label={title} className="min-w-0">
          <h2 className="mb-1 text-sm font-semibold text-ink">{title}</h2>
          <ul className="flex flex-col rounded-md border border-line bg-surface">
            {rows.map((row) => (
              <li key={row.key} className="border-line [&:not(:first-child)]:border-t">
                <OfferLink trace={trace} row={row} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function OfferLink({ trace, row }: { readonly trace: TraceKey; readonly row: RequestRow }) {
  const { path, query } = shortUrl(row.url);
  return (
    <a
      href={formatPlace({ page: 'compare', key: compareKey(trace, row.key) })}
      className="focus-inset flex min-w-0 items-center gap-2 px-2 py-1.5 no-underline hover:bg-hover"
    >
      <StatusBadge status={row.statusCode} failed={row.failed} provisional={row.provisional} />
      <FileText text={`${row.verb} ${path}${query}`} clip mono className="min-w-0 grow text-ink" />
      <span className="shrink-0 text-xs whitespace-nowrap text-ink-2">{formatDuration(row.durationMs)}</span>
      <FileText text={row.path} clip className="max-w-32 shrink-0 text-xs text-ink-3 max-sm:hidden" />
    </a>
  );
}
