import { useCallback, useRef } from 'react';
import type { IncidentBrief, IncidentView } from '#core/engine/questions/incidents';
import type { Params } from '../../route/fields.ts';
import { formatPlace } from '../../route/url.ts';
import { adjust, currentPlace } from '../../route/useRoute.ts';
import { useZone } from '../../state/prefs.ts';
import { INCIDENT_PAGE, INCIDENTS } from '../../text/incidents.ts';
import { formatSpan } from '../../text/times.ts';
import type { Viewport } from '../../timeline/viewport.ts';
import { CauseTag, Certainty } from '../../ui/badges.tsx';
import { FileText } from '../../ui/FileText.tsx';
import { IncidentVerdict } from './IncidentVerdict.tsx';
import { StoryList } from './StoryList.tsx';
import { IncidentTimeline } from './timeline/IncidentTimeline.tsx';

/** The whole screen of an incident: what it is, the picture of its time, the story, the verdict. */
export function IncidentScreen({ view, params }: { readonly view: IncidentView; readonly params: Params }) {
  const zone = useZone();
  const story = useRef<HTMLElement>(null);
  const { incident } = view;
  const chosen = params.row === null || params.row > view.story.length ? -1 : params.row - 1;
  const choose = (ix: number): void => {
    adjust({ row: ix + 1 });
    story.current?.querySelector(`[data-step="${ix + 1}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const onRange = useCallback((next: Viewport | null) => {
    if (currentPlace().page === 'incident') adjust({ from: next?.from ?? null, to: next?.to ?? null });
  }, []);
  const range = params.from !== null && params.to !== null ? { from: params.from, to: params.to } : null;
  return (
    <div className="flex min-w-0 flex-col gap-3 p-3 sm:px-4">
      <header className="flex min-w-0 flex-col gap-1.5">
        <h1 className="max-w-[120ch] text-base leading-snug font-semibold text-pretty sm:text-lg">
          <FileText text={incident.headline} limit={1000} />
        </h1>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-2">
          <CauseTag cause={incident.cause} />
          <Certainty level={incident.certainty} />
          <span>{INCIDENTS.requestsOf(incident.requests, incident.traces.length)}</span>
          <span>{formatSpan(incident.from, incident.to, zone)}</span>
        </div>
        {view.causedBy === null ? null : <Others title={INCIDENTS.followedFrom} items={[view.causedBy]} />}
      </header>
      <IncidentTimeline view={view} range={range} onRange={onRange} chosen={chosen} onChoose={choose} />
      <div className="grid min-w-0 grid-cols-1 gap-3 xl:grid-cols-[minmax(0,1fr)_minmax(0,30rem)] [@media(min-width:1800px)]:grid-cols-2">
        <section
          ref={story}
          aria-label={INCIDENT_PAGE.story}
          className="flex min-w-0 flex-col gap-1 rounded-lg border border-line bg-surface p-3"
        >
          <h2 className="text-sm font-semibold">{INCIDENT_PAGE.story}</h2>
          <p className="text-xs text-ink-3">{INCIDENT_PAGE.storyDetail}</p>
          <StoryList steps={view.story} chosen={chosen} onChoose={choose} />
        </section>
        <div className="flex min-w-0 flex-col gap-3">
          <IncidentVerdict view={view} />
          <Others title={INCIDENTS.followed} items={view.consequences} boxed />
          <Others title={INCIDENTS.beside} items={view.beside} boxed />
        </div>
      </div>
    </div>
  );
}

/** Other incidents as links. */
function Others(props: { readonly title: string; readonly items: readonly IncidentBrief[]; readonly boxed?: boolean }) {
  const { title, items, boxed = false } = props;
  const zone = useZone();
  if (items.length === 0) return null;
  return (
    <section aria-label={title} className={boxed ? 'min-w-0 rounded-lg border border-line bg-surface p-3' : 'min-w-0'}>
      <h2 className="text-xs font-semibold text-ink-2">{title}</h2>
      <ul className="mt-1 flex flex-col gap-2">
        {items.map((item) => (
          <li key={item.id} className="flex min-w-0 flex-col gap-0.5 text-xs">
            <a href={formatPlace({ page: 'incident', key: item.id })} className="line-clamp-2 text-sm leading-snug">
              <FileText text={item.headline} limit={400} />
            </a>
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
              <CauseTag cause={item.cause} />
              <Certainty level={item.certainty} short />
              <span>{formatSpan(item.from, item.to, zone)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
