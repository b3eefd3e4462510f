import { useState, type FormEvent } from 'react';
import { WORDS } from '../text/words.ts';
import { Button } from './Button.tsx';

/** Below a list that is too long for its scroll bar: says so, and leads to a row by its number. */
export function GoToRow({ total, onGo }: { readonly total: number; readonly onGo: (ix: number) => void }) {
  const [text, setText] = useState('');
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const row = Number(text.replaceAll(/[^\d]/g, ''));
    if (row > 0) onGo(Math.min(total, row) - 1);
  }
  return (
    <form
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-2 py-1 text-xs text-ink-2"
      onSubmit={onSubmit}
    >
      <span className="min-w-0">{WORDS.longList(total)}</span>
      <label className="ml-auto flex items-center gap-1.5">
        {WORDS.row}
        <input
          inputMode="numeric"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="h-6 w-24 rounded-sm border border-line-strong bg-surface px-1.5 text-right text-xs text-ink"
        />
      </label>
      <Button size="sm" onClick={() => undefined} type="submit">
        {WORDS.goToRow}
      </Button>
    </form>
  );
}
