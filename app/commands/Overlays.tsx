import { lazyPage } from '../state/chunks.tsx';
import { setOverlay, useSession } from '../state/session.ts';
import { KeyboardHelp } from './KeyboardHelp.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import { usePaste } from './usePaste.ts';

const Palette = lazyPage(async () => (await import('./Palette.tsx')).Palette, null);

const close = () => setOverlay('none');

/** What lies over the page: keyboard help, the box for pasted text and the palette. */
export function Overlays() {
  const overlay = useSession((session) => session.overlay);
  usePaste();
  return (
    <>
      <KeyboardHelp open={overlay === 'help'} onClose={close} />
      {overlay === 'paste' ? <PasteDialog onClose={close} /> : null}
      {overlay === 'palette' ? <Palette onClose={close} /> : null}
    </>
  );
}
