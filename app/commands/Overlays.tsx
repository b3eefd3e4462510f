import { lazyPage } from '../state/chunks.tsx';
import { setOverlay, useSession } from '../state/session.ts';
import { KeyboardHelp } from './KeyboardHelp.tsx';

const Palette = lazyPage(async () => (await import('./Palette.tsx')).Palette, null);

const close = () => setOverlay('none');

/** What lies over the page: keyboard help and the palette. */
export function Overlays() {
  const overlay = useSession((session) => session.overlay);
  return (
    <>
      <KeyboardHelp open={overlay === 'help'} onClose={close} />
      {overlay === 'palette' ? <Palette onClose={close} /> : null}
    </>
  );
}
