import { ArrowLeftRight } from 'lucide-react';
import { useState } from 'react';
import type { CompareOffers, ComparedSide, Comparison } from '#core/engine/questions/compare';
import type { RequestRow } from '#core/engine/questions/requests';
import type { SpanIx } from '#core/model/units';
import { compareKey, USUAL } from '../../route/compare-key.ts';
import type { Params } from '../../route/fields.ts';
import { formatPlace } from '../../route/url.ts';
import { go } from '../../route/useRoute.ts';
import { Badge } from '../../ui/badges.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { FileText } from '../../ui/FileText.tsx';
import { AlignedSpans } from './AlignedSpans.tsx';
import { FactTable, HeaderTable } from './FactTables.tsx';
import { SideCard } from './SideCard.tsx';
import { TwoTimelines } from './TwoTimelines.tsx';
import { COMPARE, durationSentence, readNote, spansDiffer } from './words.ts';

export interface CompareScreenProps {
  readonly comparison: Comparison;
  readonly a: RequestRow;
  readonly b: ComparedSide;
  readonly offers: CompareOffers | null;
  readonly params: Params;
}

/** Both sides are there: what differs, from the whole down to single headers. */
export function CompareScreen({ comparison, a, b, offers, params }: CompareScreenProps) {
  const { rows, grainMs } = comparison;
  const [onlyDifferences, setOnlyDifferences] = useState(true);
  const [active, setActive] = useState(-1);
  const chosen = rows[active];
  const twice = b.kind === 'trace' && b.row.key === a.key;
  const differing = rows.filter(({ change }) => change !== 'same').length;

  function open(at: number): void {
    const row = rows[at];
    if (row === undefined) return;
    const [key, span] = row.a?.span != null ? [a.key, row.a.span] : [b.row.key, row.b?.span ?? null];
    if (span !== null) go({ page: 'trace', key, params: { span } });
  }
  const choose = (side: 'a' | 'b', span: SpanIx): void => setActive(rows.findIndex((row) => row[side]?.span === span));

  return (
    <div className="flex min-h-full shrink-0 flex-col gap-3 p-3 sm:px-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <h1 className="text-base font-semibold">{COMPARE.title}</h1>
        <p className="min-w-0 text-sm text-ink-2">
          {twice ? COMPARE.identical : durationSentence(a.durationMs, b.row.durationMs, grainMs)}
        </p>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <OtherSide a={a} b={b} offers={offers} />
          {b.kind === 'trace' && !twice ? (
            <a
              className={buttonClass('plain', 'sm')}
              href={formatPlace({ page: 'compare', key: compareKey(b.row.key, a.key) })}
            >
              <ArrowLeftRight size={14} aria-hidden />
              {COMPARE.swap}
            </a>
          ) : null}
          <button
            type="button"
            aria-pressed={onlyDifferences}
            className={buttonClass('plain', 'sm')}
            onClick={() => setOnlyDifferences(!onlyDifferences)}
          >
            {COMPARE.onlyDifferences}
          </button>
        </div>
      </div>
      <div className="flex flex-wrap gap-3">
        <SideCard letter="A" row={a} grainMs={grainMs} />
        <SideCard letter="B" row={b.row} grainMs={grainMs} side={b} />
      </div>
      <TwoTimelines
        a={a.key}
        b={b.row.key}
        selectedA={chosen?.a?.span ?? null}
        selectedB={chosen?.b?.span ?? null}
        onSpan={choose}
        onOpen={(side, span) => go({ page: 'trace', key: side === 'a' ? a.key : b.row.key, params: { span } })}
      />
      <section className="flex flex-col gap-1.5">
        <Heading title={COMPARE.spans} note={spansDiffer(differing, rows.length)} />
        <AlignedSpans
          comparison={comparison}
          onlyDifferences={onlyDifferences}
          params={params}
          active={active}
          onActive={setActive}
          onOpen={open}
        />
      </section>
      <Modules comparison={comparison} />
      <div className="grid items-start gap-x-6 gap-y-4 xl:grid-cols-2">
        <section className="flex min-w-0 flex-col gap-1.5">
          <Heading title={COMPARE.facts} note={readNote(b, comparison.read)} />
          <FactTable facts={comparison.facts} onlyDifferences={onlyDifferences} />
        </section>
        <section className="flex min-w-0 flex-col gap-1.5">
          <Heading title={COMPARE.headers} note="" />
          <HeaderTable headers={comparison.headers} onlyDifferences={onlyDifferences} />
        </section>
      </div>
    </div>
  );
}

function Heading({ title, note }: { readonly title: string; readonly note: string }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-3">
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="text-xs text-ink-3">{note}</p>
    </div>
  );
}

/** Ways to hold the same trace against something else. */
function OtherSide({ a, b, offers }: Pick<CompareScreenProps, 'a' | 'b' | 'offers'>) {
  const nearest = offers?.successes[0];
  const incident = offers?.incident;
  const links: readonly { readonly to: string; readonly text: string }[] = [
    ...(nearest === undefined || (b.kind === 'trace' && b.row.key === nearest.key)
      ? []
      : [{ to: nearest.key, text: COMPARE.nearest }]),
    ...(!offers || nearest === undefined || b.kind === 'usual'
      ? []
      : [{ to: USUAL, text: COMPARE.usual(offers.template) }]),
    ...(!incident || b.kind === 'incident' ? [] : [{ to: incident.id, text: COMPARE.incident(incident.others) }]),
  ];
  if (links.length === 0) return null;
  return (
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-3 text-xs text-ink-3">
      {COMPARE.against}
      {links.map(({ to, text }) => (
        <a key={to} href={formatPlace({ page: 'compare', key: compareKey(a.key, to) })} className="max-w-96 truncate">
          <FileText text={text} clip />
        </a>
      ))}
    </p>
  );
}

/** Modules that only one side ran. */
function Modules({ comparison }: { readonly comparison: Comparison }) {
  const { modules } = comparison;
  return (
    <section className="flex flex-col gap-1.5">
      <Heading title={COMPARE.modules} note={modules.length === 0 ? COMPARE.sameModules : ''} />
      {(['a', 'b'] as const).map((side) => {
        const only = modules.filter((one) => one.only === side);
        return only.length === 0 ? null : (
          <div key={side} className="flex min-w-0 flex-wrap items-center gap-1.5 text-sm">
            <span className="text-xs text-ink-3">{side === 'a' ? COMPARE.onlyA : COMPARE.onlyB}</span>
            {only.map(({ module }) => (
              <span key={module} className="max-w-full min-w-0">
                <Badge title={module}>
                  <FileText text={module} clip className="max-w-72" />
                </Badge>
              </span>
            ))}
          </div>
        );
      })}
    </section>
  );
}
