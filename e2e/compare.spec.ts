import { expect, test, type App } from './support/app.ts';
import { clickOn, order, ORDERS } from './support/orders.ts';

const comparison = (app: App) => app.page.getByRole('region', { name: 'Comparison' });
const spans = (app: App) => comparison(app).getByRole('grid', { name: 'Aligned spans' });
const span = (app: App, text: RegExp) => spans(app).getByRole('row').filter({ hasText: text });
const row = (app: App, file: string) => app.requests.getByRole('row').filter({ hasText: file });

async function open(app: App, files = ORDERS): Promise<void> {
  await app.load();
  await app.drop(files);
}

/** The two sides as the cards name them. */
async function expectSides(app: App, a: string, b: string): Promise<void> {
  await expect(comparison(app).getByRole('region', { name: 'A', exact: true })).toContainText(a);
  await expect(comparison(app).getByRole('region', { name: 'B', exact: true })).toContainText(b);
}

test('x on a trace holds it against the nearest successful request to the same URL; back leads to the trace', async ({
  app,
}) => {
  await open(app);
  await app.openTrace('bad.xml');
  const trace = app.page.url();
  await app.page.keyboard.press('x');
  await app.idle();
  await expectSides(app, 'bad.xml', 'near.xml');
  await expect(comparison(app)).toContainText('B took 115 s less than A.');
  const ancm = span(app, /AspNetCoreModuleV2/);
  await expect(ancm).toContainText('changed');
  await expect(ancm).toContainText('−115 s');
  await expect(span(app, /HttpCacheModule/)).toContainText('only in B');
  await expect(span(app, /RewriteModule/)).toHaveCount(0);
  await comparison(app).getByRole('button', { name: 'Differences only' }).click();
  await expect(span(app, /RewriteModule/)).toContainText('same');
  await app.page.goBack();
  await app.idle();
  expect(app.page.url()).toBe(trace);
});

test('the button of a trace does the same', async ({ app }) => {
  await open(app);
  await app.openTrace('bad.xml');
  await app.page.getByRole('button', { name: 'Compare with the nearest successful request to the same URL' }).click();
  await app.idle();
  await expectSides(app, 'bad.xml', 'near.xml');
});

test('facts and headers: what differs, secrets masked until asked for', async ({ app }) => {
  await open(app);
  await app.openTrace('bad.xml');
  await app.page.keyboard.press('x');
  await app.idle();
  await expect(comparison(app).getByRole('row', { name: /^Status on the way/ })).toContainText(
    '502.3 AspNetCoreModuleV2',
  );
  const cookie = comparison(app).getByRole('row', { name: /^Cookie/ });
  await expect(cookie).toContainText('differs');
  await expect(comparison(app)).not.toContainText('id=two');
  await cookie.getByRole('button', { name: 'Show the value of Cookie of A' }).click();
  await expect(cookie).toContainText('id=two');
  await expect(comparison(app).getByRole('row', { name: /^Host\b/ })).toHaveCount(0);
});

test('two requests of the list: by mouse', async ({ app }) => {
  await open(app);
  await app.goto('#/requests');
  await app.page.getByRole('checkbox', { name: 'Mark far.xml for comparison' }).click();
  await app.page.getByRole('checkbox', { name: 'Mark bad.xml for comparison' }).click();
  await app.page.getByRole('link', { name: 'Compare', exact: true }).click();
  await app.idle();
  await expectSides(app, 'far.xml', 'bad.xml');
  await comparison(app).getByRole('link', { name: 'Swap sides' }).click();
  await app.idle();
  await expectSides(app, 'bad.xml', 'far.xml');
});

test('two requests of the list: by keyboard, through the palette', async ({ app }) => {
  await open(app);
  await app.goto('#/requests');
  const { keyboard } = app.page;
  await row(app, 'bad.xml').focus();
  await keyboard.press('x');
  await expect(app.page.getByText(/1 request is marked/)).toBeVisible();
  await row(app, 'near.xml').focus();
  await keyboard.press('x');
  await keyboard.press('Control+k');
  await keyboard.type('compare the two');
  await app.idle();
  await keyboard.press('Enter');
  await app.idle();
  await expectSides(app, 'bad.xml', 'near.xml');
});

test('a trace beside the median of the successful requests', async ({ app }) => {
  await open(app);
  await app.openTrace('bad.xml');
  await app.page.keyboard.press('x');
  await app.idle();
  await comparison(app)
    .getByRole('link', { name: /^the median of the successful requests/ })
    .click();
  await app.idle();
  expect(app.page.url()).toContain('...usual');
  await expectSides(app, 'bad.xml', 'Median of 2 successful requests to /api/orders/{n}');
  await expect(span(app, /HttpCacheModule/)).toContainText('100 %');
});

test('a trace beside the others of its incident', async ({ app }) => {
  await open(app, [...ORDERS, order('bad2.xml', { minute: 22, took: 120_500, cache: false })]);
  await app.openTrace('bad.xml');
  await app.page.keyboard.press('x');
  await app.idle();
  await comparison(app).getByRole('link', { name: 'the median of the 1 other trace of its incident' }).click();
  await app.idle();
  await expectSides(app, 'bad.xml', 'Median of 1 trace of the incident');
  await expect(comparison(app)).toContainText('B took 484 ms longer than A.');
});

test('rows and pictures point to each other; Enter opens the trace at the span', async ({ app }) => {
  await open(app);
  await app.openTrace('bad.xml');
  await app.page.keyboard.press('x');
  await app.idle();
  await clickOn(app, app.page.getByRole('application', { name: 'Timeline A' }).getByText(/^AspNetCoreModuleV2/));
  await app.idle();
  const chosen = spans(app).getByRole('row', { selected: true });
  await expect(chosen).toContainText('AspNetCoreModuleV2');
  await chosen.focus();
  await app.page.keyboard.press('Enter');
  await app.idle();
  expect(app.page.url()).toMatch(/#\/trace\/.*span=/);
});

test('both timelines zoom together', async ({ app }) => {
  await open(app);
  await app.openTrace('bad.xml');
  await app.page.keyboard.press('x');
  await app.idle();
  const ticks = (letter: string) =>
    app.page
      .getByRole('application', { name: `Timeline ${letter}` })
      .getByText(/^\d+(\.\d+)?\s(ms|s)$/)
      .allTextContents();
  const before = await ticks('A');
  // A silence in B has its length written on it, which looks like a tick.
  expect(await ticks('B')).toEqual(expect.arrayContaining(before));
  await app.page.keyboard.press('w');
  await app.idle();
  expect(await ticks('A')).not.toEqual(before);
  expect(await ticks('B')).toEqual(expect.arrayContaining(await ticks('A')));
});

test('no successful request is open: says so and offers what is there', async ({ app }) => {
  await open(app);
  await app.openTrace('health.xml');
  await app.page.keyboard.press('x');
  await app.idle();
  await expect(app.page.getByRole('heading', { name: 'No successful request to /health is open' })).toBeVisible();
  await comparison(app)
    .getByRole('link', { name: /orders\/99/ })
    .click();
  await app.idle();
  await expectSides(app, 'health.xml', 'far.xml');
});

test('the same trace twice has no difference', async ({ app }) => {
  await open(app);
  await app.openTrace('bad.xml');
  const key = new URL(app.page.url()).hash.replace('#/trace/', '').replace(/\?.*/, '');
  await app.goto(`#/compare/${key}...${key}`);
  await expect(comparison(app)).toContainText('This is the same trace twice: there is no difference.');
  await expect(comparison(app)).toContainText(/none of \d+ spans differs/);
  await expect(comparison(app)).toContainText('The headers are the same.');
});

test('a link to files that are not open asks for them and lands where it leads', async ({ app }) => {
  await open(app);
  await app.openTrace('bad.xml');
  await app.page.keyboard.press('x');
  await app.idle();
  const place = new URL(app.page.url()).hash;
  await app.page.goto('about:blank');
  await app.load(place);
  await expect(app.page.getByRole('heading', { name: 'The files of this comparison are not open' })).toBeVisible();
  await expect(comparison(app).getByRole('button', { name: /Choose files/ })).toBeVisible();
  await app.drop(ORDERS.slice(0, 1));
  await expect(comparison(app)).toContainText('The second trace (B) is not open.');
  await app.drop(ORDERS.slice(1, 2));
  await expectSides(app, 'bad.xml', 'near.xml');
  expect(new URL(app.page.url()).hash).toBe(place);
});

test('a module name of 251 characters breaks no width', async ({ app }) => {
  await open(app);
  await app.openTrace('bad.xml');
  await app.page.keyboard.press('x');
  await app.idle();
  for (const width of [390, 768, 2560]) {
    await app.page.setViewportSize({ width, height: 900 });
    await app.idle();
    const over = await app.page.evaluate(() => {
      const main = document.querySelector('main');
      return Math.max(
        document.documentElement.scrollWidth - document.documentElement.clientWidth,
        (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0),
      );
    });
    expect(over, `at ${width}`).toBeLessThanOrEqual(0);
  }
});
