import { ClipboardPaste } from 'lucide-react';
import { openPasteBox } from '../../state/session.ts';
import { PASTE } from '../../text/paste.ts';
import { Button } from '../../ui/Button.tsx';

/** Opens the box for pasted text; pasting anywhere on the page does the same. */
export function PasteBox() {
  return (
    <Button size="lg" aria-haspopup="dialog" onClick={() => openPasteBox('')}>
      <ClipboardPaste size={16} aria-hidden />
      {PASTE.button}
    </Button>
  );
}
