import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, SAMPLES, test, type App } from './support/app.ts';

const file = (name: string) => ({
  name: path.basename(name),
  content: readFileSync(path.join(SAMPLES, 'logs', name)),
});
const FILES = ['FailedReqLogFiles/W3SVC1/fr000142.xml', 'W3SVC1/u_ex260312.log', 'HTTPERR/httperr1.log'].map(file);

const grid = (app: App) => app.page.getByRole('grid', { name: 'Log rows', exact: true });
const chosen = (app: App) => grid(app).getByRole('row', { selected: true });
const detail = (app: App) => app.page.getByRole('complementary', { name: 'Fields of the row' });
const filter = (app: App) => app.page.getByRole('searchbox', { name: 'Filter' });
const chart = (app: App) => app.page.getByRole('figure', { name: 'Rows over time by class of status' });
const address = (app: App) => new URLSearchParams(app.page.url().split('?').at(-1));

async function openLogs(app: App): Promise<void> {
  await app.load();
  await app.drop(FILES);
  await app.goto('#/log');
}

async function back(app: App): Promise<void> {
  await app.page.goBack();
  await app.idle();
}

async function drag(app: App, from: number, to: number): Promise<void> {
  const box = await chart(app).locator('[data-chart]').boundingBox();
  if (box === null) throw new Error('no chart');
  await app.page.mouse.move(box.x + box.width * from, box.y + 20);
  await app.page.mouse.down();
  await app.page.mouse.move(box.x + box.width * to, box.y + 20, { steps: 5 });
  await app.page.mouse.up();
  await app.idle();
}

test('tab, range, order and row are in the address; the way back undoes each, the way forward does it again', async ({
  app,
}) => {
  await openLogs(app);
  await drag(app, 0.3, 0.5);
  const range = address(app);
  expect(Number(range.get('to'))).toBeGreaterThan(Number(range.get('from')));
  await grid(app).getByRole('button', { name: 'Taken' }).click();
  await app.idle();
  expect(address(app).get('sort')).toBe('time');
  await grid(app).locator('[data-ix="2"]').click();
  await app.idle();
  const line = address(app).get('line');
  expect(line).toMatch(/^\d+$/);
  // Going on from a row is no step of its own.
  await app.page.keyboard.press('j');
  await app.page.keyboard.press('j');
  await app.idle();
  await expect(chosen(app)).toHaveAttribute('data-ix', '4');
  const last = address(app).get('line');
  expect(last).not.toBe(line);
  await app.page.getByRole('tab', { name: 'Groups' }).click();
  await app.idle();
  expect(address(app).get('tab')).toBe('groups');
  expect(address(app).get('from')).toBe(range.get('from'));

  await back(app);
  await expect(detail(app)).toContainText(`line ${Number(last).toLocaleString('en-US')}`);
  await expect(chosen(app)).toHaveAttribute('data-ix', '4');
  await back(app);
  await expect(detail(app)).toHaveCount(0);
  expect(address(app).get('sort')).toBe('time');
  await back(app);
  expect(address(app).get('sort')).toBeNull();
  await expect(app.page.getByText(/of 2,270 rows/)).toBeVisible();
  await back(app);
  expect(address(app).get('from')).toBeNull();
  await expect(app.page.getByText(/^2,270 rows/)).toBeVisible();
  await app.page.goForward();
  await app.idle();
  expect(address(app).get('from')).toBe(range.get('from'));
});

test('what is typed into a filter is never in the address, and a wrong filter leaves the rows', async ({ app }) => {
  await openLogs(app);
  const before = app.page.url();
  await filter(app).fill('status:502.3 -url:/api/reports');
  await app.idle();
  const rows = await grid(app).getAttribute('aria-rowcount');
  expect(rows).not.toBe('2271');
  await filter(app).fill('status:502.3 -url:/api/reports time>');
  await app.idle();
  await expect(app.page.getByText('A value is missing after "time>".')).toBeVisible();
  await expect(app.page.getByText('Shown are the rows of the filter before.')).toBeVisible();
  await expect(grid(app)).toHaveAttribute('aria-rowcount', rows ?? '');
  expect(app.page.url()).toBe(before);
});

test('a link leads to the same tab, range, order and row', async ({ app }) => {
  await openLogs(app);
  await drag(app, 0.3, 0.6);
  await grid(app).getByRole('button', { name: 'Taken' }).click();
  await grid(app).getByRole('button', { name: 'Taken' }).click();
  await grid(app).locator('[data-ix="3"]').click();
  await app.idle();
  const link = app.page.url().slice(app.page.url().indexOf('#'));
  const row = await chosen(app).innerText();
  await app.page.goto('about:blank');
  await app.load(link);
  await app.drop(FILES);
  await app.idle();
  expect(app.page.url()).toContain(link);
  await expect(chosen(app)).toHaveAttribute('data-ix', '3');
  expect(await chosen(app).innerText()).toBe(row);
  await expect(detail(app)).toBeVisible();
});

test('a value of a row narrows the rows or leaves them out, by mouse and by keyboard', async ({ app }) => {
  await openLogs(app);
  await filter(app).fill('status:502.3');
  await app.idle();
  await grid(app).locator('[data-ix="0"]').click();
  await app.idle();
  const line = detail(app).getByRole('button', { name: 'Only rows with this c-ip' });
  await line.hover();
  await line.click();
  await app.idle();
  await expect(filter(app)).toHaveValue(/^status:502\.3 ip=[\d.]+$/);
  await detail(app).getByRole('button', { name: 'Leave out rows with this cs-uri-stem' }).press('Enter');
  await app.idle();
  await expect(filter(app)).toHaveValue(/ -url=\/\S+$/);
  await filter(app).fill('');
  await app.idle();
  await detail(app).getByRole('button', { name: 'Only rows with this time-taken' }).press('Enter');
  await app.idle();
  await expect(filter(app)).toHaveValue(/^time:\d+\.\.$/);
});

test('the chart is zoomed until bars are seconds, and out again', async ({ app }) => {
  await openLogs(app);
  await expect(chart(app)).toContainText('Bars of 15 s');
  await drag(app, 0.42, 0.45);
  await chart(app).getByRole('button', { name: 'Zoom in' }).click();
  await app.idle();
  await expect(chart(app)).toContainText('Bars of 1 s');
  await drag(app, 0.2, 0.4);
  const inner = address(app);
  expect(Number(inner.get('to')) - Number(inner.get('from'))).toBeLessThan(60_000);
  // An end of the range is dragged.
  const end = chart(app).getByRole('slider', { name: 'End of the range' });
  const box = await end.boundingBox();
  if (box === null) throw new Error('no handle');
  await app.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await app.page.mouse.down();
  await app.page.mouse.move(box.x + 200, box.y + box.height / 2, { steps: 4 });
  await app.page.mouse.up();
  await app.idle();
  expect(Number(address(app).get('to'))).toBeGreaterThan(Number(inner.get('to')));
  expect(address(app).get('from')).toBe(inner.get('from'));
  await chart(app).getByRole('button', { name: 'Zoom out' }).click();
  await app.idle();
  await expect(chart(app)).toContainText('Bars of 15 s');
  await chart(app).getByRole('button', { name: 'All the time' }).click();
  await app.idle();
  expect(address(app).get('from')).toBeNull();
});

test('a row of HTTPERR says what its reason means, and its fields narrow the list', async ({ app }) => {
  await openLogs(app);
  await app.page.getByRole('tab', { name: /HTTPERR/ }).click();
  await app.idle();
  await filter(app).fill('reason:AppOffline');
  await app.idle();
  const rows = app.page.getByRole('grid', { name: 'HTTPERR rows' });
  await rows.locator('[data-ix="0"]').click();
  await app.idle();
  expect(address(app).get('tab')).toBe('httperr');
  expect(address(app).get('line')).toMatch(/^\d+$/);
  await expect(detail(app)).toContainText('No trace of this connection is open.');
  await expect(detail(app)).toContainText('PortalPool');
  await detail(app).getByRole('button', { name: 'Only rows with this c-ip' }).press('Enter');
  await app.idle();
  await expect(filter(app)).toHaveValue(/^reason:AppOffline client=/);
  // A row belongs to its list: the other tab does not look for it.
  await app.page.getByRole('tab', { name: /^Rows/ }).click();
  await app.idle();
  await expect(app.page.getByText('This link points to a log that is not open')).toHaveCount(0);
  await expect(detail(app)).toHaveCount(0);
});
