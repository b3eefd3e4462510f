import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { AroundLine } from '#core/engine/questions/around';
import { useZone } from '../../../state/prefs.ts';
import { formatClock } from '../../../text/times.ts';
import { cx } from '../../../ui/class-names.ts';
import { MaskedText } from '../../../ui/MaskedText.tsx';
import { AROUND } from './words.ts';

/** Lines of a text file with their numbers: what was found, and what stands beside it. Secrets are masked. */
export function AroundLines({ title, lines }: { readonly title: string; readonly lines: readonly AroundLine[] }) {
  const timed = lines.some(({ time }) => time !== null);
  // Where all lines are what was found, none needs a mark.
  const mixed = lines.some(({ match }) => match) && lines.some(({ match }) => !match);
  return (
    <ol aria-label={AROUND.lines(title)} className="overflow-hidden rounded-md border border-line bg-surface text-xs">
      {lines.map((line, ix) => (
        // A file may hold the same record twice under one number.
        <Line key={`${line.line} ${ix}`} line={line} timed={timed} marked={line.match && mixed} mixed={mixed} />
      ))}
    </ol>
  );
}

const LOUD = new Set(['Critical', 'Error', 'error', 'Warning']);

function Line(props: {
  readonly line: AroundLine;
  readonly timed: boolean;
  readonly marked: boolean;
  readonly mixed: boolean;
}) {
  const { line, timed, marked, mixed } = props;
  const zone = useZone();
  return (
    <>
      {line.skipped > 0 ? (
        <li className="border-t border-dashed border-line px-2 py-0.5 text-ink-3 first:border-t-0">
          {AROUND.skipped(line.skipped)}
        </li>
      ) : null}
      <li
        aria-current={marked ? 'true' : undefined}
        className={cx(
          'flex min-w-0 gap-x-2 border-t border-line px-2 py-1 leading-5 first:border-t-0 max-sm:flex-wrap',
          marked && 'bg-accent-soft shadow-[inset_3px_0_0_var(--accent)]',
          mixed && !marked && 'text-ink-2',
        )}
      >
        <span className="w-12 shrink-0 text-right text-ink-3 tabular-nums">{line.line}</span>
        {timed ? (
          <span className="w-[5.75rem] shrink-0 text-ink-3 tabular-nums">{formatClock(line.time, zone)}</span>
        ) : null}
        {line.level === '' ? null : (
          <span className={cx('w-[4.75rem] shrink-0', LOUD.has(line.level) ? 'font-medium text-warn' : 'text-ink-3')}>
            {line.level}
          </span>
        )}
        <span className="min-w-0 grow max-sm:basis-full">
          <MaskedText name={AROUND.lineName(line.line)} text={line.text} limit={600} mono />
          <Folded line={line} />
        </span>
      </li>
    </>
  );
}

/** The rest of an entry, such as the stack of its exception. */
function Folded({ line }: { readonly line: AroundLine }) {
  const [open, setOpen] = useState(false);
  const { more } = line;
  if (more.length === 0) return null;
  return (
    <span className="block">
      <button
        type="button"
        aria-expanded={open}
        className="inline-flex items-center gap-0.5 rounded-sm pr-1 text-accent hover:bg-accent-soft"
        onClick={() => setOpen(!open)}
      >
        {open ? <ChevronDown size={13} aria-hidden /> : <ChevronRight size={13} aria-hidden />}
        {open ? AROUND.fold : AROUND.unfold(more.length)}
        <span className="sr-only"> {AROUND.lineName(line.line)}</span>
      </button>
      {open ? (
        <span className="block [overflow-wrap:anywhere]">
          <MaskedText name={AROUND.lineName(line.line)} text={more.join('\n')} lines mono />
        </span>
      ) : null}
    </span>
  );
}
