import { expect, test, type App } from './support/app.ts';
import { clickOn, LONG_MODULE, ORDERS } from './support/orders.ts';

const grid = (app: App) => app.page.getByRole('grid', { name: 'Modules' });
const traces = (app: App) => app.page.getByRole('searchbox', { name: 'Traces' });
const filter = (app: App) => app.page.getByRole('searchbox', { name: 'Filter' });
const row = (app: App, text: RegExp) => grid(app).getByRole('row').filter({ hasText: text });
const requestFilter = (app: App) => app.page.getByRole('searchbox', { name: 'Filter' });

async function open(app: App): Promise<void> {
  await app.load();
  await app.drop(ORDERS);
  await app.goto('#/modules');
}

test('says that there is nothing before a trace is open', async ({ app }) => {
  await app.load('#/modules');
  await expect(app.page.getByRole('heading', { name: 'No trace is open' })).toBeVisible();
});

test('modules over all traces, and over those that a filter selects', async ({ app }) => {
  await open(app);
  const ancm = row(app, /^AspNetCoreModuleV2/);
  await expect(ancm).toContainText('EXECUTE_REQUEST_HANDLER');
  await expect(ancm).toContainText('120 s');
  await expect(row(app, /RewriteModule/)).toContainText('under 16 ms');
  await expect(app.page.getByText(/over 4 traces/)).toBeVisible();

  await traces(app).fill('status:200');
  await app.idle();
  await expect(app.page.getByText(/over 3 of 4 traces/)).toBeVisible();
  await expect(ancm).toContainText('5 s');

  await filter(app).fill('module:rewrite');
  await app.idle();
  await expect(grid(app).getByRole('row')).toHaveCount(2);
  await traces(app).fill('status:2x2');
  await app.idle();
  await expect(app.page.getByText(/takes a status/)).toBeVisible();
});

test('completes fields and values by keyboard', async ({ app }) => {
  await open(app);
  await app.page.keyboard.press('/');
  await expect(filter(app)).toBeFocused();
  await app.idle();
  await app.page.keyboard.type('mod');
  await app.idle();
  await expect(app.page.getByRole('option', { name: /^module:/ })).toBeVisible();
  await app.page.keyboard.press('ArrowDown');
  await app.page.keyboard.press('Enter');
  await app.page.keyboard.type('rew');
  await app.idle();
  await app.page.keyboard.press('ArrowDown');
  await app.page.keyboard.press('Tab');
  await app.idle();
  await expect(filter(app)).toHaveValue('module:RewriteModule ');
  await expect(grid(app).getByRole('row')).toHaveCount(2);
});

test('sorts by a column, and the address keeps it', async ({ app }) => {
  await open(app);
  await grid(app).getByRole('columnheader', { name: 'Module' }).getByRole('button').first().click();
  await app.idle();
  expect(app.page.url()).toContain('sort=module');
  await expect(grid(app).getByRole('row').nth(1)).toContainText('outside any module');
  await expect(grid(app).getByRole('row').nth(2)).toContainText('__DynamicModule');
});

test('a row leads to the requests that have it: by mouse, and back', async ({ app }) => {
  await open(app);
  await row(app, /HttpCacheModule/).click();
  await app.idle();
  await expect(requestFilter(app)).toHaveValue('ran="HttpCacheModule in RESOLVE_REQUEST_CACHE"');
  await expect(app.requests.getByRole('row')).toHaveCount(4);
  await expect(app.requests).not.toContainText('bad.xml');
  await app.page.goBack();
  await app.idle();
  await expect(app.page.getByText(/over 3 of 4 traces/)).toBeVisible();
});

test('a row leads to its requests by keyboard', async ({ app }) => {
  await open(app);
  await app.page.keyboard.press('/');
  await app.page.keyboard.type('HttpCache');
  await app.idle();
  await app.page.keyboard.press('Enter');
  await app.page.keyboard.press('Enter');
  await app.idle();
  await expect(app.requests.getByRole('row')).toHaveCount(4);
});

test('a bar of the picture leads to the requests that have it', async ({ app }) => {
  await open(app);
  const picture = app.page.getByRole('application', { name: 'Time spent' });
  await clickOn(app, picture.getByText(/^AspNetCoreModuleV2/));
  await app.idle();
  await app.page.getByRole('button', { name: 'Show the 4 requests with it' }).click();
  await app.idle();
  await expect(requestFilter(app)).toHaveValue('ran="Request > EXECUTE_REQUEST_HANDLER > AspNetCoreModuleV2"');
  await expect(app.requests.getByRole('row')).toHaveCount(5);
});

test('the picture by keyboard: walk, then Enter', async ({ app }) => {
  await open(app);
  const picture = app.page.getByRole('application', { name: 'Time spent' });
  await picture.focus();
  await app.page.keyboard.press('ArrowDown');
  await app.page.keyboard.press('ArrowDown');
  await app.idle();
  await app.page.keyboard.press('Enter');
  await app.idle();
  await expect(requestFilter(app)).toHaveValue(/^ran="Request > BEGIN_REQUEST"$/);
});

test('the table of the picture holds the same places', async ({ app }) => {
  await open(app);
  await app.page.getByRole('button', { name: 'Table' }).click();
  const table = app.page.getByRole('treegrid', { name: 'Time spent by path' });
  const ancm = table.getByRole('row').filter({ hasText: /^AspNetCoreModuleV2/ });
  await expect(ancm).toContainText('125.13 s');
  await expect(ancm).toHaveAttribute('aria-level', '3');
  await ancm.click();
  await app.idle();
  await expect(app.page.getByRole('button', { name: 'Show the 4 requests with it' })).toBeVisible();
});

test('a module name of 251 characters breaks no width', async ({ app }) => {
  await open(app);
  expect(LONG_MODULE).toHaveLength(251);
  for (const width of [390, 768, 2560]) {
    await app.page.setViewportSize({ width, height: 900 });
    await app.idle();
    const over = await app.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, `at ${width}`).toBeLessThanOrEqual(0);
    const cell = row(app, /__DynamicModule_Contoso/)
      .getByRole('gridcell')
      .first();
    await cell.scrollIntoViewIfNeeded();
    const box = await cell.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0), `at ${width}`).toBeLessThanOrEqual(width);
  }
});
