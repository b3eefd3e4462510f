import { X } from 'lucide-react';
import type { Overview } from '#core/engine/questions/overview';
import type { Cause } from '#core/model/verdict';
import type { Params } from '../../route/fields.ts';
import { formatPlace } from '../../route/url.ts';
import { useZone } from '../../state/prefs.ts';
import { INCIDENTS } from '../../text/incidents.ts';
import { formatSpan } from '../../text/times.ts';
import { buttonClass } from '../../ui/button-class.ts';
import { cx } from '../../ui/class-names.ts';
import type { CardOrder } from './card-order.ts';
import type { TimeRange } from './columns.ts';

/** How much is shown, what it is narrowed to with the way back, and the order of the cards. */
export function Narrowing(props: {
  readonly overview: Overview;
  readonly range: TimeRange | null;
  readonly cause: Cause | null;
  readonly params: Params;
  readonly order: CardOrder;
  readonly grouping: 'causes' | 'single';
}) {
  const { overview, range, cause, params, order, grouping } = props;
  const zone = useZone();
  const narrowed = range !== null || cause !== null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
      <p role="status">
        {narrowed
          ? INCIDENTS.narrowed(overview.matching, overview.total)
          : INCIDENTS.summary(overview.incidents.length, overview.total)}
      </p>
      {range === null ? null : (
        <Chip text={formatSpan(range.from, range.to, zone)} params={{ ...params, from: null, to: null }} />
      )}
      {cause === null ? null : <Chip text={cause} params={{ ...params, cause: null }} />}
      <div className="ms-auto flex flex-wrap gap-x-3">
        <Choices
          label={INCIDENTS.grouping}
          chosen={grouping}
          options={(['causes', 'single'] as const).map((one) => ({
            id: one,
            label: INCIDENTS[one],
            params: { ...params, tab: one },
          }))}
        />
        <Choices
          label={INCIDENTS.order}
          chosen={order}
          options={(['most', 'earliest'] as const).map((one) => ({
            id: one,
            label: INCIDENTS[one],
            params: { ...params, sort: one === 'most' ? null : one },
          }))}
        />
      </div>
    </div>
  );
}

/** Ways to see the same, as links: the one that holds is marked. */
function Choices(props: {
  readonly label: string;
  readonly chosen: string;
  readonly options: readonly { readonly id: string; readonly label: string; readonly params: Params }[];
}) {
  const { label, chosen, options } = props;
  return (
    <nav aria-label={label} className="flex gap-0.5">
      {options.map((option) => (
        <a
          key={option.id}
          href={formatPlace({ page: 'incidents', params: option.params })}
          aria-current={chosen === option.id ? 'true' : undefined}
          className={cx(buttonClass('quiet', 'sm'), chosen === option.id && 'bg-sunken font-semibold text-ink')}
        >
          {option.label}
        </a>
      ))}
    </nav>
  );
}

function Chip({ text, params }: { readonly text: string; readonly params: Params }) {
  return (
    <a
      href={formatPlace({ page: 'incidents', params })}
      aria-label={INCIDENTS.showAll(text)}
      className="inline-flex h-6 items-center gap-1 rounded-full bg-accent-soft px-2.5 text-xs text-accent-strong no-underline"
    >
      {text}
      <X size={12} aria-hidden />
    </a>
  );
}
