import { useState } from 'react';
import { formatPlace } from '../../route/url.ts';
import { useZone } from '../../state/prefs.ts';
import { INCIDENTS } from '../../text/incidents.ts';
import { counted } from '../../text/numbers.ts';
import { formatSpan } from '../../text/times.ts';
import { CauseTag, Certainty } from '../../ui/badges.tsx';
import { Button } from '../../ui/Button.tsx';
import { FileText } from '../../ui/FileText.tsx';
import type { CauseGroup } from './card-order.ts';
import { Spark } from './Spark.tsx';
import { Values } from './Values.tsx';

/** Incidents of a group that are shown at first, and more each time. */
const AT_ONCE = 20;

/** All incidents of one cause, over applications, with each of them in one line, once `folded` is there. */
export function CauseCard(props: { readonly group: CauseGroup; readonly colour: string; readonly folded: boolean }) {
  const { group, colour, folded } = props;
  const zone = useZone();
  const [shown, setShown] = useState(AT_ONCE);
  const [first] = group.cards;
  if (first === undefined) return null;
  return (
    <li className="flex min-w-0 flex-col gap-2 rounded-lg border border-line bg-surface p-3">
      <div className="flex min-w-0 gap-2">
        <span className="mt-1.5 size-2.5 shrink-0 rounded-[2px]" style={{ background: colour }} />
        <h3 className="min-w-0 text-sm leading-snug font-semibold text-pretty">
          <a href={formatPlace({ page: 'incident', key: first.id })} className="text-ink no-underline hover:underline">
            <FileText text={first.headline} limit={600} />
          </a>
        </h3>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-2">
        <CauseTag cause={group.cause} />
        <span>{INCIDENTS.summary(group.cards.length, group.requests)}</span>
        <span className="whitespace-nowrap">{formatSpan(group.from, group.to, zone)}</span>
        <Spark counts={group.spark} colour={colour} />
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs">
        <Values name={INCIDENTS.urls} values={group.urls} mono />
        <Values name={INCIDENTS.pools} values={group.pools} />
        <Values name={INCIDENTS.machines} values={group.computers} />
      </dl>
      <details className="text-xs">
        <summary className="w-fit rounded-sm text-ink-2 hover:text-ink">{INCIDENTS.each(group.cards.length)}</summary>
        <ul className="mt-1.5 flex flex-col gap-1.5">
          {group.cards.slice(0, folded ? shown : 0).map((card) => (
            <li key={card.id} className="flex min-w-0 flex-col gap-0.5 border-s-2 border-line-strong ps-2">
              <a
                href={formatPlace({ page: 'incident', key: card.id })}
                className="line-clamp-2 text-sm leading-snug text-ink no-underline hover:underline"
              >
                <FileText text={card.headline} limit={300} />
              </a>
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
                <Certainty level={card.certainty} short />
                <span>{counted(card.matching, 'request')}</span>
                <span>{formatSpan(card.from, card.to, zone)}</span>
                <FileText text={[card.pools[0], card.computers[0]].filter(Boolean).join(' · ')} clip />
              </span>
            </li>
          ))}
        </ul>
        {group.cards.length > shown ? (
          <Button size="sm" className="mt-1.5" onClick={() => setShown(shown + AT_ONCE)}>
            {INCIDENTS.more(group.cards.length - shown)}
          </Button>
        ) : null}
      </details>
    </li>
  );
}
