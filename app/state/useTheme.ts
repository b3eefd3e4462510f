import { useEffect, useSyncExternalStore } from 'react';
import { usePrefs } from './prefs.ts';

const DARK = '(prefers-color-scheme: dark)';

/** The theme in force, and puts it on the document: `system` follows the machine. */
export function useTheme(): 'light' | 'dark' {
  const chosen = usePrefs((prefs) => prefs.theme);
  const systemDark = useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(DARK);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(DARK).matches,
  );
  const theme = chosen === 'system' ? (systemDark ? 'dark' : 'light') : chosen;
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return theme;
}
