import { useState } from 'react';
import { WORDS } from '../text/words.ts';
import { visibleRuns } from '../text/visible.ts';
import { cx } from './class-names.ts';

export interface FileTextProps {
  readonly text: string;
  /** Characters shown at first. 300 on one line, 256 Ki for several lines. */
  readonly limit?: number;
  /** Keep line feeds and tabs. */
  readonly lines?: boolean;
  /** One line that ends in an ellipsis where room ends. The whole text is in the title. */
  readonly clip?: boolean;
  readonly mono?: boolean;
  readonly className?: string;
}

const ONE_LINE = 300;
const MANY_LINES = 262_144;

/**
 * Text that came from a file: only ever text, in its own direction, with hidden characters drawn as marks.
 * Selecting it copies the marks; offer `Copy` where the original matters.
 */
export function FileText({ text, limit, lines = false, clip = false, mono = false, className }: FileTextProps) {
  const [whole, setWhole] = useState(false);
  const most = limit ?? (lines ? MANY_LINES : ONE_LINE);
  const cut = !whole && text.length > most;
  const runs = visibleRuns(cut ? text.slice(0, most) : text, lines);
  return (
    <span
      dir="auto"
      className={cx(
        'file-text',
        mono && 'font-mono text-[0.96em]',
        lines && 'whitespace-pre-wrap',
        clip && 'block truncate',
        className,
      )}
      {...(clip ? { title: text.slice(0, 2000) } : {})}
    >
      {runs.map((run, ix) =>
        run.mark === null ? (
          run.text
        ) : (
          <span key={ix} title={run.mark} className="rounded-sm bg-sunken px-px text-ink-3">
            {run.text}
          </span>
        ),
      )}
      {cut && clip ? '…' : null}
      {cut && !clip ? (
        <>
          {'… '}
          <button type="button" className="text-accent underline" onClick={() => setWhole(true)}>
            {WORDS.showAll(text.length)}
          </button>
        </>
      ) : null}
    </span>
  );
}
