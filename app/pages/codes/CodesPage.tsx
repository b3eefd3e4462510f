import { useMemo, useState } from 'react';
import type { Place } from '../../route/url.ts';
import { go, goInstead } from '../../route/useRoute.ts';
import { useDeferred } from '../../state/useDeferred.ts';
import { CODES_PAGE } from '../../text/codes.ts';
import { FilterBox } from '../../ui/FilterBox.tsx';
import { Empty } from '../../ui/states.tsx';
import { Term } from '../../ui/Term.tsx';
import { CodeDetail } from './CodeDetail.tsx';
import { CodeList } from './CodeList.tsx';
import { lookUp, subjectKey } from '../../text/look-up.ts';
import { StatusDetail } from './StatusDetail.tsx';

/** Words that stand on this page and are not everyday ones. */
const WORDS_HERE = ['sub-status', 'HRESULT', 'win32 status'] as const;

/** Looks up any code or status a person pastes. */
export function CodesPage({ place }: { readonly place: Place }) {
  // What was typed stands until the address says something else, for example after a click on a link.
  const [typed, setTyped] = useState({ text: place.key, key: place.key });
  const text = typed.key === place.key ? typed.text : place.key;
  const wanted = useDeferred(text);
  const found = useMemo(() => lookUp(wanted), [wanted]);
  const subjects = useMemo(() => (found.length > 0 ? found : lookUp(place.key)), [found, place.key]);
  const shownKey = subjects[0] === undefined ? '' : subjectKey(subjects[0]);

  function type(next: string) {
    const first = lookUp(next)[0];
    const key = next.trim() === '' ? '' : first === undefined ? place.key : subjectKey(first);
    setTyped({ text: next, key });
    goInstead({ page: 'codes', key });
  }

  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 px-3 py-4 sm:px-4">
      <h1 className="sr-only">{CODES_PAGE.title}</h1>
      <div className="flex flex-col gap-1.5">
        <FilterBox
          value={text}
          placeholder={CODES_PAGE.placeholder}
          onChange={type}
          onEnter={() => (shownKey === '' ? undefined : go({ page: 'codes', key: shownKey }))}
        />
        <p className="flex flex-wrap gap-x-3 text-xs text-ink-2">
          {CODES_PAGE.lead}
          {WORDS_HERE.map((term) => (
            <Term key={term} term={term} />
          ))}
        </p>
      </div>
      <div className="flex flex-col gap-4 lg:grid lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)] lg:items-start">
        <div className="order-last min-w-0 lg:order-first">
          <CodeList
            filter={found.length > 0 ? '' : wanted}
            current={shownKey}
            onChoose={(key) => go({ page: 'codes', key })}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {subjects.map((subject) =>
            subject.kind === 'code' ? (
              <CodeDetail key={subjectKey(subject)} code={subject.code} />
            ) : (
              <StatusDetail key={subjectKey(subject)} status={subject.status} subStatus={subject.subStatus} />
            ),
          )}
          {subjects.length === 0 ? <Empty title={CODES_PAGE.choose} /> : null}
        </div>
      </div>
    </div>
  );
}
