import { useEffect } from 'react';
import { filesOfDrop } from '../platform/picked-files.ts';
import { useEngine } from '../state/engine.tsx';
import { openPicked } from '../state/open-files.ts';
import { openPasteBox, useSession } from '../state/session.ts';
import { isModalOpen, isTyping } from './focus.ts';

/** Text pasted anywhere but into a field opens the box filled with it; copied files are opened at once. */
export function usePaste(): void {
  const engine = useEngine();
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || event.clipboardData === null) return;
      if (isTyping(event.target) || useSession.getState().overlay !== 'none' || isModalOpen()) return;
      const files = [...event.clipboardData.files];
      const text = event.clipboardData.getData('text/plain');
      if (files.length > 0) void openPicked(engine, filesOfDrop(files));
      else if (text.trim() !== '') openPasteBox(text);
      else return;
      event.preventDefault();
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [engine]);
}
