import { useEffect } from 'react';
import type { Completion } from '#core/query/complete';
import { WORDS } from '../text/words.ts';
import { cx } from './class-names.ts';
import { FileText } from './FileText.tsx';

/** Id of an option, for `aria-activedescendant`. */
export function optionId(list: string, option: number): string {
  return `${list}-${option}`;
}

/** The options below a filter box. The box keeps the focus. */
export function CompletionList(props: {
  readonly id: string;
  readonly completion: Completion;
  readonly active: number;
  readonly onChoose: (option: number) => void;
}) {
  const { id, completion, active, onChoose } = props;
  useEffect(() => {
    document.getElementById(optionId(id, active))?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <div
      id={id}
      role="listbox"
      aria-label={WORDS.completions}
      className="scroll-thin max-h-72 w-max max-w-full min-w-48 overflow-y-auto rounded-md border border-line bg-surface p-1 text-sm shadow-pop"
    >
      {completion.options.map(({ insert, about }, ix) => (
        <div
          key={insert}
          id={optionId(id, ix)}
          role="option"
          tabIndex={-1}
          aria-selected={ix === active}
          className={cx(
            'flex cursor-default items-baseline gap-3 rounded-sm px-2 py-1',
            ix === active ? 'bg-accent-soft' : 'hover:bg-hover',
          )}
          // Before the box loses the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(ix);
          }}
        >
          <FileText text={insert} mono clip className="max-w-80" />
          {about === '' ? null : <span className="min-w-0 truncate text-xs text-ink-3">{about}</span>}
        </div>
      ))}
    </div>
  );
}
