import { useState } from 'react';
import type { Place } from '../../route/url.ts';
import { GLOSSARY, GLOSSARY_PAGE } from '../../text/glossary.ts';
import { FilterBox } from '../../ui/FilterBox.tsx';
import { Empty } from '../../ui/states.tsx';

/** All technical words, explained. The key of the address is the word to begin with. */
export function GlossaryPage({ place }: { readonly place: Place }) {
  return <Words key={place.key} first={place.key} />;
}

function Words({ first }: { readonly first: string }) {
  const [text, setText] = useState(first);
  const wanted = text.trim().toLowerCase();
  const byTerm = GLOSSARY.filter(({ term }) => term.toLowerCase().includes(wanted));
  const byText = GLOSSARY.filter((entry) => !byTerm.includes(entry) && entry.text.toLowerCase().includes(wanted));
  const shown = [...byTerm, ...byText];
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-4 px-4 py-6">
      <div className="flex flex-col gap-1">
        <h1 className="text-xl font-semibold tracking-tight">{GLOSSARY_PAGE.title}</h1>
        <p className="text-sm text-ink-2">{GLOSSARY_PAGE.lead}</p>
      </div>
      <FilterBox className="max-w-md" value={text} onChange={setText} placeholder={GLOSSARY_PAGE.placeholder} />
      {shown.length === 0 ? (
        <Empty title={GLOSSARY_PAGE.noMatch} />
      ) : (
        <dl className="divide-y divide-line rounded-lg border border-line bg-surface">
          {shown.map(({ term, text: meaning }) => (
            <div key={term} className="grid gap-x-6 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[11rem_minmax(0,1fr)]">
              <dt className="text-sm font-medium text-ink">{term}</dt>
              <dd className="text-sm text-ink-2">{meaning}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
