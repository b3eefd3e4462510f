import { useEffect, useMemo, useRef } from 'react';
import { CODES } from '#core/knowledge/codes/table';
import { hexCode } from '#core/knowledge/decode';
import { STATUSES } from '#core/knowledge/statuses';
import { formatStatus } from '#core/knowledge/substatus';
import { CODES_PAGE } from '../../text/codes.ts';
import { formatCount } from '../../text/numbers.ts';
import { cx } from '../../ui/class-names.ts';
import { Empty } from '../../ui/states.tsx';

interface Entry {
  readonly key: string;
  readonly name: string;
  /** What a word is looked for in, lower case. */
  readonly hay: string;
}

const CODE_ENTRIES: readonly Entry[] = CODES.map((entry) => ({
  key: hexCode(entry.code),
  name: entry.names[0] ?? '',
  hay: `${hexCode(entry.code)} ${entry.code} ${entry.names.join(' ')} ${entry.meaning}`.toLowerCase(),
}));

const STATUS_ENTRIES: readonly Entry[] = STATUSES.map((entry) => {
  const key = formatStatus(entry.status, entry.subStatus);
  return { key, name: entry.name, hay: `${key} ${entry.name} ${entry.meaning}`.toLowerCase() };
});

interface CodeListProps {
  /** Words that an entry must hold. */
  readonly filter: string;
  readonly current: string;
  readonly onChoose: (key: string) => void;
}

/** All codes and statuses that are known here. */
export function CodeList({ filter, current, onChoose }: CodeListProps) {
  const words = useMemo(() => filter.toLowerCase().split(/\s+/).filter(Boolean), [filter]);
  const codes = useMemo(() => withWords(CODE_ENTRIES, words), [words]);
  const statuses = useMemo(() => withWords(STATUS_ENTRIES, words), [words]);
  if (codes.length + statuses.length === 0) {
    return <Empty title={CODES_PAGE.noMatch}>{CODES_PAGE.noMatchDetail}</Empty>;
  }
  return (
    <div className="flex flex-col gap-4">
      <EntryGroup title={CODES_PAGE.statuses} entries={statuses} current={current} onChoose={onChoose} />
      <EntryGroup title={CODES_PAGE.codes} entries={codes} current={current} onChoose={onChoose} />
    </div>
  );
}

function withWords(entries: readonly Entry[], words: readonly string[]): readonly Entry[] {
  return entries.filter((entry) => words.every((word) => entry.hay.includes(word)));
}

function EntryGroup(props: {
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly current: string;
  readonly onChoose: (key: string) => void;
}) {
  const { title, entries, current, onChoose } = props;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const box = list.current;
    if (!entries.some((entry) => entry.key === current)) return;
    const entry = box?.querySelector<HTMLElement>(`[data-key="${CSS.escape(current)}"]`);
    // Only the list itself moves: scrollIntoView would move the page too.
    if (box && entry) box.scrollTop = entry.offsetTop - box.clientHeight / 2;
  }, [current, entries]);
  if (entries.length === 0) return null;
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-1">
      <h2 className="flex items-baseline gap-2 text-sm font-semibold">
        {title} <span className="text-xs font-normal text-ink-3">{formatCount(entries.length)}</span>
      </h2>
      <ul
        ref={list}
        className="scroll-thin relative max-h-80 overflow-y-auto rounded-lg border border-line bg-surface lg:max-h-[38vh]"
      >
        {entries.map((entry) => (
          <li key={entry.key}>
            <button
              type="button"
              data-key={entry.key}
              aria-current={entry.key === current ? 'true' : undefined}
              className={cx(
                'focus-inset flex w-full items-baseline gap-3 px-3 py-1 text-left',
                entry.key === current ? 'bg-accent-soft' : 'hover:bg-hover',
              )}
              onClick={() => onChoose(entry.key)}
            >
              <span className="w-20 shrink-0 font-mono text-xs text-ink-2">{entry.key}</span>
              <span className="min-w-0 truncate">{entry.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
