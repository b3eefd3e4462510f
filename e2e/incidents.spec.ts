import { readFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { ALL_SAMPLES, expect, sample, SAMPLES, test, type App, type DroppedFile } from './support/app.ts';

const ofIncident = (file: string): DroppedFile => ({
  name: path.basename(file),
  content: readFileSync(path.join(SAMPLES, 'logs', file)),
});
const INCIDENT = [
  'W3SVC1/u_ex260312.log',
  'HTTPERR/httperr1.log',
  'FailedReqLogFiles/W3SVC1/fr000142.xml',
  'stdout/stdout_20260312090538_6120.log',
  'stdout/stdout_20260312142712_7312.log',
  'web.config',
].map(ofIncident);

const cards = (app: App) => app.page.getByRole('list', { name: 'Incidents' }).locator('> li');
const overTime = (app: App) => app.page.getByRole('figure', { name: 'Failures over time' });
const byCause = (app: App) => app.page.getByRole('figure', { name: 'Failures by cause' });
const story = (app: App) => app.page.getByRole('list', { name: 'The story' }).locator('> li');
const place = (app: App): URL => new URL(`http://x/${new URL(app.page.url()).hash.slice(2)}`);
const at = (clock: string): string => String(Date.parse(`2026-03-12T${clock}Z`));

async function openIncident(app: App, cause: string): Promise<void> {
  await cards(app).filter({ hasText: cause }).first().getByRole('heading', { level: 3 }).getByRole('link').click();
  await app.idle();
}

test('several files land on what failed together; one trace lands on its trace', async ({ app }) => {
  await app.load();
  await app.drop(INCIDENT);
  expect(place(app).pathname).toBe('/incidents');
  await expect(overTime(app)).toBeVisible();
  await expect(byCause(app).getByRole('link')).not.toHaveCount(0);
  const timeout = cards(app).filter({ hasText: 'app-timeout' }).first();
  await expect(timeout).toContainText('55 requests, 1 traced');
  await expect(timeout).toContainText('/api/reports');
  await expect(timeout).toContainText('ReportsPool');
  // What followed from a start that failed stands under it and nowhere else.
  const crash = cards(app).filter({ hasText: 'startup-crash' });
  await expect(crash).toContainText('What followed from it');
  await expect(crash).toContainText('42 requests');
  await expect(cards(app).filter({ hasText: 'HTTP.sys logged 42 requests' })).toHaveCount(1);

  await app.load();
  await app.drop([sample('a')]);
  expect(place(app).pathname).toMatch(/^\/trace\//);
});

test('the figures have their numbers as tables', async ({ app }) => {
  await app.load();
  await app.drop(INCIDENT);
  const table = overTime(app).getByRole('table', { name: 'Failures over time' });
  const heads = await table.getByRole('columnheader').allTextContents();
  const column = heads.indexOf('app-timeout');
  expect(column).toBeGreaterThan(0);
  let sum = 0;
  for (const row of await table.getByRole('row').all()) {
    sum += Number(
      (await row
        .getByRole('cell')
        .nth(column - 1)
        .textContent({ timeout: 500 })
        .catch(() => '0')) ?? 0,
    );
  }
  expect(sum).toBe(55);
  await expect(byCause(app).getByRole('link', { name: 'app-timeout: 55 requests, 1 incident' })).toBeVisible();
});

test('dragging over the columns narrows everything, back shows all again', async ({ app }) => {
  await app.load();
  await app.drop(INCIDENT);
  const all = await cards(app).count();
  const slider = app.page.getByRole('slider', { name: 'Choose a time' });
  const box = await slider.boundingBox();
  if (box === null) throw new Error('no columns');
  const { mouse } = app.page;
  await mouse.move(box.x + box.width * 0.25, box.y + 40);
  await mouse.down();
  await mouse.move(box.x + box.width * 0.4, box.y + 40, { steps: 4 });
  await mouse.up();
  await app.idle();
  expect(Number(place(app).searchParams.get('to'))).toBeGreaterThan(Number(place(app).searchParams.get('from')));
  await expect(app.page.getByRole('main').getByRole('status')).toContainText(' of ');
  expect(await cards(app).count()).toBeLessThan(all);
  await app.page.goBack();
  await app.idle();
  await expect(cards(app)).toHaveCount(all);
});

test('by keyboard alone: a time, a cause, an incident, its trace, and back', async ({ app }) => {
  await app.load();
  await app.drop(INCIDENT);
  const { keyboard } = app.page;
  const slider = app.page.getByRole('slider', { name: 'Choose a time' });
  await slider.focus();
  await keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuenow', '0');
  for (let step = 0; step < 5; step++) await keyboard.press('ArrowRight');
  await keyboard.press('Shift+ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', /app-timeout/);
  await keyboard.press('Enter');
  await app.idle();
  expect(place(app).searchParams.get('from')).toBe(at('14:18:00'));
  expect(place(app).searchParams.get('to')).toBe(at('14:22:00'));
  await byCause(app)
    .getByRole('link', { name: /^app-timeout/ })
    .focus();
  await keyboard.press('Enter');
  await app.idle();
  await expect(cards(app)).toHaveCount(1);
  await cards(app).getByRole('heading', { level: 3 }).getByRole('link').focus();
  await keyboard.press('Enter');
  await app.idle();
  await expect(story(app).filter({ has: app.page.getByText('first sign of trouble', { exact: true }) })).toContainText(
    '14:18:05',
  );
  await app.page.getByRole('link', { name: 'Open the trace' }).focus();
  await keyboard.press('Enter');
  await app.idle();
  await expect(app.verdict).toContainText('app-timeout');
  for (let step = 0; step < 4; step++) await app.page.goBack();
  await app.idle();
  expect(place(app).searchParams.get('from')).toBeNull();
  expect(await cards(app).count()).toBeGreaterThan(3);
});

/** The table of the samples' README: time, what is said, where it is read. */
const STORY: readonly (readonly [string, string, string])[] = [
  ['14:00:00', 'Ordinary traffic', 'u_ex260312.log, line 5'],
  ['14:18:05', '/api/reports stops answering', 'u_ex260312.log'],
  ['14:19:35', 'leave before the answer', 'httperr1.log'],
  ['14:21:37', 'The traced request begins: GET /api/reports from 203.0.113.24', 'u_ex260312.log, line 905'],
  ['14:23:39', 'sets 502.3', 'fr000142.xml, event 73'],
  ['14:25:58', '17 requests in flight are cut within one second', 'u_ex260312.log'],
  ['14:26:30', 'app_offline.htm', 'u_ex260312.log'],
  ['14:27:12', 'ends before it listens', 'stdout_20260312142712_7312.log'],
  ['14:29:41', 'stopped by an administrator', 'httperr1.log'],
  ['14:31:06', 'started again', 'u_ex260312.log'],
  ['14:40:00', 'The fields of the log change', 'u_ex260312.log, line 1496'],
];

test('the page of an incident tells the story in order, each step with its source', async ({ app }) => {
  await app.load();
  await app.drop(INCIDENT);
  await openIncident(app, 'app-timeout');
  const steps = await story(app).allInnerTexts();
  let last = -1;
  for (const [time, said, source] of STORY) {
    const ix = steps.findIndex((text, k) => k > last && text.includes(time) && text.includes(said));
    expect(ix, `${time} ${said}`).toBeGreaterThan(last);
    expect(steps[ix]).toContain(source);
    last = ix;
  }
  await expect(app.verdict).toContainText('What to do');
  await expect(app.verdict.getByRole('list', { name: 'Evidence' }).getByRole('listitem')).not.toHaveCount(0);
  const tracks = app.page.getByRole('table', { name: 'Tracks' });
  await expect(tracks.getByRole('row').filter({ hasText: 'Disabled' })).toContainText('42');
  // A source leads to its place.
  await story(app)
    .filter({ hasText: 'sets 502.3' })
    .getByRole('link', { name: /event 73/ })
    .click();
  await app.idle();
  await expect(app.events.getByRole('row', { selected: true })).toContainText('MODULE_SET_RESPONSE_ERROR_STATUS');
});

test('a file that comes later changes the story', async ({ app }) => {
  await app.load();
  await app.drop(INCIDENT.filter(({ name }) => name !== 'httperr1.log'));
  await openIncident(app, 'app-timeout');
  await expect(story(app).filter({ hasText: 'No request reaches IIS' })).toHaveCount(1);
  await expect(story(app).filter({ hasText: 'stopped by an administrator' })).toHaveCount(0);
  await app.drop(INCIDENT.filter(({ name }) => name === 'httperr1.log'));
  await expect(story(app).filter({ hasText: 'No request reaches IIS' })).toHaveCount(0);
  await expect(story(app).filter({ hasText: 'stopped by an administrator' })).toHaveCount(1);
});

test('the time axis: steps by key, zoom by drag and key', async ({ app }) => {
  await app.load();
  await app.drop(INCIDENT);
  await openIncident(app, 'app-timeout');
  const picture = app.page.getByRole('application', { name: 'Incident timeline' });
  const current = story(app).and(app.page.locator('[aria-current="step"]'));
  await picture.focus();
  await app.page.keyboard.press('ArrowRight');
  await app.page.keyboard.press('ArrowRight');
  await expect(current).toContainText('14:00:00');
  await app.page.keyboard.press('ArrowLeft');
  await expect(current).toContainText('09:05:38');

  const box = await picture.boundingBox();
  if (box === null) throw new Error('no picture');
  const { mouse } = app.page;
  await mouse.move(box.x + box.width * 0.6, box.y + 120);
  await mouse.down();
  await mouse.move(box.x + box.width * 0.7, box.y + 120, { steps: 4 });
  await mouse.up();
  await app.idle();
  const from = Number(place(app).searchParams.get('from'));
  const to = Number(place(app).searchParams.get('to'));
  expect(to - from).toBeGreaterThan(60_000);
  expect(to - from).toBeLessThan(10 * 60_000);
  await app.page.keyboard.press('0');
  await app.idle();
  expect(place(app).searchParams.get('from')).toBeNull();
});

test('a value that is shared leads to the list of its traces', async ({ app }) => {
  await app.load();
  await app.drop(ALL_SAMPLES);
  const facets = app.page.getByRole('region', { name: 'What they have in common' });
  const link = facets
    .locator('section')
    .filter({ has: app.page.getByRole('heading', { name: 'Pool' }) })
    .getByRole('link')
    .first();
  const pool = await link.innerText();
  await link.click();
  await app.idle();
  await expect(app.page.getByRole('searchbox', { name: 'Filter' })).toHaveValue(new RegExp(`pool=.*${pool}`));
  await expect(app.requests.getByRole('row')).not.toHaveCount(1);
});

test('nothing failed: it says so and shows what took longest', async ({ app }) => {
  const ok = Array.from({ length: 20 }, (_, ix) => `2026-03-12 14:00:${10 + ix} GET /p${ix} 200 0 0 ${ix * 50}`);
  const log = [
    '#Fields: date time cs-method cs-uri-stem sc-status sc-substatus sc-win32-status time-taken',
    ...ok,
  ].join('\n');
  await app.load('#/incidents');
  await expect(app.page.getByRole('heading', { level: 1 })).toContainText('No file is open');
  await app.drop([{ name: 'u_ex260312.log', content: Buffer.from(`${log}\n`) }]);
  await expect(app.page.getByRole('heading', { name: 'Nothing failed' })).toBeVisible();
  const slowest = app.page.getByRole('region', { name: 'Slowest requests' }).getByRole('listitem');
  await expect(slowest).toHaveCount(10);
  await expect(slowest.first()).toContainText('/p19');
});

test('what could not be used is said', async ({ app }) => {
  await app.load();
  await app.drop([...INCIDENT, { name: 'fr000001.xml', content: Buffer.from('<failedRequest url="http://x/"') }]);
  await app.goto('#/incidents');
  await expect(app.page.getByRole('main')).toContainText(/1 file could (not be used|be used in part)/);
  await app.page.getByRole('link', { name: 'See which, and why' }).click();
  await app.idle();
  await expect(app.files).toBeVisible();
});

test('a link to an incident that is not open asks for its files', async ({ app }) => {
  await app.load('#/incident/i1?v=1&from=1&to=2');
  await expect(app.page.getByRole('main')).toContainText('This incident is not open');
  await app.drop(INCIDENT);
  await openSame(app);
});

async function openSame(app: App): Promise<void> {
  await app.goto('#/incidents');
  await openIncident(app, 'app-timeout');
  const { hash } = new URL(app.page.url());
  await app.page.goto('about:blank');
  await app.load(hash);
  await expect(app.page.getByRole('main')).toContainText('This incident is not open');
  await app.drop(INCIDENT);
  await expect(story(app)).not.toHaveCount(0);
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on an incident and an overview, ${theme}`, async ({ app }) => {
    await app.page.emulateMedia({ colorScheme: theme });
    await app.load();
    await app.drop(INCIDENT);
    const look = async (): Promise<string[]> => {
      const { violations } = await new AxeBuilder({ page: app.page }).analyze();
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
    };
    expect(await look()).toEqual([]);
    await openIncident(app, 'app-timeout');
    expect(await look()).toEqual([]);
  });
}

test('nothing scrolls sideways from 390 to 2560 pixels', async ({ app }) => {
  await app.load();
  await app.drop(INCIDENT);
  await openIncident(app, 'app-timeout');
  const incident = new URL(app.page.url()).hash;
  for (const width of [390, 768, 1440, 2560]) {
    await app.page.setViewportSize({ width, height: 900 });
    for (const hash of ['#/incidents', incident]) {
      await app.goto(hash);
      const over = await app.page.evaluate(() => {
        const main = document.querySelector('main');
        const root = document.documentElement;
        return Math.max(root.scrollWidth - root.clientWidth, (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0));
      });
      expect(over, `${hash} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
});
