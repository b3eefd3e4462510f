import { describe, expect, it } from 'vitest';
import { eventLogXml } from '../../testing/eventlog-builder.ts';
import { type Dropped, opened } from '../../testing/opened.ts';
import { httpErrText, w3cText, type W3cRow } from '../../testing/w3c-builder.ts';

const FIELDS =
  'date time s-sitename cs-method cs-uri-stem cs-uri-query s-port c-ip cs-host sc-status sc-substatus sc-win32-status time-taken';
const clock = (second: number): string =>
  new Date(Date.UTC(2026, 2, 12, 14, 0, second)).toISOString().slice(0, 19).replace('T', ' ');
const row = (second: number, site: string, more: Partial<W3cRow> = {}): W3cRow => ({
  at: clock(second),
  ...more,
  more: { 's-sitename': site, 'cs-host': `${site.toLowerCase()}.example` },
});
const log = (path: string, rows: readonly W3cRow[]): Dropped => [
  path,
  w3cText({ fields: FIELDS, rows: rows.toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1)) }),
];
const every = (from: number, to: number, step: number, make: (second: number) => W3cRow): readonly W3cRow[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, ix) => make(from + ix * step));

async function told(...dropped: readonly Dropped[]) {
  const { engine } = await opened(dropped);
  const views = [];
  for (const { id } of await engine.incidents()) views.push(await engine.incidentView(id, null));
  return views.map((view) => ({
    brief: `${view?.incident.cause} ${view?.incident.requests}`,
    story: view?.story.map(({ kind, count }) => `${kind} ${count}`) ?? [],
  }));
}

describe('a log of central logging', () => {
  const hang = { status: '502.3', win32: 12_002, taken: 120_100, stem: '/slow' };
  const central = log('W3SVC/u_ex260312.log', [
    ...every(0, 900, 2, (second) => row(second, 'W3SVC1')),
    ...every(0, 300, 2, (second) => row(second, 'W3SVC2')),
    ...every(420, 600, 10, (second) => row(second, 'W3SVC2', hang)),
    ...every(500, 560, 5, (second) => row(second, 'W3SVC3', { status: '503.0', taken: 1 })),
  ]);
  const dropped: Dropped = [
    'HTTPERR/httperr1.log',
    httpErrText([
      { at: clock(450), reason: 'Connection_Dropped', site: 2, queue: 'B', url: '/slow' },
      { at: clock(451), reason: 'Connection_Dropped', site: 1, queue: 'A' },
    ]),
  ];

  it('makes incidents of each site by itself, with the HTTPERR rows of that site', async () => {
    const views = await told(central, dropped);
    expect(views.map(({ brief }) => brief).toSorted()).toEqual([
      'app-offline 12',
      'app-timeout 18',
      'client-disconnect 1',
      'client-disconnect 1',
    ]);
    const of = (brief: string) => views.find((view) => view.brief === brief)?.story ?? [];
    expect(of('app-timeout 18')).toEqual(['traffic 150', 'hang 18', 'clients-left 1']);
    // Nobody was served by this site, before or after.
    expect(of('app-offline 12')).toEqual(['offline 12']);
  });
});

describe('a log of App Service', () => {
  const rows = [
    ...every(0, 300, 1, (second) => row(second, 'SHOP')),
    ...every(0, 900, 9, (second) => row(second, '~1SHOP', { stem: '/api/logstream' })),
    row(350, '~1SHOP', { stem: '/api/zipdeploy', status: '500.0' }),
    ...every(301, 420, 3, (second) => row(second, 'SHOP', { status: '500.30', taken: 2 })),
    ...every(440, 600, 1, (second) => row(second, 'SHOP')),
  ];
  const events: Dropped = [
    'LogFiles/eventlog.xml',
    eventLogXml(
      [
        {
          time: '2026-03-12T14:05:02Z',
          id: 1018,
          level: 2,
          processId: 1000,
          message:
            "Application '/LM/W3SVC/147/ROOT' hit unexpected managed exception, exception code = '0xe0434352'. First 30KB characters of captured stdout and stderr logs:\nUnhandled exception. System.FormatException: bad",
        },
      ],
      { shape: 'app-service' },
    ),
  ];

  it('keeps the site of Kudu apart: it neither fails nor serves for the application', async () => {
    const views = await told(log('LogFiles/http/RawLogs/a.log', rows), events);
    expect(views.map(({ brief }) => brief)).toEqual(['startup-crash 40', 'app-error-passthrough 1']);
    expect(views[0]?.story).toEqual(['traffic 300', 'start-failed 40', 'served-again 160']);
    expect(views[1]?.story.join()).not.toContain('start-failed');
  });
});

it('the story of requests that were refused tells of them, though the server did not fail', async () => {
  const large = every(300, 360, 6, (second) => row(second, 'W3SVC4', { stem: '/upload', status: '413.1', taken: 30 }));
  const views = await told(
    log('W3SVC4/u_ex260312.log', [...every(0, 900, 1, (second) => row(second, 'W3SVC4')), ...large]),
  );
  expect(views.map(({ brief }) => brief)).toEqual(['request-limit 10']);
  expect(views[0]?.story).toEqual(['traffic 300', 'failing 10']);
});
