import { useEffect, useLayoutEffect, useRef } from 'react';

/** Actions by key, as `KeyboardEvent.key` names them. */
export type KeyActions = ReadonlyMap<string, () => void>;

/** Where keys are text or belong to a layer over the page. */
const TAKEN = 'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"]';
const LAYERS = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/** Keys that work wherever the focus is, unless text is being typed, a layer is open, or another part has used the key. */
export function useKeys(actions: KeyActions): void {
  const current = useRef(actions);
  useLayoutEffect(() => {
    current.current = actions;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(TAKEN) !== null) return;
      const action = current.current.get(event.key);
      if (action === undefined || document.querySelector(LAYERS) !== null) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
