import { useEffect, type ComponentType } from 'react';
import { formatPlace, type PageName, type Place } from './route/url.ts';
import { lazyPage } from './state/chunks.tsx';
import { pageTitle, SHELL } from './text/shell.ts';
import { Empty, Loading } from './ui/states.tsx';
import { StartPage } from './pages/start/StartPage.tsx';

/** What every page is given: where it is. */
type PageProps = { readonly place: Place };

interface PageEntry {
  readonly title: string;
  readonly Page: ComponentType<PageProps>;
}

const later = (load: () => Promise<ComponentType<PageProps>>) => lazyPage(load, <Loading />);

/** All pages. To add one: a folder in `pages`, an entry here, and its name in `route/url.ts`. */
const PAGES = new Map<PageName, PageEntry>([
  ['', { title: '', Page: StartPage }],
  [
    'requests',
    {
      title: SHELL.requests,
      Page: later(async () => (await import('./pages/requests/RequestsPage.tsx')).RequestsPage),
    },
  ],
  [
    'incidents',
    {
      title: SHELL.incidents,
      Page: later(async () => (await import('./pages/incidents/IncidentsPage.tsx')).IncidentsPage),
    },
  ],
  [
    'incident',
    {
      title: SHELL.incident,
      Page: later(async () => (await import('./pages/incident/IncidentPage.tsx')).IncidentPage),
    },
  ],
  ['trace', { title: SHELL.trace, Page: later(async () => (await import('./pages/trace/TracePage.tsx')).TracePage) }],
  [
    'modules',
    { title: SHELL.modules, Page: later(async () => (await import('./pages/modules/ModulesPage.tsx')).ModulesPage) },
  ],
  ['log', { title: SHELL.log, Page: later(async () => (await import('./pages/log/LogPage.tsx')).LogPage) }],
  [
    'compare',
    { title: SHELL.compare, Page: later(async () => (await import('./pages/compare/ComparePage.tsx')).ComparePage) },
  ],
  ['files', { title: SHELL.files, Page: later(async () => (await import('./pages/files/FilesPage.tsx')).FilesPage) }],
  ['codes', { title: SHELL.codes, Page: later(async () => (await import('./pages/codes/CodesPage.tsx')).CodesPage) }],
  [
    'glossary',
    {
      title: SHELL.glossary,
      Page: later(async () => (await import('./pages/glossary/GlossaryPage.tsx')).GlossaryPage),
    },
  ],
  [
    'capture',
    { title: SHELL.capture, Page: later(async () => (await import('./pages/capture/CapturePage.tsx')).CapturePage) },
  ],
]);

/** The page that the address names. */
export function PageSwitch({ place }: PageProps) {
  const entry = place.page === null ? undefined : PAGES.get(place.page);
  const title = entry?.title ?? SHELL.lost;
  useEffect(() => {
    document.title = pageTitle(title);
  }, [title]);
  if (entry === undefined) {
    return (
      <Empty title={SHELL.lost} page>
        <p>{SHELL.lostDetail}</p>
        <p className="mt-2">
          <a href={formatPlace({ page: '' })}>{SHELL.toStart}</a>
        </p>
      </Empty>
    );
  }
  return <entry.Page place={place} />;
}
