import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ALL_SAMPLES, expect, sample, SAMPLES, test, type App } from './support/app.ts';

const headings = (app: App) => app.requests.getByRole('columnheader').allInnerTexts();

test('columns are hidden, moved and sized by keyboard, and stay so after a reload', async ({ app }) => {
  await app.load();
  await app.drop(ALL_SAMPLES);
  await app.goto('#/requests');
  await app.page.getByRole('button', { name: 'Arrange columns' }).press('Enter');
  const dialog = app.page.getByRole('dialog', { name: 'Arrange columns' });
  await dialog.getByRole('checkbox', { name: 'Verb' }).press('Space');
  await dialog.getByRole('button', { name: 'Move URL to the front' }).press('Enter');
  await dialog.getByRole('button', { name: 'Move URL to the front' }).press('Enter');
  await dialog.getByRole('spinbutton', { name: /URL/ }).fill('333');
  await app.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await app.idle();
  const wanted = await headings(app);
  expect(wanted).not.toContain('Verb');
  expect(wanted.indexOf('URL')).toBeLessThan(wanted.indexOf('Cause'));
  const widthOf = async () =>
    Math.round((await app.requests.getByRole('columnheader', { name: 'URL' }).boundingBox())?.width ?? 0);
  expect(await widthOf()).toBe(333);

  await app.load('#/requests');
  await app.drop(ALL_SAMPLES);
  await app.goto('#/requests');
  expect(await headings(app)).toEqual(wanted);
  expect(await widthOf()).toBe(333);
});

test('a border of a heading is dragged, a double click takes that back', async ({ app }) => {
  await app.load();
  await app.drop(ALL_SAMPLES);
  await app.goto('#/requests');
  const url = app.requests.getByRole('columnheader', { name: 'URL' });
  const before = await url.boundingBox();
  if (before === null) throw new Error('no column URL');
  const edge = { x: before.x + before.width, y: before.y + before.height / 2 };
  await app.page.mouse.move(edge.x, edge.y);
  await app.page.mouse.down();
  await app.page.mouse.move(edge.x + 80, edge.y, { steps: 4 });
  await app.page.mouse.up();
  await app.idle();
  const after = await url.boundingBox();
  // Widths are kept in whole pixels.
  expect(Math.abs((after?.width ?? 0) - before.width - 80)).toBeLessThanOrEqual(1);
  expect(await app.page.evaluate(() => location.hash)).not.toContain('sort=');
  await app.page.mouse.dblclick((after?.x ?? 0) + (after?.width ?? 0), edge.y);
  await app.idle();
  expect((await url.boundingBox())?.width).toBe(before.width);
});

test('the filter completes fields and values by keyboard', async ({ app }) => {
  await app.load();
  await app.drop(ALL_SAMPLES);
  await app.goto('#/requests');
  const box = app.page.getByRole('searchbox', { name: 'Filter' });
  await box.focus();
  await app.page.keyboard.type('stat');
  await app.idle();
  await app.page.keyboard.press('ArrowDown');
  await expect(app.page.getByRole('option', { name: /^status:/ })).toHaveAttribute('aria-selected', 'true');
  await app.page.keyboard.press('Enter');
  await app.page.keyboard.type('500');
  await app.idle();
  await app.page.keyboard.press('ArrowDown');
  await app.page.keyboard.press('Enter');
  await app.idle();
  await expect(box).toHaveValue('status:500.30 ');
  await expect(app.requests).toHaveAttribute('aria-rowcount', '2');
});

test('lists of the verdict have names, and the configuration is checked beside the trace', async ({ app }) => {
  const config = readFileSync(path.join(SAMPLES, 'logs/web.config'));
  await app.load();
  await app.drop([sample('a')]);
  await expect(
    app.verdict.getByRole('list', { name: 'Evidence', exact: true }).getByRole('link').first(),
  ).toBeVisible();
  await expect(app.verdict.getByRole('list', { name: 'Fixes' }).getByRole('listitem').first()).toBeVisible();
  await expect(app.verdict.getByRole('list', { name: 'Would settle it' })).toContainText('web.config');
  await app.page.getByRole('tab', { name: 'Configuration' }).click();
  const panel = app.page.getByRole('tabpanel', { name: 'Configuration' });
  await expect(panel).toContainText('Drop the web.config');

  await app.drop([{ name: 'web.config', content: config }]);
  const settings = panel.getByRole('table', { name: 'Settings that bear on this verdict' });
  await expect(settings).toContainText('requestTimeout');
  await expect(settings).toContainText('00:02:00');
  await expect(panel.getByRole('list', { name: 'What to change' })).toContainText('stdoutLogEnabled="false"');
  await expect(app.verdict.getByRole('list', { name: 'Evidence', exact: true })).toContainText('web.config, line 9');
  await settings
    .getByRole('link', { name: /web\.config, line 9/ })
    .first()
    .click();
  await app.idle();
  await expect(app.files.locator('[aria-current="true"]')).toContainText('line 9');
});

test('a technical word is explained on focus and leads to the glossary', async ({ app }) => {
  await app.load();
  await app.drop([sample('a')]);
  const word = app.verdict.getByRole('link', { name: 'requestTimeout' }).first();
  await word.focus();
  await expect(app.page.getByText('How long ANCM waits for the application’s response').first()).toBeVisible();
  await expect(word).toHaveAccessibleDescription(/How long ANCM waits/);
  await word.click();
  await app.idle();
  await expect(app.page.getByRole('main')).toContainText('How long ANCM waits');
});

test('the first visit says what helps, the second does not', async ({ app }) => {
  await app.load();
  await app.drop([sample('a')]);
  const hint = app.page.getByText('Links of the verdict lead to their events.');
  await expect(hint).toBeVisible();
  await app.load();
  await app.drop([sample('a')]);
  await expect(hint).toHaveCount(0);
});
