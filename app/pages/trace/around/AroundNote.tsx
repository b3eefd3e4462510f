import type { Around, AroundKind, AroundPart } from '#core/engine/questions/around';
import { cx } from '../../../ui/class-names.ts';
import { AROUND } from './words.ts';

/** One line that says what else speaks of the request; each word leads to its part of the tab. */
export function AroundNote(props: {
  readonly around: Around | null | undefined;
  readonly onShow: (kind: AroundKind) => void;
}) {
  const { around, onShow } = props;
  // That no other trace is of the request is the rule and no news.
  const open = around?.parts.filter(
    ({ kind, files, items }) => items.length > 0 || (files > 0 && kind !== 'other-trace'),
  );
  return (
    <div
      role="group"
      aria-label={AROUND.short}
      // Its room is there before the answer is, so that nothing below it moves.
      className="scroll-thin -my-1 flex min-h-8 items-center gap-x-2 overflow-x-auto px-0.5 text-xs whitespace-nowrap print:hidden"
    >
      <span className="shrink-0 text-ink-3">{AROUND.tab}</span>
      {open?.map((part) => (
        <Chip key={part.kind} part={part} onShow={() => onShow(part.kind)} />
      ))}
    </div>
  );
}

function Chip({ part, onShow }: { readonly part: AroundPart; readonly onShow: () => void }) {
  const { kind, items } = part;
  const found = items.length > 0;
  return (
    <button
      type="button"
      title={found ? AROUND.abouts[kind] : part.none}
      className={cx(
        'inline-flex h-6 shrink-0 items-center gap-1 rounded-md border px-2 hover:bg-hover',
        found ? 'border-line-strong bg-surface text-ink' : 'border-line text-ink-3',
      )}
      onClick={onShow}
    >
      <span className={found ? 'font-medium' : ''}>{AROUND.kinds[kind]}</span>{' '}
      <span className="text-ink-3">{saidShort(part)}</span>
    </button>
  );
}

/** `exact`, `2, likely`, `ambiguous, 3 candidates`, `none`. */
function saidShort({ items, candidates, leftOut }: AroundPart): string {
  const [first] = items;
  if (first === undefined) return AROUND.none;
  if (candidates > 0) return AROUND.ambiguous(candidates);
  const best = (['exact', 'likely', 'possible', 'around'] as const).find((one) =>
    items.some(({ certainty }) => certainty === one),
  );
  const count = items.length + leftOut;
  const words = AROUND.certainty[best ?? first.certainty];
  return count === 1 ? words : `${count}, ${words}`;
}
