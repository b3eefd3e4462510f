import { Upload } from 'lucide-react';
import { useEffect } from 'react';
import { Header } from './Header.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { JobBar } from './JobBar.tsx';
import { LiveFolderBar } from './LiveFolderBar.tsx';
import { Messages } from './Messages.tsx';
import { Overlays } from './commands/Overlays.tsx';
import { useShortcuts } from './commands/useShortcuts.ts';
import { PageSwitch } from './PageSwitch.tsx';
import { useDropTarget } from './platform/useDropTarget.ts';
import { currentPlace, usePlace } from './route/useRoute.ts';
import { useEngine } from './state/engine.tsx';
import { begin } from './state/pending.ts';
import { openPicked } from './state/open-files.ts';
import { useTheme } from './state/useTheme.ts';
import { SHELL } from './text/shell.ts';

/** The frame around all pages. The whole of it takes dropped files. */
export function App() {
  const engine = useEngine();
  const drop = useDropTarget((files) => void openPicked(engine, files), begin);
  useTheme();
  useShortcuts();

  useScrollToTop();
  return (
    <div
      {...drop.rootProps}
      className="flex h-dvh min-h-80 flex-col bg-canvas print:block print:h-auto print:bg-surface"
    >
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-surface p-2 focus:not-sr-only focus:absolute focus:top-1 focus:left-1"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector('main')?.focus();
        }}
      >
        {SHELL.toContent}
      </a>
      <Header />
      <JobBar />
      <LiveFolderBar />
      <main
        id="content"
        tabIndex={-1}
        className="scroll-thin relative flex min-h-0 grow flex-col overflow-auto outline-none print:block print:overflow-visible"
      >
        <CurrentPage />
      </main>
      <Messages />
      <Overlays />
      {drop.over ? <DropHint /> : null}
    </div>
  );
}

/** The only part of the frame that each change of the address draws again: a selection or a zoom is one. */
function CurrentPage() {
  const place = usePlace();
  const where = place.page ?? 'lost';
  return (
    <ErrorBoundary key={where} where={where}>
      <PageSwitch place={place} />
    </ErrorBoundary>
  );
}

/** Another page or another trace begins at its top; adjusting parameters leaves the scroll position alone. */
function useScrollToTop(): void {
  useEffect(() => {
    const shown = () => `${currentPlace().page}/${currentPlace().key}`;
    let last = shown();
    const onMove = () => {
      if (shown() !== last) document.querySelector('main')?.scrollTo(0, 0);
      last = shown();
    };
    window.addEventListener('hashchange', onMove);
    return () => window.removeEventListener('hashchange', onMove);
  }, []);
}

function DropHint() {
  return (
    <div className="pointer-events-none fixed inset-2 z-50 flex flex-col items-center justify-center gap-2 rounded-lg border-2 border-dashed border-accent bg-[color-mix(in_srgb,var(--surface)_88%,transparent)]">
      <Upload size={32} aria-hidden className="text-accent" />
      <p className="text-lg font-semibold">{SHELL.dropHere}</p>
      <p className="text-sm text-ink-2">{SHELL.dropDetail}</p>
    </div>
  );
}
