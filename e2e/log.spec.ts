import AxeBuilder from '@axe-core/playwright';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, SAMPLES, test, type App, type DroppedFile } from './support/app.ts';

const LOGS = path.join(SAMPLES, 'logs');
const TRACE = 'FailedReqLogFiles/W3SVC1/fr000142.xml';
const SITE = 'W3SVC1/u_ex260312.log';
const HTTPERR = 'HTTPERR/httperr1.log';

const file = (name: string): DroppedFile => ({
  name: path.basename(name),
  content: readFileSync(path.join(LOGS, name)),
});
const { truth } = JSON.parse(readFileSync(path.join(LOGS, 'incident.json'), 'utf8')) as {
  truth: Record<string, number>;
};
const count = (name: string): string => String(truth[name]).replace(/\B(?=(\d{3})+$)/g, ',');

const grid = (app: App) => app.page.getByRole('grid', { name: 'Log rows', exact: true });
const filter = (app: App) => app.page.getByRole('searchbox', { name: 'Filter' });
const chosen = (app: App) => grid(app).getByRole('row', { selected: true });
const chart = (app: App) => app.page.getByRole('figure', { name: 'Rows over time by class of status' });

async function openLogs(app: App, names: readonly string[] = [TRACE, SITE, HTTPERR]): Promise<void> {
  await app.load();
  await app.drop(names.map(file));
  await app.goto('#/log');
}

/** What stands beside the filter: `91 of 2,270 rows, 91 failing`. */
async function shown(app: App, text: string): Promise<string> {
  await filter(app).fill(text);
  await app.idle();
  return app.page.getByText(/rows?, [\d,]+ failing$/).innerText();
}

test('every number of the incident is on the page', async ({ app }) => {
  await openLogs(app);
  const numbers = [
    ['status:502.3', 'rows502_3'],
    ['status:502.3 win32:12002', 'rows502_3_12002'],
    ['status:502.3 win32:12030', 'rows502_3_12030'],
    ['status:502.3 win32:12029', 'rows502_3_12029'],
    ['status:502.3 win32:64', 'rows502_3_64'],
    ['status:502.5', 'rows502_5'],
    ['status:503', 'rows503'],
  ] as const;
  for (const [text, name] of numbers)
    expect(await shown(app, text)).toBe(`${count(name)} of ${count('rows')} rows, ${count(name)} failing`);
  expect(await shown(app, '')).toContain(`${count('rows')} rows,`);
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String((truth['rows'] ?? 0) + 1));

  await app.page.getByRole('tab', { name: /HTTPERR/ }).click();
  await app.idle();
  await expect(
    app.page.getByText(new RegExp(`of ${count('httperrRows')} rows, \\d+ idle time-outs hidden`)),
  ).toBeVisible();
  await expect(app.page.getByRole('button', { name: `Disabled ${count('httperrDisabled')}` })).toBeVisible();
  await expect(
    app.page.getByRole('button', { name: `Connection_Dropped ${count('httperrConnectionDropped')}` }),
  ).toBeVisible();
});

for (const [name, rows] of [
  ['azure/LogFiles/http/RawLogs/6f1d2c-202603121400.log', 'azureRows'],
  ['native/u_in260312.log', 'nativeRows'],
  ['ncsa/u_nc260312.log', 'ncsaRows'],
] as const) {
  test(`all rows of ${name}`, async ({ app }) => {
    await openLogs(app, [name]);
    await expect(grid(app)).toHaveAttribute('aria-rowcount', String((truth[rows] ?? 0) + 1));
  });
}

test('from the trace to its row and back', async ({ app }) => {
  await openLogs(app);
  await app.openTrace('fr000142.xml');
  const note = app.page.getByRole('note', { name: 'Row in the log' });
  await expect(note).toContainText(`line ${truth['frebRowLine']} of u_ex260312.log because:`);
  await note.getByRole('link').click();
  await app.idle();
  await expect(chosen(app)).toContainText('/api/reports');
  await expect(chosen(app)).toBeInViewport();
  const detail = app.page.getByRole('complementary', { name: 'Fields of the row' });
  await expect(detail).toContainText(`line ${truth['frebRowLine']}`);
  await expect(detail).toContainText('ERROR_WINHTTP_TIMEOUT');
  await detail.getByRole('link', { name: 'Open the trace of this request' }).click();
  await app.idle();
  await expect(app.verdict).toContainText('app-timeout');
});

test('a link to a row asks for its log and then shows the row', async ({ app }) => {
  await openLogs(app);
  await app.openTrace('fr000142.xml');
  const link = await app.page.getByRole('note', { name: 'Row in the log' }).getByRole('link').getAttribute('href');
  await app.page.goto('about:blank');
  await app.load(link ?? '');
  await expect(app.page.getByText(`Open it, and line ${truth['frebRowLine']} is shown here.`)).toBeVisible();
  await app.drop([file(SITE)]);
  await expect(chosen(app)).toContainText('/api/reports');
  await expect(chosen(app)).toBeInViewport();
});

test('a wrong filter shows its place, and completion writes it', async ({ app }) => {
  await openLogs(app);
  await filter(app).fill('status:502 tim>2s');
  await app.idle();
  await expect(app.page.getByText('There is no field "tim"')).toBeVisible();
  await filter(app).fill('');
  await filter(app).pressSequentially('meth');
  await app.idle();
  await app.page.keyboard.press('ArrowDown');
  await app.page.keyboard.press('Enter');
  await app.idle();
  await expect(filter(app)).toHaveValue(/^method:/);
});

test('by keyboard: rows, the range of time, sorting', async ({ app }) => {
  await openLogs(app);
  await app.page.keyboard.press('j');
  await app.page.keyboard.press('j');
  await app.idle();
  await expect(chosen(app)).toHaveAttribute('aria-rowindex', /^[23]$/);
  const from = chart(app).getByRole('slider', { name: 'Start of the range' });
  await from.focus();
  await app.page.keyboard.press('Shift+ArrowRight');
  await app.idle();
  expect(app.page.url()).toMatch(/from=\d+/);
  await expect(app.page.getByText(/of 2,270 rows/)).toBeVisible();
  await from.focus();
  await app.page.keyboard.press('Escape');
  await app.idle();
  expect(app.page.url()).not.toMatch(/from=\d+/);

  await grid(app).getByRole('button', { name: 'Taken' }).press('Enter');
  await grid(app).getByRole('button', { name: 'Taken' }).press('Enter');
  await app.idle();
  await expect(grid(app).locator('[data-ix="0"]')).toContainText('WebSocket');
});

test('by mouse: a drag over the chart, a click on what occurs most, a column more', async ({ app }) => {
  await openLogs(app);
  const box = await chart(app).locator('[data-chart]').boundingBox();
  if (box === null) throw new Error('no chart');
  await app.page.mouse.move(box.x + box.width * 0.3, box.y + 20);
  await app.page.mouse.down();
  await app.page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 5 });
  await app.page.mouse.up();
  await app.idle();
  const range = new URLSearchParams(app.page.url().split('?').at(-1));
  expect(Number(range.get('to'))).toBeGreaterThan(Number(range.get('from')));
  await app.page.getByRole('button', { name: 'All the time' }).click();
  await app.idle();

  const top = app.page.getByRole('complementary', { name: 'Top of these rows' });
  await top.getByRole('button', { name: /502\.3 · 12002/ }).click();
  await app.idle();
  await expect(filter(app)).toHaveValue('status:502.3 win32:12002');
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String((truth['rows502_3_12002'] ?? 0) + 1));

  await app.page.getByRole('button', { name: 'Columns', exact: true }).click();
  await app.page.getByRole('dialog').getByRole('checkbox', { name: 's-port' }).check();
  await app.page.keyboard.press('Escape');
  await app.idle();
  await expect(grid(app).getByRole('columnheader', { name: 's-port' })).toBeVisible();
});

test('groups with failures and percentiles; a click shows their rows', async ({ app }) => {
  await openLogs(app);
  await app.page.getByRole('tab', { name: 'Groups' }).click();
  await app.idle();
  const groups = app.page.getByRole('grid', { name: 'Groups of rows' });
  await expect(groups.getByRole('row').filter({ hasText: '/api/orders/{n}' })).toContainText('250');
  await app.page.getByRole('combobox', { name: 'Group by' }).selectOption('triple');
  await app.idle();
  await groups.getByRole('row').filter({ hasText: '12030' }).click();
  await app.idle();
  await expect(filter(app)).toHaveValue('status:502.3 win32:12030');
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String((truth['rows502_3_12030'] ?? 0) + 1));
});

test('secrets in queries and cookies are masked until asked for', async ({ app }) => {
  await openLogs(app, ['variants/quoted-cookie-with-spaces.log', SITE]);
  expect(await shown(app, 'query:token')).not.toContain('0 of');
  const token = /token=([A-Za-z0-9._-]{8,})/.exec(file(SITE).content.toString('utf8'))?.[1] ?? '';
  expect(token).not.toBe('');
  await grid(app).locator('[data-ix="0"]').click();
  await app.idle();
  expect(await app.page.locator('body').innerHTML()).not.toContain(token);
  const detail = app.page.getByRole('complementary', { name: 'Fields of the row' });
  await detail.getByRole('button', { name: 'Show the value of cs-uri-query' }).click();
  await expect(detail).toContainText(token);
});

test('damaged rows are shown on demand, local time gets a zone', async ({ app }) => {
  await openLogs(app, ['variants/truncated.log', 'native/u_in260312.log']);
  const notes = app.page.getByRole('list', { name: 'Notes on the logs' });
  await expect(notes).toContainText('1 row of truncated.log does not fit the columns of the log.');
  await expect(notes).toContainText('does not name its zone');
  await notes.getByRole('combobox').selectOption({ label: 'UTC+01:00' });
  await app.idle();
  await expect(notes).toContainText('read as UTC+01:00');
  await app.page.getByRole('tab', { name: /Damaged rows/ }).click();
  await app.idle();
  await app.page.getByRole('button', { name: 'Show them' }).click();
  await expect(app.page.getByRole('grid', { name: 'Damaged rows' }).getByRole('row')).toHaveCount(2);
});

test('a large log is read in slices by all workers, with every row', async ({ app }) => {
  const rows = 200_000;
  const agent = 'Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+AppleWebKit/537.36+(KHTML,+like+Gecko)+Chrome/133.0.0.0';
  const two = (value: number): string => String(value).padStart(2, '0');
  const lines = Array.from({ length: rows }, (_, ix) => {
    const second = Math.floor((ix / rows) * 3600);
    const status = ix % 1000 === 999 ? '502 3 12002 120047' : '200 0 0 15';
    return `2026-03-12 14:${two(Math.floor(second / 60))}:${two(second % 60)} GET /api/orders/${ix} - 203.0.113.${ix % 250} ${agent} ${status}`;
  });
  const head =
    '#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken';
  const log = test.info().outputPath('u_ex260312.log');
  writeFileSync(log, `#Software: Microsoft Internet Information Services 10.0\r\n${head}\r\n${lines.join('\r\n')}\r\n`);
  await app.load();
  await app.page.getByLabel('Open files', { exact: true }).first().setInputFiles(log);
  await app.idle();
  await app.goto('#/log');
  expect(await shown(app, '')).toBe('200,000 rows, 200 failing');
  expect(await shown(app, 'win32:12002 time>2m')).toBe('200 of 200,000 rows, 200 failing');
  await filter(app).fill('');
  await app.idle();
  await grid(app).locator('[data-ix="0"]').click();
  await app.page.keyboard.press('End');
  await app.idle();
  await expect(chosen(app)).toContainText(`/api/orders/${rows - 1}`);
  await expect(app.page.getByRole('complementary', { name: 'Fields of the row' })).toContainText('line 200,002');
});

test('nothing scrolls sideways from 390 to 2560 pixels, and axe finds nothing in any tab', async ({ app }) => {
  test.slow();
  await openLogs(app);
  const places = ['#/log', '#/log?v=1&tab=groups', '#/log?v=1&tab=httperr'];
  for (const [width, height] of [
    [390, 844],
    [768, 1024],
    [1280, 800],
    [2560, 1440],
  ] as const) {
    await app.page.setViewportSize({ width, height });
    for (const place of places) {
      await app.goto(place);
      const over = await app.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, `${place} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
  await app.page.setViewportSize({ width: 1440, height: 900 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme });
    for (const place of places) {
      await app.goto(place);
      const { violations } = await new AxeBuilder({ page: app.page }).analyze();
      const found = violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}`));
      expect(found, `${place}, ${colorScheme}`).toEqual([]);
    }
  }
});
