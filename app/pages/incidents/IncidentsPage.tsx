import type { Overview } from '#core/engine/questions/overview';
import { epochMs } from '#core/model/units';
import { CAUSES, type Cause } from '#core/model/verdict';
import { OpenButtons } from '../../commands/OpenButtons.tsx';
import type { Params } from '../../route/fields.ts';
import { formatPlace, type Place } from '../../route/url.ts';
import { go } from '../../route/useRoute.ts';
import { AfterPaint } from '../../state/AfterPaint.tsx';
import { useSession } from '../../state/session.ts';
import { useAfterPaint } from '../../state/useAfterPaint.ts';
import { useQuery } from '../../state/useQuery.ts';
import { INCIDENTS } from '../../text/incidents.ts';
import { seriesColour } from '../../ui/series-colour.ts';
import { Empty, Failed, Loading, Partial } from '../../ui/states.tsx';
import { ByCause, CAUSE_ROW } from './ByCause.tsx';
import { arrangeCards, groupByCause, MANY, type CardOrder } from './card-order.ts';
import { CauseCard } from './CauseCard.tsx';
import type { TimeRange } from './columns.ts';
import { Facets } from './Facets.tsx';
import { IncidentCard } from './IncidentCard.tsx';
import { Narrowing } from './Narrowing.tsx';
import { OverTime } from './OverTime.tsx';
import { Slowest } from './Slowest.tsx';

/** What went wrong in everything that is open: figures, incidents, and what they have in common. */
export function IncidentsPage({ place }: { readonly place: Place }) {
  const { params } = place;
  const range = rangeOf(params);
  const cause = CAUSES.find((one) => one === params.cause) ?? null;
  const summary = useSession((session) => session.summary);
  const busy = useSession((session) => session.jobs.length > 0);
  const { data, failed } = useQuery(
    (engine) => engine.overview({ range, cause }),
    `${params.from ?? ''} ${params.to ?? ''} ${cause ?? ''}`,
    'overview',
  );

  if (failed) return <Failed title={INCIDENTS.failed}>{INCIDENTS.failedDetail}</Failed>;
  if (data === undefined || summary === null) return <Loading />;
  if (summary.files === 0) {
    return (
      <Empty page title={INCIDENTS.none}>
        <p>{INCIDENTS.noneDetail}</p>
        <div className="mt-3 flex justify-center gap-2">
          <OpenButtons />
        </div>
      </Empty>
    );
  }
  if (busy && data.total === 0) return <Loading>{INCIDENTS.reading}</Loading>;
  return (
    <div className="flex min-w-0 flex-col gap-3 p-3 sm:px-4">
      <h1 className="sr-only">{INCIDENTS.title}</h1>
      <NotWhole />
      {data.nothingFailed ? <NothingFailed overview={data} /> : null}
      {data.incidents.length === 0 && data.total === 0 ? null : (
        <Incidents overview={data} range={range} cause={cause} params={params} />
      )}
    </div>
  );
}

/** Says that some files are missing from what is below. */
function NotWhole() {
  const states = useSession((session) => session.summary?.byState);
  if (states === undefined || states.refused + states.partial === 0) return null;
  return (
    <Partial>
      {INCIDENTS.notWhole(states.refused, states.partial)}.{' '}
      <a href={formatPlace({ page: 'files' })} className="text-warn">
        {INCIDENTS.notWholeLink}
      </a>
    </Partial>
  );
}

function NothingFailed({ overview }: { readonly overview: Overview }) {
  if (overview.slowest.length === 0) {
    return (
      <Empty title={INCIDENTS.nothingThere}>
        {INCIDENTS.nothingThereDetail} <a href={formatPlace({ page: 'files' })}>{INCIDENTS.notWholeLink}</a>
      </Empty>
    );
  }
  return (
    <>
      <div>
        <h2 className="text-base font-semibold">{INCIDENTS.nothingFailed}</h2>
        <p className="text-sm text-ink-2">{INCIDENTS.nothingFailedDetail}</p>
      </div>
      <Slowest requests={overview.slowest} />
    </>
  );
}

function Incidents(props: {
  readonly overview: Overview;
  readonly range: TimeRange | null;
  readonly cause: Cause | null;
  readonly params: Params;
}) {
  const { overview, range, cause, params } = props;
  const { overTime } = overview;
  const causes = overTime?.series.map(({ key }) => key) ?? overview.byCause.map((one) => one.cause);
  const colourOf = (one: Cause): string => seriesColour(causes.indexOf(one));
  const order: CardOrder = params.sort === 'earliest' ? 'earliest' : 'most';
  const { incidents } = overview;
  const grouping =
    params.tab === 'causes' || params.tab === 'single' ? params.tab : incidents.length > MANY ? 'causes' : 'single';
  // What is folded away at first.
  const painted = useAfterPaint();
  const narrow = (next: TimeRange | null): void =>
    go({ page: 'incidents', params: { ...params, from: next?.from ?? null, to: next?.to ?? null } });
  return (
    <>
      <div className="grid min-w-0 grid-cols-1 gap-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        {overTime === null ? null : (
          <OverTime overTime={overTime} range={range} onRange={narrow} beside={overview.byCause.length * CAUSE_ROW} />
        )}
        <ByCause counts={overview.byCause} colourOf={colourOf} chosen={cause} params={params} />
      </div>
      <Narrowing overview={overview} range={range} cause={cause} params={params} order={order} grouping={grouping} />
      <h2 className="sr-only">{INCIDENTS.title}</h2>
      <div className="grid min-w-0 grid-cols-1 gap-3 xl:grid-cols-[minmax(0,1fr)_16rem]">
        {incidents.length === 0 ? (
          <Empty title={INCIDENTS.noneLeft} />
        ) : (
          <ul
            aria-label={INCIDENTS.title}
            className="grid min-w-0 grid-cols-1 content-start gap-3 [@media(min-width:1800px)]:grid-cols-2"
          >
            {grouping === 'causes'
              ? groupByCause(incidents, order).map((group) => (
                  <CauseCard key={group.cause} group={group} colour={colourOf(group.cause)} folded={painted} />
                ))
              : arrangeCards(incidents, order).map(({ card, consequences }) => (
                  <IncidentCard
                    key={card.id}
                    card={card}
                    consequences={consequences}
                    colourOf={colourOf}
                    narrowed={range !== null || cause !== null}
                  />
                ))}
          </ul>
        )}
        <AfterPaint>
          <Facets facets={overview.facets} params={params} />
        </AfterPaint>
      </div>
    </>
  );
}

function rangeOf({ from, to }: Params): TimeRange | null {
  return from === null || to === null || to <= from ? null : { from: epochMs(from), to: epochMs(to) };
}
