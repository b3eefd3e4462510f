import { useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { completeQuery, type Completion, type FieldHint } from '#core/query/complete';

export interface CompletionState {
  /** null: the list is closed, or nothing fits. */
  readonly completion: Completion | null;
  /** Option that the arrows stand on, -1 for none. */
  readonly active: number;
  /** True when the key was used. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => boolean;
  readonly onChange: (value: string) => void;
  readonly choose: (option: number) => void;
  readonly close: () => void;
}

/**
 * What could be typed next in a filter. The list opens by typing or with the down arrow; arrows walk it, Enter and Tab
 * take the option they stand on, Escape closes it. As long as none is chosen, Enter and Tab do what they always do.
 */
export function useCompletion(
  input: RefObject<HTMLInputElement | null>,
  value: string,
  hints: readonly FieldHint[] | undefined,
  onValue: (value: string) => void,
): CompletionState {
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [caret, setCaret] = useState(0);
  /** Where the caret goes once the chosen option stands in the box. */
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    input.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = null;
  });
  const found = open && hints !== undefined ? completeQuery(value, Math.min(caret, value.length), hints) : null;
  const completion = found === null || isDone(found, value) ? null : found;
  const count = completion?.options.length ?? 0;

  const close = (): void => {
    setOpen(false);
    setActive(-1);
  };
  const look = (): void => {
    setCaret(input.current?.selectionStart ?? value.length);
    setActive(-1);
    setOpen(true);
  };

  function choose(option: number): void {
    const insert = completion?.options[option]?.insert;
    if (completion === null || insert === undefined) return;
    // After a field its values come; after a value the next term.
    const whole = insert.endsWith(':') ? insert : `${insert} `;
    const rest = value.slice(completion.to);
    const next = `${value.slice(0, completion.from)}${whole}${rest.trimStart()}`;
    const at = completion.from + whole.length;
    onValue(next);
    setCaret(at);
    setActive(-1);
    setOpen(insert.endsWith(':'));
    wanted.current = at;
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): boolean {
    if (hints === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (completion === null) {
      if (event.key !== 'ArrowDown') return false;
      look();
      return true;
    }
    if (event.key === 'ArrowDown') setActive((active + 1) % count);
    else if (event.key === 'ArrowUp') setActive(active <= 0 ? count - 1 : active - 1);
    else if (event.key === 'Escape') close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && active >= 0) choose(active);
    else {
      if (event.key === 'Enter' || event.key === 'Tab') close();
      return false;
    }
    return true;
  }

  return {
    completion,
    active,
    onKeyDown,
    choose,
    close,
    onChange: (next) => {
      look();
      onValue(next);
    },
  };
}

/** Nothing to offer, or only what stands there already. */
function isDone({ from, to, options }: Completion, value: string): boolean {
  const typed = value.slice(from, to);
  return options.length === 0 || (options.length === 1 && options[0]?.insert === typed);
}
