import { useEffect, useId, useRef } from 'react';
import type { Around, AroundKind } from '#core/engine/questions/around';
import { OpenButtons } from '../../../commands/OpenButtons.tsx';
import { Failed, Loading } from '../../../ui/states.tsx';
import { AroundPartView } from './AroundPartView.tsx';
import { AROUND } from './words.ts';

/** Everything that is open beside the trace and speaks of its request, each with its reason and a way to it. */
export function AroundTab(props: {
  /** undefined: on its way. */
  readonly around: Around | null | undefined;
  readonly failed: boolean;
  /** The part that a link led to; a new object each time one is followed. */
  readonly wanted: { readonly kind: AroundKind } | null;
}) {
  const { around, failed, wanted } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const there = around !== undefined && around !== null;
  useEffect(() => {
    if (wanted === null || !there) return;
    const heading = list.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}${wanted.kind}`)}`);
    heading?.closest('section')?.scrollIntoView({ block: 'nearest' });
    heading?.focus({ preventScroll: true });
  }, [wanted, there, id]);

  if (failed) return <Failed title={AROUND.failed} />;
  if (!there) return <Loading>{AROUND.loading}</Loading>;
  const open = around.parts.filter(({ files }) => files > 0);
  const missing = around.parts.filter(({ files }) => files === 0);
  return (
    <div
      ref={list}
      role="group"
      aria-label={AROUND.tab}
      // What scrolls must be reachable with the keyboard, also when there is no link in it.
      {...{ tabIndex: 0 }}
      className="focus-inset flex min-h-0 grow flex-col overflow-y-auto pt-3 pb-2"
    >
      {open.map((part) => (
        <AroundPartView key={part.kind} part={part} id={`${id}${part.kind}`} />
      ))}
      {missing.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line py-3 text-sm text-ink-2 first:border-t-0 first:pt-0">
          <p>
            {AROUND.notOpen} {missing.map(({ kind }) => AROUND.open[kind]).join(', ')}.
          </p>
          <span className="flex gap-2">
            <OpenButtons />
          </span>
        </div>
      )}
    </div>
  );
}
