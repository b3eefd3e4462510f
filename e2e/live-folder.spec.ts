import AxeBuilder from '@axe-core/playwright';
import { type App, expect, sample, test } from './support/app.ts';

/** Puts the origin private file system in the place of the dialog that lets a person choose a folder. */
async function load(app: App): Promise<void> {
  await app.page.addInitScript(() => {
    Object.assign(window, {
      showDirectoryPicker: async () => {
        const root = await navigator.storage.getDirectory();
        return root.getDirectoryHandle('FailedReqLogFiles', { create: true });
      },
    });
  });
  await app.load();
}

/** Writes a file into the watched folder, below `W3SVC1`. */
async function write(app: App, name: string, content: string): Promise<void> {
  await app.page.evaluate(
    async ({ name, content }) => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('FailedReqLogFiles', { create: true });
      const site = await folder.getDirectoryHandle('W3SVC1', { create: true });
      const file = await site.getFileHandle(name, { create: true });
      const stream = await file.createWritable();
      await stream.write(content);
      await stream.close();
    },
    { name, content },
  );
}

async function click(app: App, name: string): Promise<void> {
  await app.page.getByRole('button', { name, exact: true }).click();
  await app.idle();
}

const text = (letter: string): string => sample(letter).content.toString('utf8');
const LOG = [
  '#Software: Microsoft Internet Information Services 10.0',
  '#Version: 1.0',
  '#Date: 2026-03-12 14:00:00',
  '#Fields: date time cs-method cs-uri-stem sc-status sc-substatus sc-win32-status time-taken',
];
const row = (second: number): string => `2026-03-12 14:00:0${second} GET /x 502 3 12002 120000`;
const log = (rows: number): string => [...LOG, ...Array.from({ length: rows }, (_, n) => row(n)), ''].join('\r\n');

test('files that appear in a watched folder are read when nobody writes to them any more', async ({ app }) => {
  await load(app);
  await write(app, 'fr000001.xml', text('f'));
  await click(app, 'Watch a folder');
  await expect(app.page.getByRole('region', { name: 'Watched folder' })).toContainText('FailedReqLogFiles');
  await expect(app.page.getByRole('region', { name: 'Watched folder' })).toContainText('1 file');
  await app.goto('#/requests');
  await expect(app.requests.getByRole('row')).toHaveCount(2);

  await write(app, 'fr000002.xml', text('a').slice(0, 20_000));
  await click(app, 'Look now');
  await expect(app.page.getByRole('region', { name: 'Watched folder' })).toContainText('1 being written');
  await write(app, 'fr000002.xml', text('a'));
  await click(app, 'Look now');
  await expect(app.requests.getByRole('row')).toHaveCount(2);
  await click(app, 'Look now');
  await expect(app.requests.getByRole('row')).toHaveCount(3);
  await expect(app.page.getByRole('status')).toContainText('New in FailedReqLogFiles. Read 1 file: whole.');
  await expect(app.page).toHaveURL(/#\/requests/);
  await app.page.getByRole('status').getByRole('link', { name: 'Open the trace' }).click();
  await app.idle();
  await expect(app.verdict).toContainText('app-timeout');

  await click(app, 'Look now');
  await app.goto('#/files');
  await expect(app.files.getByRole('row').filter({ hasText: 'FailedReqLogFiles/W3SVC1/' })).toHaveCount(2);
});

test('a log that grows is read again in place of what it was', async ({ app }) => {
  await load(app);
  await write(app, 'u_ex260312.log', log(2));
  await click(app, 'Watch a folder');
  await app.goto('#/files');
  const rows = app.files.getByRole('row').filter({ hasText: 'u_ex260312.log' });
  await expect(rows).toContainText('2 rows');
  await write(app, 'u_ex260312.log', log(5));
  await click(app, 'Look now');
  await click(app, 'Look now');
  await expect(rows.filter({ hasText: 'whole' })).toContainText('5 rows');
  await expect(rows.filter({ hasText: 'skipped' })).toContainText('its later state is in the list too');
  await expect(rows).toHaveCount(2);
});

test('the bar of a watched folder has room on a phone, and axe finds nothing in it', async ({ app }) => {
  await app.page.setViewportSize({ width: 390, height: 844 });
  await load(app);
  await write(app, 'fr000001.xml', text('f'));
  await click(app, 'Watch a folder');
  await expect(app.page.getByRole('button', { name: 'Stop watching' })).toBeInViewport({ ratio: 1 });
  expect(await app.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  const { violations } = await new AxeBuilder({ page: app.page })
    .include('section[aria-label="Watched folder"]')
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('nothing is read after watching was stopped, and it can begin again', async ({ app }) => {
  await load(app);
  await click(app, 'Watch a folder');
  await expect(app.page.getByRole('status')).toContainText('holds no files yet');
  await expect(app.page.getByRole('button', { name: 'Watch a folder' })).toHaveCount(0);
  await click(app, 'Stop watching');
  await expect(app.page.getByRole('region', { name: 'Watched folder' })).toHaveCount(0);
  await expect(app.page.getByRole('status')).toContainText('no longer watched');
  await write(app, 'fr000001.xml', text('f'));
  await click(app, 'Watch a folder');
  await expect(app.verdict).toContainText('401.2');
});

test('a folder that goes away is no longer watched, and the page says so', async ({ app }) => {
  await load(app);
  await write(app, 'fr000001.xml', text('f'));
  await click(app, 'Watch a folder');
  await app.page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('FailedReqLogFiles', { recursive: true });
  });
  await click(app, 'Look now');
  await expect(app.page.getByRole('status')).toContainText('cannot be read any more');
  await expect(app.page.getByRole('region', { name: 'Watched folder' })).toHaveCount(0);
  await expect(app.verdict).toBeVisible();
});

test('browsers that cannot hand out a folder are not offered to watch one', async ({ app }) => {
  await app.page.addInitScript(() => {
    Reflect.deleteProperty(Window.prototype, 'showDirectoryPicker');
    Reflect.deleteProperty(window, 'showDirectoryPicker');
  });
  await app.load();
  await expect(app.page.getByRole('button', { name: 'Open the sample incident' })).toBeVisible();
  await expect(app.page.getByRole('button', { name: 'Watch a folder' })).toHaveCount(0);
});
