import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, SAMPLES, test, type App, type DroppedFile } from './support/app.ts';

const LOGS = path.join(SAMPLES, 'logs');
const TRACE = 'FailedReqLogFiles/W3SVC1/fr000142.xml';
const STDOUT = 'stdout/stdout_20260312090538_6120.log';
const ID = '400001a7-0000-dc00-b63f-84710c7967bb';

const read = (name: string): Buffer => readFileSync(path.join(LOGS, name));
const file = (name: string): DroppedFile => ({ name: path.basename(name), content: read(name) });
const made = (name: string, text: string): DroppedFile => ({ name, content: Buffer.from(text) });

/** HTTPERR of the incident, with one row of the connection of the traced request. */
const HTTPERR = made(
  'httperr1.log',
  `${read('HTTPERR/httperr1.log').toString()}2026-03-12 14:23:42 203.0.113.24 51774 10.20.0.11 443 HTTP/1.1 GET /api/reports - - 1 Connection_Dropped ReportsPool\r\n`,
);
const APP_LOG = made(
  'diagnostics-20260312.txt',
  [
    '2026-03-12 14:20:00.000 +00:00 [Information] Contoso.Reports: warm',
    `2026-03-12 14:23:20.000 +00:00 [Error] Contoso.Reports: request ${ID} failed with password=hunter2`,
    'System.TimeoutException: too late',
    '   at Contoso.Reports.Data.ReportQueries.Run()',
    '2026-03-12 14:40:00.000 +00:00 [Information] Contoso.Reports: fine again',
    '',
  ].join('\n'),
);
const ERROR_PAGE = made(
  'ErrorPage000001.htm',
  '<html><title>IIS 10.0 Detailed Error - 502.3 - Bad Gateway</title><h2>HTTP Error 502.3 - Bad Gateway</h2><h4>Detailed Error Information:</h4><table><tr><th>Module</th><td>AspNetCoreModule</td></tr><tr><th>Requested URL</th><td>https://SITE:80/api/reports</td></tr></table></html>',
);
const EVENT_LOG = made(
  'eventlog.xml',
  [
    [1001, 4, '2026-03-12T14:20:56Z', "Application '/LM/W3SVC/1/ROOT' started process '8844' successfully"],
    [
      1018,
      1,
      '2026-03-12T14:23:53Z',
      "Application '/LM/W3SVC/1/ROOT' hit unexpected managed exception\nat A()\nat B()",
    ],
  ]
    .map(
      ([id, level, time, text]) =>
        `<Event><System><Provider Name="IIS AspNetCore Module V2"/><EventID>${id}</EventID><Level>${level}</Level><TimeCreated SystemTime="${time}"/><EventRecordID>1</EventRecordID><Channel>Application</Channel><Computer>WEB01</Computer></System><EventData><Data>${text}</Data><Data>Process Id: 6120.</Data></EventData></Event>`,
    )
    .join('')
    .replace(/^/, '<Events>')
    .concat('</Events>'),
);
/** The trace that a proxy in front wrote of the same request. */
const FRONT = made(
  'front.xml',
  read(TRACE)
    .toString()
    .replaceAll('WEB01', 'ARR01')
    .replaceAll('400001A7', '400001A8')
    .replaceAll(
      'Connection: keep-alive',
      'Connection: keep-alive\r\nX-ARR-LOG-ID: 7c9d2a54-3b61-4e0f-9a7e-5d1c8f2b6e90',
    ),
);
const BEHIND = made(
  'fr000142.xml',
  read(TRACE)
    .toString()
    .replaceAll(
      'Connection: keep-alive',
      'Connection: keep-alive\r\nX-ARR-LOG-ID: 7c9d2a54-3b61-4e0f-9a7e-5d1c8f2b6e90',
    ),
);
const ALL = [BEHIND, FRONT, file('W3SVC1/u_ex260312.log'), HTTPERR, EVENT_LOG, file(STDOUT), APP_LOG, ERROR_PAGE];

const note = (app: App) => app.page.getByRole('group', { name: 'Around this request, in short' });
const tab = (app: App) => app.page.getByRole('group', { name: 'Around this request', exact: true });
const part = (app: App, name: string) => tab(app).getByRole('region', { name, exact: true });

async function openAround(app: App, files: readonly DroppedFile[] = ALL): Promise<void> {
  await app.load();
  await app.drop(files);
  await app.openTrace('fr000142.xml');
  await app.page.getByRole('tab', { name: 'Around this request' }).click();
  await app.idle();
}

test('each kind says what it has of the request, why, and how surely', async ({ app }) => {
  await openAround(app);
  const said: readonly (readonly [string, string, string, string])[] = [
    ['Other trace', 'exact', 'the same x-arr-log-id', 'open front.xml'],
    ['IIS log', 'likely', 'site, verb, path, status', 'line 905 of u_ex260312.log'],
    ['HTTPERR', 'exact', 'the same client address and port', 'line 149 of httperr1.log'],
    ['Event log', 'likely', 'same process id 6120, 41 s before the request began', 'of eventlog.xml'],
    ['stdout', 'likely', 'same process id 6120', 'of stdout_20260312090538_6120.log'],
    ['Application log', 'exact', `request id ${ID}`, 'line 2 of diagnostics-20260312.txt'],
    ['Error page', 'possible', 'a page has no time', 'ErrorPage000001.htm'],
  ];
  for (const [name, certainty, why, place] of said) {
    const region = part(app, name);
    await expect(region, name).toContainText(certainty);
    await expect(region, name).toContainText(why);
    await expect(region.getByRole('link').first(), name).toContainText(place);
  }
  await expect(part(app, 'Event log')).toContainText('same process id 6120, 14 s after it ended');
});

test('lines stand with their numbers, exceptions are folded, secrets are masked until asked for', async ({ app }) => {
  await openAround(app);
  const lines = part(app, 'Application log').getByRole('listitem').getByRole('listitem');
  await expect(lines.filter({ hasText: 'warm' })).toContainText('1');
  const mine = lines.filter({ hasText: ID });
  await expect(mine).toHaveAttribute('aria-current', 'true');
  await expect(mine).toContainText('Error');
  await expect(mine).not.toContainText('TimeoutException');
  expect(await app.page.locator('body').innerHTML()).not.toContain('hunter2');
  await mine.getByRole('button', { name: '2 more lines' }).click();
  await expect(mine).toContainText('at Contoso.Reports.Data.ReportQueries.Run()');
  await mine.getByRole('button', { name: 'Show the value of line 2' }).click();
  await expect(mine).toContainText('password=hunter2');
});

test('by mouse: from the note to the part, from there to the row, the other trace and back', async ({ app }) => {
  await app.load();
  await app.drop(ALL);
  await app.openTrace('fr000142.xml');
  await note(app).getByRole('button', { name: 'HTTPERR exact' }).click();
  await app.idle();
  await expect(part(app, 'HTTPERR').getByRole('heading')).toBeFocused();
  await expect(part(app, 'HTTPERR')).toBeInViewport();
  await part(app, 'HTTPERR').getByRole('link').click();
  await app.idle();
  await expect(app.page.getByRole('tab', { name: /HTTPERR/ })).toHaveAttribute('aria-selected', 'true');
  const row = app.page.getByRole('grid', { name: 'HTTPERR rows' }).getByRole('row', { selected: true });
  await expect(row).toContainText('203.0.113.24:51774');
  await expect(row).toBeInViewport();
  await expect(app.page.getByText('This link points to a log that is not open')).toHaveCount(0);
  await app.page.goBack();
  await app.idle();
  await part(app, 'Other trace').getByRole('link').click();
  await app.idle();
  await app.page.getByRole('tab', { name: 'Around this request' }).click();
  await app.idle();
  await expect(part(app, 'Other trace')).toContainText('on WEB01');
  await part(app, 'Other trace').getByRole('link', { name: 'fr000142.xml' }).click();
  await app.idle();
  await expect(note(app)).toContainText('Other trace exact');
});

test('by keyboard: the tab by its number, links and folded lines in order', async ({ app }) => {
  await app.load();
  await app.drop(ALL);
  await app.openTrace('fr000142.xml');
  await app.page.keyboard.press('8');
  await app.idle();
  await expect(app.page.getByRole('tab', { name: 'Around this request' })).toHaveAttribute('aria-selected', 'true');
  await note(app)
    .getByRole('button', { name: /Application log/ })
    .focus();
  await app.page.keyboard.press('Enter');
  await app.idle();
  await expect(part(app, 'Application log').getByRole('heading')).toBeFocused();
  await app.page.keyboard.press('Tab');
  await expect(part(app, 'Application log').getByRole('link')).toBeFocused();
  await app.page.keyboard.press('Tab');
  await app.page.keyboard.press('Tab');
  const fold = part(app, 'Application log').getByRole('button', { name: '2 more lines' });
  await expect(fold).toBeFocused();
  await app.page.keyboard.press('Enter');
  await expect(part(app, 'Application log').getByRole('button', { name: 'Fold line 2' })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
});

test('none has its reason, several are candidates, and what is not open is named', async ({ app }) => {
  const other = made(
    'ErrorPage000002.htm',
    ERROR_PAGE.content.toString().replace('</table>', '<tr><th>Handler</th><td>x</td></tr></table>'),
  );
  await openAround(app, [file(TRACE), file('HTTPERR/httperr1.log'), ERROR_PAGE, other]);
  await expect(part(app, 'HTTPERR')).toContainText('none – no HTTPERR row has this client address and port');
  await expect(part(app, 'Error page')).toContainText('ambiguous, 2 candidates');
  await expect(part(app, 'Error page').getByText('possible')).toHaveCount(2);
  await expect(tab(app)).toContainText('Not open, and may say more:');
  await expect(tab(app)).toContainText('event logs (.evtx, eventlog.xml)');
  await expect(note(app)).toContainText('HTTPERR none');
});

test('a trace alone has no note, and its tab names what to open', async ({ app }) => {
  await openAround(app, [file(TRACE)]);
  await expect(note(app)).toHaveCount(0);
  await expect(tab(app)).toContainText('IIS logs (u_ex….log)');
});

test('nothing scrolls sideways from 390 to 2560 pixels, and axe finds nothing', async ({ app }) => {
  test.slow();
  await openAround(app);
  for (const [width, height] of [
    [390, 844],
    [768, 1024],
    [1440, 900],
    [2560, 1440],
  ] as const) {
    await app.page.setViewportSize({ width, height });
    await app.idle();
    const over = await app.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, `at ${width}`).toBeLessThanOrEqual(0);
  }
  await app.page.setViewportSize({ width: 1440, height: 900 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page: app.page }).analyze();
    const found = violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}`));
    expect(found, colorScheme).toEqual([]);
  }
});
