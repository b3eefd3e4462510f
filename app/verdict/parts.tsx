import type { ReactNode } from 'react';
import type { Finding, Fix, MissingInput, ReasoningStep } from '#core/model/verdict';
import { useZone } from '../state/prefs.ts';
import { CauseTag, Certainty } from '../ui/badges.tsx';
import { Copy } from '../ui/Copy.tsx';
import { FileText } from '../ui/FileText.tsx';
import { Prose } from '../ui/Prose.tsx';
import { shortWords } from '../text/long-words.ts';
import { VERDICT } from '../text/verdict.ts';
import type { Follow } from './EvidenceList.tsx';
import { eventPlace } from './evidence-place.ts';
import { eventParts } from './place-parts.ts';
import { PlaceLink } from './PlaceLink.tsx';
import { beyond, saidOnce } from './said-once.ts';
import { settingText, windowText } from './verdict-text.ts';

/** One titled part of the verdict. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="text-xs font-semibold text-ink-2">{title}</h3>
      {children}
    </section>
  );
}

/** What to do, the first fix first. */
export function Fixes({ fixes }: { readonly fixes: readonly Fix[] }) {
  return (
    <ol aria-label={VERDICT.lists.fixes} className="flex flex-col gap-2">
      {saidOnce(fixes, (fix) => fix.text).map((fix, ix) => (
        <li key={fix.text} className="flex gap-2 text-sm leading-snug">
          <span
            className={
              ix === 0
                ? 'mt-px h-5 shrink-0 rounded-sm bg-accent px-1.5 text-xs leading-5 font-semibold text-on-accent'
                : 'mt-px h-5 shrink-0 rounded-sm bg-sunken px-1.5 text-xs leading-5 text-ink-2'
            }
          >
            {ix === 0 ? VERDICT.first : VERDICT.next}
          </span>
          <div className="flex min-w-0 grow flex-col gap-1">
            <span>
              <Prose text={fix.text} limit={800} passed />
            </span>
            {fix.setting === undefined ? null : (
              <code className="self-start rounded-sm bg-sunken px-1.5 py-0.5 text-ink-2">
                <FileText text={settingText(fix.setting)} />
              </code>
            )}
            {fix.code === undefined ? null : <Code text={fix.code} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Code({ text }: { readonly text: string }) {
  return (
    <div className="relative rounded-md border border-line bg-sunken">
      <pre
        // A block that scrolls sideways must be reachable with the keyboard.
        {...{ tabIndex: 0 }}
        aria-label={VERDICT.code}
        className="scroll-thin focus-inset overflow-x-auto p-2 pr-9 text-xs leading-relaxed"
      >
        <FileText text={text} lines />
      </pre>
      <span className="absolute top-1 right-1">
        <Copy text={text} label={VERDICT.copyCode} />
      </span>
    </div>
  );
}

/** Files that are not there and would decide, with where they lie. */
export function Settle({ items }: { readonly items: readonly MissingInput[] }) {
  const zone = useZone();
  return (
    <div className="flex flex-col gap-2">
      <ul aria-label={VERDICT.lists.settle} className="flex flex-col gap-2">
        {saidOnce(items, (item) => item.text).map((item) => (
          <li key={item.text} className="text-sm leading-snug">
            <p>
              <Prose text={item.text} limit={800} passed />
            </p>
            <dl className="mt-0.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-xs text-ink-2">
              <dt className="text-ink-3">{VERDICT.onIis}</dt>
              <dd className="file-text">{item.pathIis}</dd>
              <dt className="text-ink-3">{VERDICT.onAppService}</dt>
              <dd className="file-text">{item.pathAppService}</dd>
              {item.window === null ? null : (
                <>
                  <dt className="text-ink-3">{VERDICT.window}</dt>
                  <dd>{windowText(item, zone)}</dd>
                </>
              )}
            </dl>
          </li>
        ))}
      </ul>
      <p className="text-xs text-ink-3">{VERDICT.settleDrop}</p>
    </div>
  );
}

/** Other causes with how sure they are. */
export function Findings(props: {
  readonly label: string;
  readonly items: readonly Finding[];
  /** Headline of the leading finding: what it says is not repeated. */
  readonly lead: string;
}) {
  const { label, items, lead } = props;
  return (
    <ul aria-label={label} className="flex flex-col gap-1.5">
      {items.map((item) => (
        <li key={item.rule} className="text-sm leading-snug">
          <span className="flex flex-wrap items-center gap-2">
            <CauseTag cause={item.cause} />
            {item.state === 'found' ? <Certainty level={item.certainty} short /> : null}
          </span>
          <FileText text={shortWords(beyond(item.headline, lead))} limit={400} className="text-ink-2" />
        </li>
      ))}
    </ul>
  );
}

/** The facts in the order in which they decide. */
export function Reasoning(props: { readonly steps: readonly ReasoningStep[]; readonly follow: Follow }) {
  const { steps, follow } = props;
  return (
    <ol aria-label={VERDICT.reasoning} className="flex flex-col gap-1 text-sm leading-snug">
      {steps.map((step) => (
        <li key={step.question}>
          <span className="text-ink-3">{step.question}</span>{' '}
          {step.event === null ? (
            <Prose text={step.answer} limit={600} passed />
          ) : (
            <PlaceLink
              place={eventPlace(follow.trace, step.event)}
              parts={stepParts(step.answer, step.event)}
              onFollow={follow.onEvent}
            />
          )}
        </li>
      ))}
    </ol>
  );
}

/** An answer that does not name its event has it added. */
function stepParts(answer: string, event: number) {
  const parts = eventParts(answer);
  if (parts.some((part) => part.place)) return parts;
  return [...parts, { text: ' ', place: false }, { text: VERDICT.atEvent(event + 1), place: true }];
}
