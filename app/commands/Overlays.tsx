import { setOverlay, useSession } from '../state/session.ts';
import { KeyboardHelp } from './KeyboardHelp.tsx';

/** What lies over the page: keyboard help and the palette. */
export function Overlays() {
  const overlay = useSession((session) => session.overlay);
  return <KeyboardHelp open={overlay === 'help'} onClose={() => setOverlay('none')} />;
}
