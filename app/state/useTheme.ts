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
  useEffect(() => {
    // Paper is light. First in line, so that pictures read the colours of paper.
    const before = (): void => {
      document.documentElement.dataset['theme'] = 'light';
    };
    const after = (): void => {
      document.documentElement.dataset['theme'] = theme;
    };
    window.addEventListener('beforeprint', before, { capture: true });
    window.addEventListener('afterprint', after, { capture: true });
    return () => {
      window.removeEventListener('beforeprint', before, { capture: true });
      window.removeEventListener('afterprint', after, { capture: true });
    };
  }, [theme]);
  return theme;
}
