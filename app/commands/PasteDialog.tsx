import { useRef, useState } from 'react';
import { useEngine } from '../state/engine.tsx';
import { openPasted } from '../state/open-files.ts';
import { useSession } from '../state/session.ts';
import { PASTE } from '../text/paste.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

/** Text that somebody copied, to look at before it is read. Nothing is read from the clipboard. */
export function PasteDialog({ onClose }: { readonly onClose: () => void }) {
  const engine = useEngine();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => useSession.getState().pasted);

  function read() {
    onClose();
    void openPasted(engine, text);
  }

  return (
    <Dialog title={PASTE.title} open onClose={onClose} focusFirst={box} wide>
      <div className="flex flex-col gap-3">
        <p id="paste-about" className="text-sm text-ink-2">
          {PASTE.about}
        </p>
        <textarea
          ref={box}
          aria-label={PASTE.box}
          aria-describedby="paste-about"
          spellCheck={false}
          rows={12}
          value={text}
          placeholder={PASTE.placeholder}
          className="scroll-thin w-full resize-y rounded-md border border-line-strong bg-canvas p-2 font-mono text-xs text-ink"
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim() !== '') read();
          }}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{PASTE.cancel}</Button>
          <Button kind="primary" disabled={text.trim() === ''} onClick={read}>
            {PASTE.read}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
