import { useEffect } from 'react';
import { useEngine } from '../state/engine.tsx';
import { setOverlay, useSession } from '../state/session.ts';
import { goToFailure } from './failures.ts';
import { isModalOpen, isTyping } from './focus.ts';
import { pickFiles } from './pick.ts';

/** Keys that work on every page. Keys of one view are that view's own. */
export function useShortcuts(): void {
  const engine = useEngine();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      if (event.ctrlKey || event.metaKey) {
        if (onChord(event.key.toLowerCase())) event.preventDefault();
        return;
      }
      if (isTyping(event.target) || useSession.getState().overlay !== 'none' || isModalOpen()) return;
      switch (event.key) {
        case '?':
          setOverlay('help');
          break;
        case '/':
          if (!focusFilter()) return;
          break;
        case 'n':
          void goToFailure(engine, 1);
          break;
        case 'p':
          void goToFailure(engine, -1);
          break;
        default:
          return;
      }
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [engine]);
}

function onChord(key: string): boolean {
  if (key === 'k') {
    setOverlay(useSession.getState().overlay === 'palette' ? 'none' : 'palette');
    return true;
  }
  if (key === 'o') {
    pickFiles();
    return true;
  }
  return false;
}

/** Puts the focus into the search box of the view; false when it has none. */
function focusFilter(): boolean {
  const box = document.querySelector<HTMLInputElement>('[data-filter]');
  box?.focus();
  box?.select();
  return box !== null;
}
