import { expect, sample, test, type App, type DroppedFile } from './support/app.ts';

const text = (name: string, content: string): DroppedFile => ({ name, content: Buffer.from(content, 'utf8') });
const selectedEvent = (app: App) => app.events.getByRole('row', { selected: true });
const pipeline = (app: App) => app.page.getByRole('treegrid', { name: 'Pipeline', exact: true });
const selectedSpan = (app: App) => pipeline(app).getByRole('row', { selected: true });

async function open(app: App, letter: string): Promise<void> {
  await app.load();
  await app.drop([sample(letter)]);
}

/** Middle of a text on the picture. */
async function placeOf(app: App, label: RegExp): Promise<{ x: number; y: number }> {
  const box = await app.timeline.getByText(label).first().boundingBox();
  if (box === null) throw new Error(`not on the picture: ${label}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const range = (app: App): string[] => {
  const search = new URLSearchParams(new URL(app.page.url()).hash.split('?')[1]);
  return [search.get('from') ?? '', search.get('to') ?? ''];
};

test('a link of the verdict selects the event everywhere; back and forward follow', async ({ app }) => {
  await open(app, 'a');
  await app.verdict.getByRole('link', { name: /^Event 73:/ }).click();
  await app.idle();
  await expect(selectedEvent(app)).toContainText('MODULE_SET_RESPONSE_ERROR_STATUS');
  await expect(selectedEvent(app)).toBeInViewport();
  await expect(selectedSpan(app)).toContainText('AspNetCoreModule');
  await expect(app.page.getByRole('complementary', { name: 'Fields of the event' })).toContainText('2147954402');
  expect(app.page.url()).toContain('event=73');

  await app.verdict.getByRole('link', { name: /^Event 68:/ }).click();
  await app.idle();
  await expect(selectedEvent(app)).toContainText('GENERAL_SET_REQUEST_HEADER');
  await app.page.goBack();
  await app.idle();
  await expect(selectedEvent(app)).toContainText('MODULE_SET_RESPONSE_ERROR_STATUS');
  await app.page.goForward();
  await app.idle();
  await expect(selectedEvent(app)).toContainText('GENERAL_SET_REQUEST_HEADER');
});

test('headline and timeline with the producing event are in sight without scrolling', async ({ app }) => {
  for (const [letter, flag] of [
    ['a', /#73 · 502\.3/],
    ['b', /#104 · 502\.5/],
    ['c', /#61 · 500\.30/],
    ['d', /#113 · 502\.3/],
  ] as const) {
    await open(app, letter);
    await expect(app.verdict.getByRole('heading', { level: 2 })).toBeInViewport({ ratio: 1 });
    await expect(app.timeline.getByText(flag)).toBeInViewport({ ratio: 1 });
    await expect(app.timeline).toBeInViewport({ ratio: 0.9 });
  }
});

test('the picture by mouse: hover, click, wheel, drag, double click', async ({ app }) => {
  await open(app, 'a');
  const { mouse } = app.page;
  const bar = await placeOf(app, /^AspNetCoreModule · 120\.09 s/);
  await mouse.move(bar.x, bar.y);
  const card = app.page.getByRole('tooltip');
  await expect(card).toContainText('Waiting');
  await expect(card).toContainText('120.09 s');
  await mouse.click(bar.x, bar.y);
  await app.idle();
  await expect(selectedSpan(app)).toContainText('AspNetCoreModule');
  await expect(selectedEvent(app)).toContainText('NOTIFY_MODULE_START');

  await mouse.wheel(0, -1500);
  await expect.poll(() => range(app)).not.toEqual(['', '']);
  const [zoomedFrom = '', zoomedTo = ''] = range(app);
  expect(Number(zoomedTo) - Number(zoomedFrom)).toBeLessThan(60_000);

  await mouse.move(700, bar.y);
  await mouse.down();
  await mouse.move(500, bar.y, { steps: 4 });
  await mouse.up();
  await expect.poll(() => Number(range(app)[0])).toBeGreaterThan(Number(zoomedFrom));
  // A drag is no click: what was selected stays.
  await expect(selectedSpan(app)).toContainText('AspNetCoreModule');

  await app.page.getByRole('button', { name: 'The whole request' }).click();
  await expect.poll(() => range(app)).toEqual(['', '']);
  const silence = await placeOf(app, /no event for 120\.05 s/);
  await mouse.click(silence.x, silence.y);
  await app.idle();
  await expect(selectedEvent(app)).toContainText('MODULE_SET_RESPONSE_ERROR_STATUS');
});

test('the page scrolls on over the picture when there is nothing to zoom out to', async ({ app }) => {
  await open(app, 'a');
  const bar = await placeOf(app, /^AspNetCoreModule/);
  await app.page.mouse.move(bar.x, bar.y);
  await app.page.mouse.wheel(0, 300);
  await expect.poll(() => app.page.getByRole('main').evaluate((main) => main.scrollTop)).toBeGreaterThan(100);
  expect(range(app)).toEqual(['', '']);
});

test('the keys of a trace', async ({ app }) => {
  await open(app, 'a');
  const { keyboard } = app.page;
  const number = selectedEvent(app).getByRole('gridcell').first();
  await keyboard.press('g');
  await expect(number).toHaveText('73');
  await keyboard.press('.');
  await expect(number).toHaveText('74');
  await keyboard.press(',');
  await keyboard.press(',');
  await expect(number).toHaveText('72');
  await keyboard.press('e');
  await expect(number).toHaveText('73');
  await keyboard.press('w');
  await keyboard.press('w');
  await expect.poll(() => range(app)).not.toEqual(['', '']);
  await keyboard.press('0');
  await expect.poll(() => range(app)).toEqual(['', '']);
  await app.page.getByRole('button', { name: 'By order' }).click();
  await app.idle();
  await keyboard.press('f');
  await expect.poll(() => range(app)).not.toEqual(['', '']);
  await keyboard.press('2');
  await expect(app.page.getByRole('tab', { name: 'Headers' })).toHaveAttribute('aria-selected', 'true');
  await app.timeline.focus();
  await keyboard.press('ArrowUp');
  await expect(selectedSpan(app)).toContainText('EXECUTE_REQUEST_HANDLER');
  await keyboard.press('ArrowDown');
  await expect(selectedSpan(app)).toContainText('AspNetCoreModule');
});

test('the table is the twin of the picture, by keyboard alone', async ({ app }) => {
  await open(app, 'b');
  const { keyboard } = app.page;
  const rows = pipeline(app).getByRole('row');
  const first = rows.nth(1);
  await first.focus();
  await expect(first).toHaveAttribute('aria-level', '1');
  await expect(first).toHaveAttribute('aria-expanded', 'true');
  const all = Number(await pipeline(app).getAttribute('aria-rowcount'));
  await keyboard.press('ArrowLeft');
  await expect(pipeline(app)).toHaveAttribute('aria-rowcount', '2');
  await keyboard.press('*');
  await expect(pipeline(app)).toHaveAttribute('aria-rowcount', String(all));
  await keyboard.press('ArrowRight');
  await expect(selectedSpan(app)).toHaveAttribute('aria-level', '2');
  await expect(selectedSpan(app)).toBeFocused();
  await keyboard.press('End');
  await expect(selectedSpan(app)).toHaveAttribute('aria-rowindex', String(all));
  await expect(selectedSpan(app)).toBeFocused();
  await keyboard.press('g');
  await expect(selectedSpan(app)).toContainText('AspNetCoreModule');
  await expect(selectedSpan(app)).toContainText('EXECUTE_REQUEST_HANDLER');
});

test('events: filter with fields, negation and the place of an error', async ({ app }) => {
  await open(app, 'a');
  const filter = app.page.getByRole('searchbox', { name: 'Filter' });
  await filter.fill('module:AspNetCore -name:HEADER');
  await app.idle();
  const rows = Number(await app.events.getAttribute('aria-rowcount')) - 1;
  expect(rows).toBeGreaterThan(2);
  expect(rows).toBeLessThan(40);
  await filter.fill('level:warning');
  await app.idle();
  await expect(app.events.getByRole('row').nth(1)).toContainText('MODULE_SET_RESPONSE_ERROR_STATUS');
  await filter.fill('nosuch:1');
  await app.idle();
  await expect(filter).toHaveAttribute('aria-invalid', 'true');
  await filter.fill('');
  await app.idle();
  await expect(app.events).toHaveAttribute('aria-rowcount', '125');
});

test('by order is the only scale of a trace with a single time stamp', async ({ app }) => {
  await app.load();
  const single = sample('a')
    .content.toString('utf8')
    .replaceAll(/SystemTime="[^"]*"/g, 'SystemTime="2017-11-14T09:12:31.406Z"');
  await app.drop([text('fr000020.xml', single)]);
  await expect(app.page.getByRole('button', { name: 'By order' })).toHaveAttribute('aria-pressed', 'true');
  await expect(app.page.getByRole('button', { name: 'To scale' })).toBeDisabled();
  await expect(app.timeline.getByText('AspNetCoreModule', { exact: true })).toBeVisible();
});

test('what is secret is not in the document before somebody asks', async ({ app }) => {
  await app.load();
  const canary = 'canary-4711-token';
  const planted = sample('a')
    .content.toString('utf8')
    .replace(/(<Data Name="Headers">)/, `$1Authorization: Bearer ${canary}&#xD;&#xA;`);
  await app.drop([text('fr000021.xml', planted)]);
  const main = app.page.getByRole('main');
  await app.page.getByRole('tab', { name: 'Headers' }).click();
  await app.idle();
  await expect(main.getByRole('cell', { name: 'Authorization', exact: true })).toBeVisible();
  expect(await main.innerHTML()).not.toContain(canary);
  await main.getByRole('button', { name: 'Show the value of Authorization' }).click();
  await expect(main).toContainText(canary);

  await app.page.getByRole('tab', { name: 'Raw' }).click();
  await app.idle();
  expect(await main.innerHTML()).not.toContain(canary);
  await main.getByRole('button', { name: 'Show the raw file' }).click();
  await app.idle();
  await expect(app.page.getByRole('grid', { name: 'Raw lines' }).getByRole('row').nth(1)).toContainText('<?xml');
});

test('a link to a trace that is not open asks for it and lands on the same place', async ({ app }) => {
  await open(app, 'a');
  await app.page.keyboard.press('g');
  await expect.poll(() => app.page.url()).toContain('event=73');
  const { hash } = new URL(app.page.url());
  await app.page.goto('about:blank');
  await app.load(hash);
  await expect(app.page.getByRole('main')).toContainText('This trace is not open');
  await app.drop([sample('a')]);
  await expect(selectedEvent(app)).toContainText('MODULE_SET_RESPONSE_ERROR_STATUS');
});

test('the longest names leave the page whole', async ({ app }) => {
  const module =
    `__DynamicModule_Contoso.Web.${'Very'.repeat(30)}LongModule, Contoso.Web, Version=1.0.0.0, Culture=neutral`.padEnd(
      251,
      'x',
    );
  const long = sample('a')
    .content.toString('utf8')
    .replaceAll('RewriteModule', module)
    .replaceAll('/api/reports/monthly', `/${'segment/'.repeat(245)}end`);
  for (const width of [390, 1440]) {
    await app.page.setViewportSize({ width, height: 900 });
    await app.load();
    await app.drop([text('fr000022.xml', long)]);
    await app.page.keyboard.press('g');
    await app.idle();
    const over = await app.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over).toBeLessThanOrEqual(0);
    await expect(app.verdict).toContainText('app-timeout');
  }
});

test('where the time went: merged spans with total, self and share, leading to the span', async ({ app }) => {
  await open(app, 'e');
  await app.page.getByRole('button', { name: 'Time spent' }).click();
  await app.idle();
  const picture = app.page.getByRole('application', { name: 'Time spent' });
  const box = await picture.getByText(/^Page Load/).boundingBox();
  if (box === null) throw new Error('no bar');
  await app.page.mouse.move(box.x + 10, box.y + 5);
  await expect(app.page.getByRole('tooltip')).toContainText(/Self\s*17\.25 s/);
  await expect(app.page.getByRole('tooltip')).toContainText(/Share\s*99 %/);
  await app.page.mouse.click(box.x + 10, box.y + 5);
  await app.idle();
  await expect(selectedSpan(app)).toContainText('Page Load');
});

test('reading guides: rewriting, authentication, cache and compression, each with links to its events', async ({
  app,
}) => {
  await open(app, 'f');
  const main = app.page.getByRole('main');
  await app.page.getByRole('tab', { name: 'URL Rewrite' }).click();
  await app.idle();
  await expect(main).toContainText('Force HTTPS');
  await expect(main).toContainText('a condition did not hold');
  await app.page.getByRole('tab', { name: 'Cache and compression' }).click();
  await app.idle();
  await expect(main).toContainText('May HTTP.sys keep the response?');
  await app.page.getByRole('tab', { name: 'Authentication' }).click();
  await app.idle();
  await expect(main.getByRole('row').filter({ hasText: 'WindowsAuthenticationModule' }).last()).toContainText(
    'did not authenticate',
  );
  await main.getByRole('link', { name: 'Event 60', exact: true }).click();
  await app.idle();
  await expect(selectedEvent(app)).toContainText('MODULE_SET_RESPONSE_ERROR_STATUS');
});
