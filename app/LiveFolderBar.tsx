import { FolderSync } from 'lucide-react';
import { useEngine } from './state/engine.tsx';
import { lookNow, stopWatching, useLiveFolder } from './state/live-folder.ts';
import { LIVE } from './text/live-folder.ts';
import { Button } from './ui/Button.tsx';
import { FileText } from './ui/FileText.tsx';

/** On every page while a folder is watched: which one, and the way to stop it. */
export function LiveFolderBar() {
  const engine = useEngine();
  const folder = useLiveFolder((live) => live.folder);
  if (folder === null) return null;
  return (
    <section
      aria-label={LIVE.region}
      className="flex min-w-0 items-center gap-3 border-b border-line bg-surface px-3 py-1 text-xs text-ink-2"
    >
      <FolderSync size={14} aria-hidden className="shrink-0 text-accent" />
      <FileText text={LIVE.watching(folder.name)} className="min-w-0 truncate" />
      <span className="shrink-0 text-ink-3">{LIVE.holds(folder.files, folder.growing)}</span>
      <Button kind="quiet" size="sm" className="ml-auto" onClick={() => void lookNow(engine)}>
        {LIVE.look}
      </Button>
      <Button size="sm" onClick={stopWatching}>
        {LIVE.stop}
      </Button>
    </section>
  );
}
