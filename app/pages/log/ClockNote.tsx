import { type FormEvent, useState } from 'react';
import type { OpenLog } from '#core/engine/questions/logs';
import { useEngine } from '../../state/engine.tsx';
import { track } from '../../state/pending.ts';
import { Button } from '../../ui/Button.tsx';
import { CLOCK, clockText } from './clock-words.ts';

/** Logs of one machine whose clock differs from that of the traces: by how much, who says so, and a field to change it. */
export function ClockNote({ logs }: { readonly logs: readonly OpenLog[] }) {
  const engine = useEngine();
  const [first] = logs;
  const shiftMs = first?.shiftMs ?? 0;
  const [text, setText] = useState(String(Math.round(shiftMs / 100) / 10));
  if (first === undefined) return null;
  async function set(ms: number): Promise<void> {
    for (const { file } of logs) await engine.shiftLog(file, ms);
  }
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const seconds = Number(text.replace(',', '.').replace('\u2212', '-'));
    if (text.trim() !== '' && Number.isFinite(seconds)) void track(set(Math.round(seconds * 1000)));
  }
  return (
    <li>
      <form className="flex flex-wrap items-center gap-x-2 gap-y-1" onSubmit={onSubmit}>
        <span title={logs.map(({ path }) => path).join('\n')}>{clockText(logs)}</span>
        <label className="flex items-center gap-1.5">
          {CLOCK.added}
          <input
            inputMode="decimal"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="h-6 w-20 rounded-sm border border-line-strong bg-surface px-1.5 text-right text-xs text-ink"
          />
        </label>
        <Button size="sm" type="submit" onClick={() => undefined}>
          {CLOCK.set}
        </Button>
      </form>
    </li>
  );
}
