import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { maskedLine } from '../text/masked.ts';
import { WORDS } from '../text/words.ts';
import { FileText, type FileTextProps } from './FileText.tsx';

/** Running text of a file with its secrets masked. Where something is, a button shows the text as it stands. */
export function MaskedText({ name, ...value }: FileTextProps & { readonly name: string }) {
  const [shown, setShown] = useState(false);
  const masked = maskedLine(value.text);
  if (masked === value.text) return <FileText {...value} />;
  return (
    <>
      <FileText {...value} text={shown ? value.text : masked} />{' '}
      <button
        type="button"
        aria-label={shown ? WORDS.hideValue(name) : WORDS.showValue(name)}
        aria-pressed={shown}
        className="inline-flex shrink-0 items-center gap-1 rounded-sm px-1 align-baseline font-sans text-xs text-accent hover:bg-accent-soft"
        onClick={() => setShown(!shown)}
      >
        {shown ? <EyeOff size={13} aria-hidden /> : <Eye size={13} aria-hidden />}
        {shown ? WORDS.hide : WORDS.show}
      </button>
    </>
  );
}
