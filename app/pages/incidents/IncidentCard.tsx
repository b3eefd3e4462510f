import type { IncidentCard as Card } from '#core/engine/questions/overview';
import { formatPlace } from '../../route/url.ts';
import { useZone } from '../../state/prefs.ts';
import { INCIDENTS } from '../../text/incidents.ts';
import { formatSpan } from '../../text/times.ts';
import { CauseTag, Certainty } from '../../ui/badges.tsx';
import { FileText } from '../../ui/FileText.tsx';
import { Spark } from './Spark.tsx';
import { Values } from './Values.tsx';

/** One incident, with those that followed from it under it. */
export function IncidentCard(props: {
  readonly card: Card;
  readonly consequences: readonly Card[];
  readonly colourOf: (cause: Card['cause']) => string;
  readonly narrowed: boolean;
}) {
  const { card, consequences, colourOf, narrowed } = props;
  const zone = useZone();
  return (
    <li className="flex min-w-0 flex-col gap-2 rounded-lg border border-line bg-surface p-3">
      <div className="flex min-w-0 gap-2">
        <span className="mt-1.5 size-2.5 shrink-0 rounded-[2px]" style={{ background: colourOf(card.cause) }} />
        <h3 className="min-w-0 text-sm leading-snug font-semibold text-pretty">
          <a href={formatPlace({ page: 'incident', key: card.id })} className="text-ink no-underline hover:underline">
            <FileText text={card.headline} limit={600} />
          </a>
        </h3>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-2">
        <CauseTag cause={card.cause} />
        <Certainty level={card.certainty} />
        <span>{INCIDENTS.requestsOf(card.requests, card.traces)}</span>
        {narrowed && card.matching !== card.requests ? <span>{INCIDENTS.ofThese(card.matching)}</span> : null}
        <span className="whitespace-nowrap">{formatSpan(card.from, card.to, zone)}</span>
        <Spark counts={card.spark} colour={colourOf(card.cause)} />
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs">
        <Values name={INCIDENTS.urls} values={card.urls} mono />
        <Values name={INCIDENTS.pools} values={card.pools} />
        <Values name={INCIDENTS.processes} values={card.processes.map(String)} />
        <Values name={INCIDENTS.machines} values={card.computers} />
        {card.representative === null ? null : (
          <>
            <dt className="text-ink-3">{INCIDENTS.example}</dt>
            <dd className="min-w-0 truncate">
              <a href={formatPlace({ page: 'trace', key: card.representative.key })}>
                <FileText text={card.representative.path} clip />
              </a>
            </dd>
          </>
        )}
      </dl>
      <details className="text-xs">
        <summary className="w-fit rounded-sm text-ink-2 hover:text-ink">{INCIDENTS.why}</summary>
        <ul className="mt-1 flex flex-col gap-0.5 ps-4 text-ink-2">
          {card.why.map((text) => (
            <li key={text}>
              <FileText text={text} limit={400} />
            </li>
          ))}
        </ul>
      </details>
      {consequences.length === 0 ? null : (
        <section className="border-t border-line pt-2">
          <h4 className="text-xs font-semibold text-ink-2">{INCIDENTS.followed}</h4>
          <ul className="mt-1 flex flex-col gap-1.5">
            {consequences.map((one) => (
              <li key={one.id} className="flex min-w-0 flex-col gap-0.5 border-s-2 border-line-strong ps-2 text-xs">
                <a
                  href={formatPlace({ page: 'incident', key: one.id })}
                  className="text-sm leading-snug text-ink no-underline hover:underline"
                >
                  <FileText text={one.headline} limit={400} />
                </a>
                <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
                  <CauseTag cause={one.cause} />
                  <Certainty level={one.certainty} short />
                  <span>{INCIDENTS.requestsOf(one.requests, one.traces)}</span>
                  <span>{formatSpan(one.from, one.to, zone)}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </li>
  );
}
