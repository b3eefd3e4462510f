import { useId, useRef, type ComponentProps } from 'react';
import type { CauseCount } from '#core/engine/questions/overview';
import type { Cause } from '#core/model/verdict';
import { formatPlace } from '../../route/url.ts';
import type { Params } from '../../route/fields.ts';
import { AfterPaint } from '../../state/AfterPaint.tsx';
import { INCIDENTS } from '../../text/incidents.ts';
import { counted, formatCount } from '../../text/numbers.ts';
import { cx } from '../../ui/class-names.ts';
import { useWidth } from '../../ui/useWidth.ts';
import { LaterBars, PICTURE } from './charts-later.tsx';

/** Height of one cause, in px. */
export const CAUSE_ROW = 24;

/** The figure `Failures by cause`: each cause is a link that narrows the page to it, or shows all again. */
export function ByCause(props: {
  readonly counts: readonly CauseCount[];
  readonly colourOf: (cause: Cause) => string;
  readonly chosen: Cause | null;
  readonly params: Params;
}) {
  const { counts, colourOf, chosen, params } = props;
  const titleId = useId();
  return (
    <figure
      aria-labelledby={titleId}
      className="flex min-w-0 flex-col gap-1 rounded-lg border border-line bg-surface p-3"
    >
      <figcaption id={titleId} className="text-sm font-semibold">
        {INCIDENTS.byCause}
      </figcaption>
      <div className="grid grid-cols-[minmax(0,auto)_minmax(3rem,1fr)_auto] gap-x-2 text-xs">
        <ul className="contents">
          {counts.map(({ cause, requests, incidents }, ix) => (
            <li key={cause} className="contents">
              <a
                href={formatPlace({ page: 'incidents', params: { ...params, cause: chosen === cause ? null : cause } })}
                aria-current={chosen === cause ? 'true' : undefined}
                aria-label={`${cause}: ${counted(requests, 'request')}, ${counted(incidents, 'incident')}`}
                className={cx(
                  'flex min-w-0 items-center gap-1.5 rounded-sm font-mono no-underline hover:underline',
                  chosen === cause ? 'font-semibold text-ink' : 'text-ink-2',
                )}
                style={{ height: CAUSE_ROW, gridRow: ix + 1, gridColumn: 1 }}
              >
                <span className="size-2 shrink-0 rounded-[2px]" style={{ background: colourOf(cause) }} />
                <span className="truncate">{cause}</span>
              </a>
              <span
                aria-hidden
                className="text-end tabular-nums text-ink-2"
                style={{ lineHeight: `${CAUSE_ROW}px`, gridRow: ix + 1, gridColumn: 3 }}
              >
                {formatCount(requests)}
              </span>
            </li>
          ))}
        </ul>
        <div
          aria-hidden
          className="min-w-0 overflow-hidden"
          style={{ gridColumn: 2, gridRow: `1 / span ${Math.max(1, counts.length)}` }}
        >
          <AfterPaint rank={PICTURE}>
            <Bars
              bars={counts.map(({ cause, requests }) => ({
                key: cause,
                colour: chosen === null || chosen === cause ? colourOf(cause) : 'var(--line-strong)',
                count: requests,
              }))}
            />
          </AfterPaint>
        </div>
      </div>
    </figure>
  );
}

function Bars({ bars }: Pick<ComponentProps<typeof LaterBars>, 'bars'>) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  return <div ref={box}>{width === 0 ? null : <LaterBars width={width} row={CAUSE_ROW} bars={bars} />}</div>;
}
