import type { Facet, FacetValue } from '#core/engine/questions/overview';
import { epochMs } from '#core/model/units';
import type { Params } from '../../route/fields.ts';
import { formatPlace } from '../../route/url.ts';
import { setFilter } from '../../state/session.ts';
import { useZone } from '../../state/prefs.ts';
import { FACETS, INCIDENTS } from '../../text/incidents.ts';
import { formatCount } from '../../text/numbers.ts';
import { formatDateMinute, type Zone } from '../../text/times.ts';
import { FileText } from '../../ui/FileText.tsx';

const HOUR = 3_600_000;

/**
 * What the requests have in common. A value leads to the list of its traces, or of its log rows when none is traced; an hour narrows the overview, as does a
 * cause, so that rows of logs are narrowed too.
 */
export function Facets({ facets, params }: { readonly facets: readonly Facet[]; readonly params: Params }) {
  const zone = useZone();
  return (
    <section aria-label={INCIDENTS.facets} className="flex flex-col gap-3">
      <h2 className="text-sm font-semibold">{INCIDENTS.facets}</h2>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-x-4 gap-y-3">
        {facets.map((facet) => (
          <section key={facet.id} className="min-w-0">
            <h3 className="text-xs font-semibold text-ink-2">{FACETS[facet.id]}</h3>
            <ul className="mt-0.5 flex flex-col text-xs">
              {facet.values.map((value) => (
                <li key={value.value} className="flex min-w-0 items-baseline gap-2 py-0.5">
                  <Value facet={facet} value={value} params={params} zone={zone} />
                  <span className="ms-auto shrink-0 text-ink-3 tabular-nums">{formatCount(value.requests)}</span>
                </li>
              ))}
            </ul>
            {facet.others === 0 ? null : <p className="text-xs text-ink-3">{INCIDENTS.more(facet.others)}</p>}
          </section>
        ))}
      </div>
    </section>
  );
}

function Value(props: {
  readonly facet: Facet;
  readonly value: FacetValue;
  readonly params: Params;
  readonly zone: Zone;
}) {
  const { facet, value, params, zone } = props;
  const { filter, logFilter } = value;
  if (facet.id === 'hour') {
    const from = Number(value.value);
    return (
      <a href={formatPlace({ page: 'incidents', params: { ...params, from, to: from + HOUR } })} className="min-w-0">
        {formatDateMinute(epochMs(from), zone)}
      </a>
    );
  }
  if (facet.id === 'cause') {
    const cause = params.cause === value.value ? null : value.value;
    return (
      <a href={formatPlace({ page: 'incidents', params: { ...params, cause } })} className="min-w-0 truncate font-mono">
        {value.value}
      </a>
    );
  }
  const text = <FileText text={value.value} clip mono={facet.id === 'status' || facet.id === 'template'} />;
  if (filter === null) {
    return (
      <span className="flex min-w-0 items-baseline gap-2 text-ink-2">
        {logFilter === null ? (
          <span className="min-w-0">{text}</span>
        ) : (
          <a href={formatPlace({ page: 'log' })} className="min-w-0" onClick={() => setFilter('log', logFilter)}>
            {text}
          </a>
        )}
        <span className="shrink-0 text-ink-3">{INCIDENTS.notTraced}</span>
      </span>
    );
  }
  return (
    <a href={formatPlace({ page: 'requests' })} className="min-w-0" onClick={() => setFilter('requests', filter)}>
      {text}
    </a>
  );
}
