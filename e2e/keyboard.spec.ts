import { ALL_SAMPLES, expect, sample, test, type App } from './support/app.ts';

/** Presses Tab until the focus is inside what the locator names; fails when a whole round does not reach it. */
async function tabTo(app: App, name: RegExp, role: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await app.page.keyboard.press('Tab');
    const found = await app.page.evaluate(
      ({ source, role }) => {
        const pattern = new RegExp(source, 'i');
        for (
          let element = document.activeElement;
          element && element !== document.body;
          element = element.parentElement
        ) {
          const own = element.getAttribute('role') ?? element.tagName.toLowerCase();
          const label =
            element.getAttribute('aria-label') ??
            (['button', 'a', 'row'].includes(own) ? element.textContent : '') ??
            '';
          const labelled = (element as HTMLInputElement).labels?.[0]?.textContent ?? '';
          if (own === role && pattern.test(`${label} ${labelled}`)) return true;
        }
        return false;
      },
      { source: name.source, role },
    );
    if (found) return;
  }
  throw new Error(`no way by Tab to ${role} ${name}`);
}

test('from the start page to the sample incident, a trace, its events and back, by keyboard alone', async ({ app }) => {
  await app.load();
  await tabTo(app, /Open the sample incident/, 'button');
  await app.page.keyboard.press('Enter');
  await app.idle();
  await app.goto('#/requests');
  await tabTo(app, /api\/reports/, 'row');
  await app.page.keyboard.press('Enter');
  await app.idle();
  expect(await app.page.evaluate(() => location.hash)).toContain('#/trace/');
  await expect(app.verdict).toContainText('app-timeout');
  // The key of the tab is the short way past the verdict and its links.
  await app.page.keyboard.press('1');
  await tabTo(app, /GENERAL_REQUEST_START|MODULE_SET_RESPONSE/, 'row');
  await app.page.keyboard.press('ArrowDown');
  await app.page.keyboard.press('ArrowDown');
  await app.idle();
  await expect(app.events.locator('[aria-selected="true"]')).toHaveCount(1);
  await app.page.goBack();
  await app.idle();
});

test('n and p go through the failing traces in the order of the grid', async ({ app }) => {
  await app.load();
  await app.drop(ALL_SAMPLES);
  await app.openTrace(sample('a').name);
  const first = await app.page.evaluate(() => location.hash.split('?')[0]);
  await app.page.keyboard.press('n');
  await app.idle();
  const second = await app.page.evaluate(() => location.hash.split('?')[0]);
  expect(second).not.toBe(first);
  await expect(app.verdict).toContainText('502.5');
  await app.page.keyboard.press('p');
  await app.idle();
  expect(await app.page.evaluate(() => location.hash.split('?')[0])).toBe(first);
});

test('g selects the producing event everywhere, . and , step through events, f fits the selection', async ({ app }) => {
  await app.load();
  await app.drop([sample('a')]);
  await app.page.keyboard.press('g');
  await app.idle();
  expect(await app.page.evaluate(() => location.hash)).toMatch(/[?&]event=73\b/);
  await app.page.keyboard.press('.');
  await app.idle();
  expect(await app.page.evaluate(() => location.hash)).toMatch(/[?&]event=74\b/);
  await app.page.keyboard.press(',');
  await app.page.keyboard.press('f');
  await app.idle();
  expect(await app.page.evaluate(() => location.hash)).toMatch(/[?&]event=73\b/);
  await expect(app.events.locator('[aria-selected="true"]')).toContainText('MODULE_SET_RESPONSE_ERROR_STATUS');
});

test('/ goes to the filter, the filter narrows the grid, an error says where it is', async ({ app }) => {
  await app.load();
  await app.drop(ALL_SAMPLES);
  await app.goto('#/requests');
  await app.page.keyboard.press('/');
  await app.page.keyboard.type('status:502.3');
  await app.idle();
  await expect(app.requests).toHaveAttribute('aria-rowcount', '4');
  await app.page.keyboard.press('ControlOrMeta+a');
  await app.page.keyboard.type('(status:502');
  await app.idle();
  await expect(app.page.getByRole('main')).toContainText(/\)|parenthes|bracket/i);
});

test('? shows the keys and Escape closes them', async ({ app }) => {
  await app.load();
  await app.page.keyboard.press('?');
  const help = app.page.getByRole('dialog');
  await expect(help).toContainText('next, previous failing request');
  await app.page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
});

test('a way by Tab that does not exist is reported (control)', async ({ app }) => {
  await app.load();
  await expect(tabTo(app, /no such thing on the page/, 'button')).rejects.toThrow('no way by Tab');
});
