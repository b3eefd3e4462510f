import { Columns2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CompareWith } from '#core/engine/questions/compare';
import type { TraceKey } from '#core/model/units';
import { OpenButtons } from '../../commands/OpenButtons.tsx';
import { readCompareKey, USUAL } from '../../route/compare-key.ts';
import { formatPlace, type Place } from '../../route/url.ts';
import { useQuery } from '../../state/useQuery.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { CompareScreen } from './CompareScreen.tsx';
import { Offers } from './Offers.tsx';
import { COMPARE } from './words.ts';

/** A trace beside another one, or beside the median of a group. */
export function ComparePage({ place }: { readonly place: Place }) {
  return (
    <section aria-label={COMPARE.title} className="flex min-h-full shrink-0 grow flex-col">
      <Body key={place.key} place={place} />
    </section>
  );
}

function Body({ place }: { readonly place: Place }) {
  const sides = readCompareKey(place.key);
  const first = sides.a as TraceKey;
  const second = sides.b as CompareWith;
  const { data, failed } = useQuery((engine) => engine.compare(first, second), 'compare', place.key);
  const offers = useQuery((engine) => engine.compareOffers(first), 'offers', place.key);

  if (failed || offers.failed) return <Failed title={COMPARE.failed}>{COMPARE.failedDetail}</Failed>;
  if (data === undefined || offers.data === undefined) return <Loading>{COMPARE.loading}</Loading>;
  const { a, b } = data;
  if (a !== null && b !== null)
    return <CompareScreen comparison={data} a={a} b={b} offers={offers.data} params={place.params} />;
  if (a !== null && second === USUAL && offers.data !== null) {
    return (
      <Nothing title={COMPARE.noSuccess(offers.data.template)}>
        <p>{COMPARE.noSuccessDetail}</p>
        <p>
          <a href={formatPlace({ page: 'capture' })}>{COMPARE.howToCapture}</a>
        </p>
        <div className="flex justify-center gap-2 py-2">
          <OpenButtons />
        </div>
        <Offers trace={first} offers={offers.data} />
      </Nothing>
    );
  }
  return (
    <Nothing title={COMPARE.missing}>
      <p>
        {a === null ? COMPARE.missingFirst : ''} {b === null && second !== USUAL ? COMPARE.missingSecond : ''}{' '}
        {COMPARE.missingDetail}
      </p>
      <div className="flex justify-center gap-2 py-2">
        <OpenButtons />
      </div>
      {a === null || offers.data === null ? null : <Offers trace={first} offers={offers.data} />}
    </Nothing>
  );
}

function Nothing({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Empty page title={title} icon={<Columns2 size={28} aria-hidden />}>
      <div className="flex flex-col gap-2">{children}</div>
    </Empty>
  );
}
