import type { Engine } from '#core/engine/engine';
import { go } from '../route/useRoute.ts';
import type { PageName } from '../route/url.ts';
import { openSampleIncident } from '../state/open-files.ts';
import { copyText } from '../state/copy-text.ts';
import { stopWatching } from '../state/live-folder.ts';
import { setPrefs } from '../state/prefs.ts';
import { openPasteBox, say, setOverlay } from '../state/session.ts';
import { COMMANDS } from '../text/commands.ts';
import { PASTE } from '../text/paste.ts';
import { SHELL } from '../text/shell.ts';
import { compareMarked, compareWithNearest } from './compare.ts';
import { goToFailure } from './failures.ts';
import { pickFiles, pickFolder } from './pick.ts';

/** Something that can be done from anywhere. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** Key that does the same, for the list. */
  readonly keys?: string;
  readonly run: (engine: Engine) => void;
}

const place = (page: PageName, label: string): Command => ({
  id: `go ${page}`,
  label: COMMANDS.goTo(label),
  run: () => go({ page }),
});

/** Every command, in the order of the palette. To add one: an entry here. */
export const COMMAND_LIST: readonly Command[] = [
  { id: 'open files', label: SHELL.openFiles, keys: 'Ctrl O', run: pickFiles },
  { id: 'open folder', label: SHELL.openFolder, run: pickFolder },
  { id: 'paste', label: PASTE.button, keys: 'Ctrl V', run: () => openPasteBox('') },
  { id: 'open sample', label: COMMANDS.sample, run: (engine) => void openSampleIncident(engine) },
  { id: 'next failure', label: COMMANDS.nextFailure, keys: 'n', run: (engine) => void goToFailure(engine, 1) },
  { id: 'previous failure', label: COMMANDS.previousFailure, keys: 'p', run: (engine) => void goToFailure(engine, -1) },
  place('incidents', SHELL.incidents),
  {
    id: 'compare nearest',
    label: COMMANDS.compareNearest,
    keys: 'x',
    run: (engine) => void compareWithNearest(engine),
  },
  { id: 'compare marked', label: COMMANDS.compareMarked, run: compareMarked },
  place('requests', SHELL.requests),
  place('modules', SHELL.modules),
  place('log', SHELL.log),
  place('files', SHELL.files),
  place('codes', SHELL.codes),
  place('glossary', SHELL.glossary),
  place('capture', SHELL.capture),
  place('', SHELL.start),
  { id: 'copy link', label: COMMANDS.copyLink, run: () => void copyText(window.location.href, COMMANDS.linkCopied) },
  { id: 'help', label: SHELL.help, keys: '?', run: () => setOverlay('help') },
  { id: 'light', label: COMMANDS.theme(SHELL.themes.light), run: () => setPrefs({ theme: 'light' }) },
  { id: 'dark', label: COMMANDS.theme(SHELL.themes.dark), run: () => setPrefs({ theme: 'dark' }) },
  { id: 'system', label: COMMANDS.theme(SHELL.themes.system), run: () => setPrefs({ theme: 'system' }) },
  { id: 'utc', label: COMMANDS.zone(SHELL.zones.utc), run: () => setPrefs({ zone: 'utc' }) },
  { id: 'browser zone', label: COMMANDS.zone(SHELL.zones.browser), run: () => setPrefs({ zone: 'browser' }) },
  { id: 'server zone', label: COMMANDS.zone(SHELL.zones.server), run: () => setPrefs({ zone: 'server' }) },
  { id: 'clear', label: SHELL.clear, run: (engine) => void closeAll(engine) },
];

/** Closes all files and says so. */
export async function closeAll(engine: Engine): Promise<void> {
  stopWatching();
  try {
    await engine.clear();
    say(SHELL.cleared);
  } catch {
    // The reader is gone: the views say so.
  }
}
