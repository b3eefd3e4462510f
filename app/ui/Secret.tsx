import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { WORDS } from '../text/words.ts';
import { FileText, type FileTextProps } from './FileText.tsx';

/** A value that is masked until asked for. While masked, nothing of it is in the document, not even its length. */
export function Secret({ name, ...value }: FileTextProps & { readonly name: string }) {
  const [shown, setShown] = useState(false);
  return (
    <span className="inline-flex max-w-full items-baseline gap-1.5">
      {shown ? <FileText {...value} /> : <span className="tracking-widest text-ink-3">{WORDS.masked}</span>}
      <button
        type="button"
        aria-label={shown ? WORDS.hideValue(name) : WORDS.showValue(name)}
        aria-pressed={shown}
        className="inline-flex shrink-0 items-center gap-1 self-center rounded-sm px-1 text-xs text-accent hover:bg-accent-soft"
        onClick={() => setShown(!shown)}
      >
        {shown ? <EyeOff size={13} aria-hidden /> : <Eye size={13} aria-hidden />}
        {shown ? WORDS.hide : WORDS.show}
      </button>
    </span>
  );
}
