import { FolderSync } from 'lucide-react';
import { canWatchFolders } from '../../platform/live-folder.ts';
import { useEngine } from '../../state/engine.tsx';
import { useLiveFolder, watchFolder } from '../../state/live-folder.ts';
import { LIVE } from '../../text/live-folder.ts';
import { Button } from '../../ui/Button.tsx';

/** Begins to watch a folder, where the browser can do that. */
export function LiveFolder() {
  const engine = useEngine();
  const watching = useLiveFolder((live) => live.folder !== null);
  if (watching || !canWatchFolders()) return null;
  return (
    <Button size="lg" onClick={() => void watchFolder(engine)}>
      <FolderSync size={16} aria-hidden />
      {LIVE.watch}
    </Button>
  );
}
