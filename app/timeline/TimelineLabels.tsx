import type { TimelineView } from '#core/engine/questions/traces';
import { SpanFlag } from '#core/model/spans';
import { FileText } from '../ui/FileText.tsx';
import type { Tick } from './axis.ts';
import { AXIS_PX, LANE_PX, STRIP_PX, type Frame } from './frame.ts';
import type { Label } from './labels.ts';
import { LABEL_FONT } from './measure.ts';

export interface TimelineLabelsProps {
  readonly timeline: TimelineView;
  readonly frame: Frame;
  /** Part of the whole that is shown, as parts of 1; null when all of it is. */
  readonly overview: { readonly start: number; readonly part: number } | null;
  readonly ticks: readonly Tick[];
  readonly labels: readonly Label[];
  /** Said where no event tells anything; null: the trace ends with the picture. */
  readonly untold: string | null;
}

/** All text of the picture, over the canvas. It repeats what the table says in full, so assistive technology skips it. */
export function TimelineLabels({ timeline, frame, overview, ticks, labels, untold }: TimelineLabelsProps) {
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 overflow-hidden" style={{ font: LABEL_FONT }}>
      {overview === null ? null : (
        <span className="absolute inset-x-0 top-0 h-1 rounded-full bg-sunken">
          <span
            className="absolute top-0 h-1 min-w-1.5 rounded-full bg-accent"
            style={{ left: `min(${overview.start * 100}%, calc(100% - 6px))`, width: `${overview.part * 100}%` }}
          />
        </span>
      )}
      {ticks.map((tick) => (
        <span
          key={tick.text}
          className="absolute top-0 whitespace-nowrap text-ink-3"
          style={{ left: tick.x + 4, height: AXIS_PX, lineHeight: `${AXIS_PX - 2}px` }}
        >
          {tick.x < frame.width - 30 ? tick.text : ''}
        </span>
      ))}
      {labels.map((label) =>
        label.kind === 'flag' ? (
          <Flag key={label.key} label={label} />
        ) : (
          <span
            key={label.key}
            className="absolute overflow-hidden whitespace-nowrap"
            style={{
              left: label.x,
              top: label.y,
              maxWidth: label.width,
              height: LANE_PX,
              lineHeight: `${LANE_PX}px`,
              color: colourOf(timeline, label),
            }}
          >
            {label.kind === 'silence' ? (
              <span className="rounded-sm bg-surface px-1 py-px">
                <FileText text={label.text} />
              </span>
            ) : (
              <FileText text={label.text} clip />
            )}
          </span>
        ),
      )}
      {untold !== null && frame.untold !== null && frame.untold.x1 - frame.untold.x0 > 60 ? (
        <span
          className="absolute truncate text-ink-2"
          style={{
            left: frame.untold.x0 + 6,
            maxWidth: frame.untold.x1 - frame.untold.x0 - 8,
            top: AXIS_PX,
            height: STRIP_PX,
            lineHeight: `${STRIP_PX}px`,
          }}
        >
          <span className="rounded-sm bg-surface px-1 py-px">{untold}</span>
        </span>
      ) : null}
    </div>
  );
}

function colourOf(timeline: TimelineView, label: Label): string {
  if (label.kind === 'silence') return 'var(--text)';
  if (label.kind === 'mark') return 'var(--text-2)';
  const ancm = label.span !== null && ((timeline.spans.flags[label.span] ?? 0) & SpanFlag.ancm) !== 0;
  return ancm ? 'var(--span-module-text)' : 'var(--span-text)';
}

function Flag({ label }: { readonly label: Label }) {
  return (
    <span
      className="absolute truncate rounded-sm bg-fail px-1.5 font-semibold text-surface"
      style={{
        left: label.x,
        width: label.width,
        top: label.y + 2,
        height: STRIP_PX - 4,
        lineHeight: `${STRIP_PX - 4}px`,
      }}
    >
      {label.text}
    </span>
  );
}
