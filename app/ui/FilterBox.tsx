import { Search, X } from 'lucide-react';
import { useId, useRef, type KeyboardEvent } from 'react';
import type { FieldHint } from '#core/query/complete';
import { WORDS } from '../text/words.ts';
import { cx } from './class-names.ts';
import { CompletionList, optionId } from './CompletionList.tsx';
import { useCompletion } from './useCompletion.ts';

/** Where a filter text stops being understood. Character offsets. */
export interface FilterBoxError {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export interface FilterBoxProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: FilterBoxError | null;
  /** Example of what can be typed. */
  readonly placeholder: string;
  /** What the filter leaves, for example `12 of 400`. */
  readonly count?: string;
  /** Enter: go to the rows. */
  readonly onEnter?: () => void;
  /** Fields and values to complete with. */
  readonly hints?: readonly FieldHint[] | undefined;
  readonly onFocus?: (() => void) | undefined;
  /** Accessible name of a second box on a page; `/` then leads to the first one. */
  readonly label?: string;
  readonly className?: string;
}

/** The search box of a view. The key `/` brings the focus here; Escape clears, then leaves. */
export function FilterBox(props: FilterBoxProps) {
  const { value, onChange, error = null, hints, label, placeholder, count, onEnter, onFocus, className } = props;
  const errorId = useId();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const completing = useCompletion(input, value, hints, onChange);
  const { completion, active } = completing;

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (completing.onKeyDown(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      if (value === '') event.currentTarget.blur();
      else onChange('');
    }
    if (event.key === 'Enter' && onEnter) {
      event.preventDefault();
      onEnter();
    }
  }

  return (
    <div className={cx('relative min-w-0', className)}>
      <div
        className={cx(
          'flex h-8 items-center gap-2 rounded-md border bg-surface px-2 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent',
          error === null ? 'border-line-strong' : 'border-warn-line',
        )}
      >
        <Search size={14} aria-hidden className="shrink-0 text-ink-3" />
        <input
          ref={input}
          type="search"
          aria-label={label ?? WORDS.filter}
          {...(hints === undefined ? {} : { 'aria-autocomplete': 'list' })}
          {...(completion === null ? {} : { 'aria-controls': listId })}
          {...(completion === null || active < 0 ? {} : { 'aria-activedescendant': optionId(listId, active) })}
          aria-invalid={error !== null}
          {...(error === null ? {} : { 'aria-describedby': errorId })}
          {...(label === undefined ? { 'data-filter': true } : {})}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={value}
          placeholder={placeholder}
          onChange={(event) => completing.onChange(event.target.value)}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
          onBlur={completing.close}
          className="h-full min-w-0 grow bg-transparent text-sm text-ink outline-none placeholder:text-ink-3 [&::-webkit-search-cancel-button]:hidden"
        />
        {count === undefined ? null : <span className="shrink-0 text-xs text-ink-3">{count}</span>}
        {value === '' ? null : (
          <button
            type="button"
            aria-label={WORDS.clearFilter}
            className="shrink-0 rounded-sm p-0.5 text-ink-3 hover:bg-sunken hover:text-ink"
            onClick={() => onChange('')}
          >
            <X size={14} aria-hidden />
          </button>
        )}
      </div>
      {completion === null && error === null ? null : (
        <div className="absolute inset-x-0 top-full z-30 mt-1 flex flex-col items-start gap-1">
          {completion === null ? null : (
            <CompletionList id={listId} completion={completion} active={active} onChoose={completing.choose} />
          )}
          {error === null ? null : <ErrorPlace id={errorId} value={value} error={error} />}
        </div>
      )}
      {hints === undefined ? null : (
        <span className="sr-only" aria-live="polite">
          {completion === null ? '' : WORDS.completionCount(completion.options.length)}
        </span>
      )}
    </div>
  );
}

/** What is not understood, with the place in the text. */
function ErrorPlace(props: { readonly id: string; readonly value: string; readonly error: FilterBoxError }) {
  const { id, value, error } = props;
  const to = Math.max(error.to, error.from + 1);
  return (
    <p id={id} className="max-w-full rounded-md border border-warn-line bg-warn-soft px-2 py-1 text-xs text-warn">
      {error.message}{' '}
      <code className="file-text">
        {value.slice(Math.max(0, error.from - 20), error.from)}
        <mark className="bg-transparent font-bold text-warn underline decoration-wavy underline-offset-2">
          {value.slice(error.from, to) || '␣'}
        </mark>
        {value.slice(to, to + 20)}
      </code>
    </p>
  );
}
