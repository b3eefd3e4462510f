import { fourHundredTraces } from '#core/testing/many-traces';
import { expect, test, type App, type DroppedFile } from './support/app.ts';

const FILES = fourHundredTraces().map(({ name, text }): DroppedFile => ({ name, content: Buffer.from(text) }));

const cards = (app: App) => app.page.getByRole('list', { name: 'Incidents' }).locator('> li');
const byCause = (app: App) => app.page.getByRole('figure', { name: 'Failures by cause' });
const slider = (app: App) => app.page.getByRole('slider', { name: 'Choose a time' });
const hash = (app: App) => app.page.evaluate(() => location.hash);

async function open(app: App): Promise<void> {
  await app.load();
  await app.drop(FILES);
  expect(await hash(app)).toContain('#/incidents');
}

test('400 traces of six causes: six groups with the right counts', async ({ app }) => {
  await open(app);
  await expect(cards(app)).toHaveCount(6);
  for (const [cause, count] of [
    ['app-timeout', 90],
    ['connection-refused', 80],
    ['process-launch-failed', 60],
    ['slow-request', 50],
  ] as const) {
    await expect(cards(app).filter({ hasText: cause })).toContainText(`${count} traced requests`);
    await expect(byCause(app).getByRole('link', { name: new RegExp(`^${cause}: ${count} requests`) })).toBeVisible();
  }
});

test('by mouse: hours, a cause, an incident, a trace, its comparison, and back', async ({ app }) => {
  await open(app);
  const box = await slider(app).boundingBox();
  if (box === null) throw new Error('no columns to drag over');
  const { mouse } = app.page;
  await mouse.move(box.x + box.width * 0.02, box.y + 40);
  await mouse.down();
  await mouse.move(box.x + box.width * 0.3, box.y + 40, { steps: 4 });
  await mouse.up();
  await app.idle();
  const narrowed = await cards(app).count();
  expect(narrowed).toBeLessThan(6);
  await byCause(app)
    .getByRole('link', { name: /^app-timeout/ })
    .click();
  await app.idle();
  await expect(cards(app)).toHaveCount(1);
  await cards(app).getByRole('heading', { level: 3 }).getByRole('link').click();
  await app.idle();
  await app.page.getByRole('link', { name: 'Open the trace' }).click();
  await app.idle();
  await expect(app.verdict).toContainText('app-timeout');
  await app.page.keyboard.press('x');
  await app.idle();
  await expect(app.page.getByRole('region', { name: 'Comparison' })).toContainText('AspNetCoreModule');
  for (const expected of ['#/trace/', '#/incident/', '#/incidents']) {
    await app.page.goBack();
    await app.idle();
    expect(await hash(app)).toContain(expected);
  }
});

test('by keyboard alone: hours, a cause, an incident, a trace, its comparison, and back', async ({ app }) => {
  await open(app);
  const { keyboard } = app.page;
  await slider(app).focus();
  await keyboard.press('Home');
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Enter');
  await app.idle();
  expect(await hash(app)).toMatch(/from=\d+.*to=\d+/);
  await byCause(app)
    .getByRole('link', { name: /^app-timeout/ })
    .focus();
  await keyboard.press('Enter');
  await app.idle();
  await expect(cards(app)).toHaveCount(1);
  await cards(app).getByRole('heading', { level: 3 }).getByRole('link').focus();
  await keyboard.press('Enter');
  await app.idle();
  await app.page.getByRole('link', { name: 'Open the trace' }).focus();
  await keyboard.press('Enter');
  await app.idle();
  await keyboard.press('x');
  await app.idle();
  await expect(app.page.getByRole('region', { name: 'Comparison' })).toBeVisible();
  await app.page.goBack();
  await app.idle();
  expect(await hash(app)).toContain('#/trace/');
  await expect(app.verdict).toContainText('app-timeout');
});
