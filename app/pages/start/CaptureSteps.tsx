import { formatPlace } from '../../route/url.ts';
import { CAPTURE_HOSTS } from '../../text/capture.ts';
import { START } from '../../text/start.ts';

/** How to switch tracing on, in one breath for each host. */
export function CaptureSteps() {
  return (
    <section aria-labelledby="capture" className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="capture" className="text-sm font-semibold text-ink">
          {START.capture}
        </h2>
        <a href={formatPlace({ page: 'capture' })} className="text-sm">
          {START.captureMore}
        </a>
      </div>
      <dl className="divide-y divide-line rounded-lg border border-line bg-surface">
        {CAPTURE_HOSTS.map(({ host, short }) => (
          <div key={host} className="flex flex-col gap-1 px-3 py-2.5">
            <dt className="text-sm font-medium text-ink">{host}</dt>
            <dd className="text-sm [overflow-wrap:anywhere] text-ink-2">{short}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
