import { Lightbulb, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { setPrefs, usePrefs } from '../state/prefs.ts';
import { HINT_TEXTS, type HintId } from '../text/hints.ts';
import { WORDS } from '../text/words.ts';
import { IconButton } from '../ui/Button.tsx';
import { Kbd } from '../ui/Kbd.tsx';

/** A line for those who are here for the first time. It stands in the flow of the page, blocks nothing, and comes once. */
export function FirstVisit({ hint }: { readonly hint: HintId }) {
  const [first] = useState(() => !usePrefs.getState().hintsSeen.includes(hint));
  const [open, setOpen] = useState(first);
  useEffect(() => {
    const { hintsSeen } = usePrefs.getState();
    if (!hintsSeen.includes(hint)) setPrefs({ hintsSeen: [...hintsSeen, hint] });
  }, [hint]);
  if (!open) return null;
  return (
    <p className="flex min-w-0 items-center gap-2 text-xs text-ink-2 print:hidden">
      <Lightbulb size={14} aria-hidden className="shrink-0 text-accent" />
      <span className="min-w-0">
        {HINT_TEXTS[hint].map((part) => (typeof part === 'string' ? part : <Kbd key={part.key} keys={part.key} />))}
      </span>
      <IconButton size="sm" label={WORDS.dismiss} icon={<X size={14} aria-hidden />} onClick={() => setOpen(false)} />
    </p>
  );
}
