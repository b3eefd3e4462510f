import type { ComparedSide } from '#core/engine/questions/compare';
import type { RequestRow } from '#core/engine/questions/requests';
import { formatPlace } from '../../route/url.ts';
import { useZone } from '../../state/prefs.ts';
import { formatSeconds } from '../../text/durations.ts';
import { formatDateClock, formatZone } from '../../text/times.ts';
import { shortUrl } from '../../text/urls.ts';
import { WORDS } from '../../text/words.ts';
import { StatusBadge } from '../../ui/badges.tsx';
import { FileText } from '../../ui/FileText.tsx';
import { COMPARE, groupTitle } from './words.ts';

/** One side of the comparison: what it is, and the way to it. */
export function SideCard(props: {
  readonly letter: 'A' | 'B';
  readonly row: RequestRow;
  readonly grainMs: number;
  readonly side?: ComparedSide;
}) {
  const { letter, row, grainMs, side } = props;
  const zone = useZone();
  const { host, path, query } = shortUrl(row.url);
  const group = side !== undefined && side.kind !== 'trace';
  return (
    <section
      aria-label={letter}
      className="flex min-w-0 flex-1 basis-72 gap-3 rounded-lg border border-line bg-surface p-3"
    >
      <span
        aria-hidden
        className="flex size-6 shrink-0 items-center justify-center rounded-sm bg-sunken text-sm font-semibold"
      >
        {letter}
      </span>
      <div className="flex min-w-0 grow flex-col gap-0.5">
        {group ? (
          <p className="text-sm font-medium">
            <FileText text={groupTitle(side)} />
          </p>
        ) : null}
        <p className="flex min-w-0 items-center gap-2 text-sm">
          <StatusBadge status={row.statusCode} failed={row.failed} provisional={row.provisional} />
          <a
            href={formatPlace({ page: 'trace', key: row.key })}
            className="min-w-0 truncate"
            title={`${row.verb} ${host}${path}${query}`.slice(0, 2000)}
          >
            <FileText text={`${row.verb} ${path}${query}`} mono clip />
          </a>
          <span className="ml-auto shrink-0 font-medium whitespace-nowrap">
            {row.durationMs === null ? WORDS.unknown : formatSeconds(row.durationMs, grainMs)}
          </span>
        </p>
        <p className="flex min-w-0 gap-2 text-xs text-ink-3">
          {group ? <span className="shrink-0">{COMPARE.drawn}</span> : null}
          <span className="shrink-0 whitespace-nowrap">
            {formatDateClock(row.start, zone)} {formatZone(zone).replace(/ \(.*/, '')}
          </span>
          <FileText text={row.path} clip className="min-w-0" />
        </p>
        {row.headline === '' ? null : <p className="truncate text-xs text-ink-2">{row.headline}</p>}
      </div>
    </section>
  );
}
