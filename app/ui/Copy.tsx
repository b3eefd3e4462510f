import { Check, Copy as CopyIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { WORDS } from '../text/words.ts';
import { Button, IconButton } from './Button.tsx';
import type { ButtonSize } from './button-class.ts';

export interface CopyProps {
  /** What is copied, or how to get it. */
  readonly text: string | (() => string | Promise<string>);
  /** Accessible name, for example `Copy URL`. */
  readonly label: string;
  /** Show the words beside the icon. */
  readonly words?: boolean;
  readonly size?: ButtonSize;
}

type Outcome = 'none' | 'done' | 'failed';
const SHOWN_MS = 1500;

/** Copies the original text, and says whether that worked. */
export function Copy({ text, label, words = false, size = 'sm' }: CopyProps) {
  const [outcome, setOutcome] = useState<Outcome>('none');

  useEffect(() => {
    if (outcome === 'none') return undefined;
    const timer = setTimeout(() => setOutcome('none'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
      setOutcome('done');
    } catch {
      setOutcome('failed');
    }
  }

  const icon = outcome === 'done' ? <Check size={14} aria-hidden /> : <CopyIcon size={14} aria-hidden />;
  const said = outcome === 'done' ? WORDS.copied : outcome === 'failed' ? WORDS.copyFailed : '';
  return (
    <>
      {words ? (
        <Button size={size} onClick={() => void copy()}>
          {icon}
          {said || label}
        </Button>
      ) : (
        <IconButton size={size} label={said || label} icon={icon} onClick={() => void copy()} />
      )}
      <span className="sr-only" aria-live="polite">
        {said}
      </span>
    </>
  );
}
