import { useRef } from 'react';
import { Clock, Command, Keyboard, Monitor, Moon, Sun } from 'lucide-react';
import { OpenButtons } from './commands/OpenButtons.tsx';
import { ZoneMenu } from './commands/ZoneMenu.tsx';
import { formatPlace, type PageName } from './route/url.ts';
import { usePage } from './route/useRoute.ts';
import { setPrefs, THEMES, usePrefs } from './state/prefs.ts';
import { setOverlay, useSession } from './state/session.ts';
import { formatCount } from './text/numbers.ts';
import { SHELL } from './text/shell.ts';
import { formatZone } from './text/times.ts';
import { WORDS } from './text/words.ts';
import { IconButton } from './ui/Button.tsx';
import { buttonClass } from './ui/button-class.ts';
import { cx } from './ui/class-names.ts';
import { Menu, MenuChoice } from './ui/Menu.tsx';
import { useInSight } from './ui/useInSight.ts';
import { useZone } from './state/prefs.ts';

/** Name, places, opening, and the switches that hold for all views. */
export function Header() {
  const page = usePage();
  const zone = useZone();
  return (
    <header className="flex items-center gap-x-1 max-sm:flex-wrap border-b border-line bg-surface px-2 sm:px-3 print:hidden">
      <a
        href="#/"
        className="mr-2 flex h-11 shrink-0 items-center gap-2 rounded-sm text-base font-semibold text-ink no-underline hover:no-underline"
      >
        <Mark />
        <span className="max-lg:sr-only">{WORDS.product}</span>
      </a>
      <Places current={page} />
      <div className="ml-auto flex h-11 shrink-0 items-center gap-1">
        {page === '' ? null : (
          <div className="mr-1 flex gap-1">
            <OpenButtons brief />
          </div>
        )}
        <IconButton
          label={SHELL.palette}
          keys="Ctrl K"
          icon={<Command size={16} aria-hidden />}
          onClick={() => setOverlay('palette')}
        />
        <ZoneMenu
          trigger={
            <button
              type="button"
              aria-label={`${SHELL.zone}: ${formatZone(zone)}`}
              className={cx(buttonClass('quiet'), 'px-2')}
            >
              <Clock size={16} aria-hidden />
              <span className="text-xs max-lg:sr-only">{formatZone(zone)}</span>
            </button>
          }
        />
        <ThemeMenu />
        <IconButton
          label={SHELL.help}
          keys="?"
          icon={<Keyboard size={16} aria-hidden />}
          onClick={() => setOverlay('help')}
        />
      </div>
    </header>
  );
}

/** Pages of the tab row, with the pages below them that keep the tab marked. */
const PLACES: readonly { readonly page: PageName; readonly label: string; readonly within: readonly PageName[] }[] = [
  { page: 'incidents', label: SHELL.incidents, within: ['incident'] },
  { page: 'requests', label: SHELL.requests, within: ['trace', 'compare'] },
  { page: 'modules', label: SHELL.modules, within: [] },
  { page: 'log', label: SHELL.log, within: [] },
  { page: 'files', label: SHELL.files, within: [] },
  { page: 'codes', label: SHELL.codes, within: [] },
];

function Places({ current }: { readonly current: PageName | null }) {
  const summary = useSession((session) => session.summary);
  const nav = useRef<HTMLElement>(null);
  useInSight(
    nav,
    PLACES.find(({ page, within }) => current !== null && (page === current || within.includes(current)))?.page ?? '',
  );
  const counts = new Map<PageName, number>([
    ['incidents', summary?.incidents ?? 0],
    ['requests', summary?.traces ?? 0],
    ['log', summary?.logRows ?? 0],
    ['files', summary?.files ?? 0],
  ]);
  return (
    <nav
      ref={nav}
      aria-label={SHELL.places}
      className="relative scroll-thin flex min-w-0 overflow-x-auto overflow-y-hidden max-sm:order-last max-sm:w-full"
    >
      {PLACES.map(({ page, label, within }) => {
        const here = current === page;
        const marked = here || (current !== null && within.includes(current));
        const count = counts.get(page) ?? 0;
        return (
          <a
            key={page}
            data-key={page}
            href={formatPlace({ page })}
            aria-current={here ? 'page' : marked ? 'true' : undefined}
            className={cx(
              'focus-inset flex h-11 items-center gap-1.5 border-b-2 px-3 text-sm font-medium whitespace-nowrap no-underline transition-colors hover:text-ink hover:no-underline max-sm:h-9',
              marked ? 'border-accent text-ink' : 'border-transparent text-ink-2',
            )}
          >
            {label}
            {count === 0 ? null : <span className="text-xs font-normal text-ink-3">{formatCount(count)}</span>}
          </a>
        );
      })}
    </nav>
  );
}

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

function ThemeMenu() {
  const theme = usePrefs((prefs) => prefs.theme);
  const Icon = THEME_ICONS[theme];
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`${SHELL.theme}: ${SHELL.themes[theme]}`}
          className={buttonClass('quiet', 'md', true)}
        >
          <Icon size={16} aria-hidden />
        </button>
      }
    >
      <MenuChoice
        label={SHELL.theme}
        value={theme}
        options={THEMES.map((value) => ({ value, label: SHELL.themes[value] }))}
        onChange={(next) => setPrefs({ theme: next })}
      />
    </Menu>
  );
}

/** The sign of the product: a pipeline with the spot that failed. */
function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden className="shrink-0">
      <rect x="1" y="3" width="20" height="4" rx="1.5" fill="var(--accent)" />
      <rect x="1" y="9" width="13" height="4" rx="1.5" fill="var(--accent)" opacity="0.55" />
      <rect x="4" y="15" width="7" height="4" rx="1.5" fill="var(--accent)" opacity="0.35" />
      <circle cx="17" cy="13.5" r="3.5" fill="var(--fail)" />
    </svg>
  );
}
