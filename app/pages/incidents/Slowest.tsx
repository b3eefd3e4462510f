import type { SlowRequest } from '#core/engine/questions/overview';
import { formatPlace } from '../../route/url.ts';
import { useZone } from '../../state/prefs.ts';
import { formatDuration } from '../../text/durations.ts';
import { INCIDENTS, INCIDENT_PAGE } from '../../text/incidents.ts';
import { formatSpan } from '../../text/times.ts';
import { shortUrl } from '../../text/urls.ts';
import { StatusBadge } from '../../ui/badges.tsx';
import { FileText } from '../../ui/FileText.tsx';

/** The requests that took longest, when nothing failed. */
export function Slowest({ requests }: { readonly requests: readonly SlowRequest[] }) {
  const zone = useZone();
  return (
    <section aria-label={INCIDENTS.slowest} className="min-w-0 rounded-lg border border-line bg-surface p-3">
      <h2 className="text-sm font-semibold">{INCIDENTS.slowest}</h2>
      <ol className="mt-1 flex flex-col text-sm">
        {requests.map((request) => {
          const { path, query } = shortUrl(request.url);
          const name = `${request.verb} ${path}${query}`;
          return (
            <li
              key={`${request.path} ${request.line ?? ''} ${request.trace ?? ''}`}
              className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5 border-t border-line py-1.5 first:border-t-0"
            >
              <span className="w-20 shrink-0 text-end font-medium tabular-nums">{formatDuration(request.tookMs)}</span>
              <StatusBadge status={request.status} failed={false} />
              {request.trace === null ? (
                <FileText text={name} clip mono className="min-w-0" />
              ) : (
                <a href={formatPlace({ page: 'trace', key: request.trace })} className="max-w-full min-w-0">
                  <FileText text={name} clip mono />
                </a>
              )}
              <span className="ms-auto flex min-w-0 flex-wrap gap-x-3 text-xs text-ink-3">
                <span>{formatSpan(request.at, null, zone)}</span>
                <FileText text={INCIDENT_PAGE.line(request.path, request.line)} clip />
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
