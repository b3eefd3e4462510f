import type { StorySource, StoryStep } from '#core/model/story';
import { formatPlace, type PlaceLike } from '../../route/url.ts';
import { useZone } from '../../state/prefs.ts';
import { INCIDENT_PAGE } from '../../text/incidents.ts';
import { formatDateClock, formatSpan, type Zone } from '../../text/times.ts';
import { Badge } from '../../ui/badges.tsx';
import { cx } from '../../ui/class-names.ts';
import { FileText } from '../../ui/FileText.tsx';
import { logPlace } from '../../verdict/evidence-place.ts';

/** The steps in order, each with its time and the places it was read from. */
export function StoryList(props: {
  readonly steps: readonly StoryStep[];
  /** Index of the step that is chosen, -1 for none. */
  readonly chosen: number;
  readonly onChoose: (ix: number) => void;
}) {
  const { steps, chosen, onChoose } = props;
  const zone = useZone();
  if (steps.length === 0) return <p className="text-sm text-ink-2">{INCIDENT_PAGE.noStory}</p>;
  return (
    <ol aria-label={INCIDENT_PAGE.story} className="flex flex-col">
      {steps.map((step, ix) => (
        // Steps have no identity but their place in the order.
        <li
          key={`${step.at} ${step.title}`}
          data-step={ix + 1}
          aria-current={ix === chosen ? 'step' : undefined}
          className={cx(
            'grid scroll-mt-4 grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-md px-2 py-2',
            ix === chosen && 'bg-accent-soft',
          )}
        >
          <button
            type="button"
            aria-label={INCIDENT_PAGE.step(ix + 1)}
            className={cx(
              'mt-0.5 flex size-6 items-center justify-center rounded-full border text-xs font-semibold tabular-nums',
              step.first ? 'border-fail bg-fail-soft text-fail' : 'border-line-strong bg-surface text-ink-2',
            )}
            onClick={() => onChoose(ix)}
          >
            {ix + 1}
          </button>
          <div className="flex min-w-0 flex-col gap-0.5">
            <p className="flex flex-wrap items-baseline gap-x-2 text-xs text-ink-3">
              <time
                dateTime={isoOf(step.at)}
                title={formatSpan(step.at, step.to, zone)}
                className="tabular-nums text-ink-2"
              >
                {sameDay(step.at, steps[ix + 1]?.at ?? steps[ix - 1]?.at ?? step.at, zone)
                  ? formatDateClock(step.at, zone).slice(11)
                  : formatDateClock(step.at, zone)}
              </time>
              {step.to === null || sameSecond(step) ? null : (
                <span className="tabular-nums">{INCIDENT_PAGE.until(formatDateClock(step.to, zone).slice(11))}</span>
              )}
              {step.first ? <Badge tone="fail">{INCIDENT_PAGE.firstSign}</Badge> : null}
            </p>
            <p className="text-sm leading-snug font-medium">
              <FileText text={step.title} limit={500} />
            </p>
            {step.details.map((text) => (
              <p key={text} className="text-sm leading-snug text-ink-2">
                <FileText text={text} limit={500} />
              </p>
            ))}
            <ul aria-label={INCIDENT_PAGE.sources} className="flex flex-wrap gap-x-3 text-xs">
              {step.sources.map((source) => (
                <li key={`${source.path} ${source.line ?? ''} ${source.event ?? ''}`} className="max-w-full min-w-0">
                  <a href={formatPlace(placeOf(source))} className="block max-w-full min-w-0">
                    <FileText text={sourceText(source)} clip />
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ol>
  );
}

const sameDay = (a: StoryStep['at'], b: StoryStep['at'], zone: Zone): boolean =>
  formatDateClock(a, zone).slice(0, 10) === formatDateClock(b, zone).slice(0, 10);

const sameSecond = ({ at, to }: StoryStep): boolean => Math.floor(at / 1000) === Math.floor((to ?? at) / 1000);

const isoOf = (at: number): string => (Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : '');

/** Last two parts of a path: enough to know the file by, with the folder that tells sites apart. */
const shortPath = (path: string): string => path.split(/[\\/]/).slice(-2).join('/');

function sourceText({ path, line, trace, event }: StorySource): string {
  return trace === null ? INCIDENT_PAGE.line(shortPath(path), line) : INCIDENT_PAGE.event(shortPath(path), event);
}

function placeOf({ file, line, row, trace, event }: StorySource): PlaceLike {
  if (trace !== null) return { page: 'trace', key: trace, params: { event: event === null ? null : event + 1 } };
  if (row !== null && line !== null) return logPlace(file, line, row === 'httperr');
  return { page: 'files', key: file, params: { line } };
}
