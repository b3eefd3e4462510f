import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { expect, sample, test, type App } from './support/app.ts';
import { order } from './support/orders.ts';

const FIELDS = '#Fields: date time cs-method cs-uri-stem sc-status sc-substatus sc-win32-status time-taken';
const grid = (app: App) => app.page.getByRole('grid', { name: 'Log rows', exact: true });
const chosen = (app: App) => grid(app).getByRole('row', { selected: true });
const two = (value: number): string => String(value).padStart(2, '0');
const clock = (second: number): string =>
  `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;

/** A log of so many short rows, row n of which asks for /r/n. Every thousandth fails. */
async function shortLog(rows: number): Promise<string> {
  const file = test.info().outputPath('u_ex260312.log');
  mkdirSync(path.dirname(file), { recursive: true });
  const stream = createWriteStream(file);
  stream.write(`${FIELDS}\r\n`);
  for (let from = 0; from < rows; from += 50_000) {
    const lines = Array.from({ length: Math.min(50_000, rows - from) }, (_, ix) => {
      const row = from + ix + 1;
      const outcome = row % 1000 === 0 ? '502 3 12002 120047' : '200 0 0 15';
      return `2026-03-12 ${clock(Math.floor(((row - 1) / rows) * 86_400))} GET /r/${row} ${outcome}\r\n`;
    });
    if (!stream.write(lines.join(''))) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  return file;
}

/** A part of a file that the page makes: text repeated, so that gigabytes cost nothing to hand over. */
interface Part {
  readonly text: string;
  readonly times?: number;
  /** The text is repeated so often before it is repeated as a block. */
  readonly block?: number;
}

/** Drops files that are made in the page, beside others. */
async function dropMade(app: App, files: readonly { readonly name: string; readonly parts: readonly Part[] }[]) {
  await app.page.evaluate((made) => {
    const transfer = new DataTransfer();
    for (const { name, parts } of made) {
      const blobs = parts.flatMap(({ text, times = 1, block = 1 }) => {
        const one = new Blob([text.repeat(block)]);
        return Array.from({ length: times }, () => one);
      });
      transfer.items.add(new File(blobs, name, { lastModified: 0 }));
    }
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, files);
}

const MiB = 1024 * 1024;
const GOOD = '2026-03-12 14:00:00 GET /api/orders 200 0 0 15\r\n';
const BAD = '2026-03-12 14:00:01 GET /api/orders 502 3 12002 120047\r\n';

test('more than a million rows: the first, the middle and the last by keyboard and by scrolling', async ({ app }) => {
  test.setTimeout(120_000);
  const rows = 1_100_000;
  const log = await shortLog(rows);
  await app.load();
  await app.page.getByLabel('Open files', { exact: true }).first().setInputFiles(log);
  await app.idle();
  await app.goto('#/log');
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String(rows + 1));
  await expect(app.page.getByText('1,100,000 rows are more than a scroll bar can tell apart')).toBeVisible();

  await grid(app).locator('[data-ix="0"]').click();
  await app.page.keyboard.press('Control+End');
  await app.idle();
  await expect(chosen(app)).toContainText(`/r/${rows}`);
  await expect(chosen(app)).toBeInViewport();
  await expect(app.page.getByRole('complementary', { name: 'Fields of the row' })).toContainText('line 1,100,001');
  await app.page.keyboard.press('ArrowUp');
  await app.idle();
  await expect(chosen(app)).toContainText(`/r/${rows - 1}`);
  await app.page.keyboard.press('Control+Home');
  await app.idle();
  await expect(chosen(app)).toContainText('/r/1');
  await app.page.getByRole('textbox', { name: 'Row', exact: true }).fill('550,000');
  await app.page.keyboard.press('Enter');
  await app.idle();
  await expect(chosen(app)).toContainText('/r/550000');
  await expect(chosen(app)).toBeInViewport();
  await app.page.keyboard.press('PageDown');
  await app.idle();
  await expect(chosen(app)).toContainText(/\/r\/5500\d\d/);

  const scroller = grid(app).locator('xpath=..');
  const scrollTo = async (share: number): Promise<void> => {
    await scroller.evaluate((box, at) => box.scrollTo(0, (box.scrollHeight - box.clientHeight) * at), share);
    await app.idle();
  };
  await scrollTo(1);
  await expect(grid(app).getByText(`/r/${rows}`, { exact: true })).toBeInViewport();
  await scrollTo(0.5);
  await expect(grid(app).getByText(`/r/${rows / 2}`, { exact: true })).toBeInViewport();
  await scroller.hover();
  await app.page.mouse.wheel(0, 280);
  await app.idle();
  await expect(grid(app).getByText(`/r/${rows / 2 + 10}`, { exact: true })).toBeInViewport();
  await scrollTo(0);
  await expect(grid(app).getByText('/r/1', { exact: true })).toBeInViewport();

  // A link to a row far down leads to it.
  await app.page.getByRole('searchbox', { name: 'Filter' }).fill('line:1000001');
  await app.idle();
  await expect(grid(app)).toHaveAttribute('aria-rowcount', '2');
  await grid(app).locator('[data-ix="0"]').click();
  await app.page.getByRole('searchbox', { name: 'Filter' }).fill('');
  await app.idle();
  await expect(chosen(app)).toContainText('/r/1000000');
  await expect(chosen(app)).toBeInViewport();
});

test('logs that memory has no room for are counted: failing rows are there, and the page says so', async ({ app }) => {
  test.setTimeout(120_000);
  const [block, times] = [80_000, 330];
  const names = Array.from({ length: 24 }, (_, ix) => `x-f${ix}`);
  // Short values of which there are many: nothing that could be left in the file instead of rows.
  const lines = Array.from({ length: block }, (_, row) => {
    const values = names.map((_name, ix) => ((row * 7 + ix * 131) % 1000).toString(36).padStart(2, '0'));
    const outcome = row % 8000 === 7999 ? '502 3 12002 120047' : '200 0 0 15';
    return `2026-03-12 14:00:${two(row % 60)} GET /api/${row % 50} ${outcome} ${values.join(' ')}\r\n`;
  });
  await app.load();
  const parts = [{ text: `${FIELDS} ${names.join(' ')}\r\n` }, { text: lines.join(''), times }];
  await dropMade(app, [{ name: 'u_ex260312.log', parts }]);
  await app.idle();
  const count = (value: number): string => value.toLocaleString('en-US');
  const [all, failing] = [block * times, (block / 8000) * times];
  await app.goto('#/log');
  const notes = app.page.getByRole('list', { name: 'Notes on the logs' });
  await expect(notes).toContainText(
    `rows of status 400 to 599 are here, ${count(all - failing)} other rows are only counted.`,
  );
  await expect(
    app.page.getByText(`${count(all)} rows, ${count(failing)} failing; ${count(failing)} kept`),
  ).toBeVisible();
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String(failing + 1));

  await app.page.getByRole('tab', { name: 'Groups' }).click();
  await app.idle();
  const groups = app.page.getByRole('grid', { name: 'Groups of rows' });
  await expect(groups.getByRole('row').filter({ hasText: '/api/{n}' })).toContainText(count(all));
  await app.page.getByRole('combobox', { name: 'Group by' }).selectOption('status');
  await app.idle();
  await expect(groups.getByRole('row').filter({ hasText: /^200/ })).toContainText(count(all - failing));
  await app.page.getByRole('combobox', { name: 'Group by' }).selectOption('x-f0');
  await app.idle();
  await expect(
    app.page.getByText(`Over the rows that are kept: ${count(all - failing)} rows are only counted`),
  ).toBeVisible();
});

test('a large log that is cancelled while it is read keeps what was read; the rest goes on', async ({ app }) => {
  test.setTimeout(120_000);
  await app.load();
  await dropMade(app, [
    { name: 'u_ex260312.log', parts: [{ text: `${FIELDS}\r\n` }, { text: GOOD + BAD, block: 160_000, times: 130 }] },
  ]);
  await app.page.evaluate(() => (location.hash = '#/log'));
  // The engine tells of rows as they come; whoever saw enough stops it.
  await expect(app.page.getByRole('tab', { name: /Rows/ })).toBeVisible();
  await app.page.getByRole('button', { name: 'Cancel' }).click();
  await app.idle();
  const read = Number((await grid(app).getAttribute('aria-rowcount')) ?? 0) - 1;
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(2 * 160_000 * 130);
  await app.goto('#/files');
  const file = app.files.getByRole('row').filter({ hasText: 'u_ex260312.log' });
  await expect(file).toContainText('partial');
  await expect(file).toContainText(`Only the first ${read.toLocaleString('en-US')} rows were read`);
  await expect(file).toContainText('Open it again to read it all');

  await app.drop([sample('a')]);
  await app.openTrace(sample('a').name);
  await expect(app.verdict).toContainText('app-timeout');
});

test('a line of a gigabyte, NUL bytes and noise: refused or partial with the reason, the rest is read', async ({
  app,
}) => {
  test.setTimeout(120_000);
  await app.load();
  await dropMade(app, [
    {
      name: 'long-line.log',
      parts: [{ text: `${FIELDS}\r\n${GOOD}` }, { text: 'x', block: 16 * MiB, times: 64 }, { text: `\r\n${BAD}` }],
    },
    {
      name: 'nul.log',
      parts: [{ text: `${FIELDS}\r\n${GOOD}` }, { text: '\0', block: 16 * MiB, times: 8 }, { text: `\r\n${BAD}` }],
    },
    { name: 'noise.log', parts: [{ text: '\u0001\u0080\u0007\uFFFD\u0000', block: 4 * MiB }] },
  ]);
  await app.idle();
  await app.goto('#/files');
  const file = (name: string) => app.files.getByRole('row').filter({ hasText: name });
  await expect(file('long-line.log')).toContainText('partial');
  await expect(file('long-line.log')).toContainText('longer than 1 MiB');
  await expect(file('long-line.log')).toContainText('2 rows, 1 damaged entry');
  await expect(file('nul.log')).toContainText('2 rows');
  await expect(file('nul.log')).toContainText('NUL bytes');
  await expect(file('noise.log')).toContainText('refused');
  await app.goto('#/log');
  await expect(grid(app)).toHaveAttribute('aria-rowcount', '5');
});

test('a full folder of traces, and failing rows without one, are said', async ({ app }) => {
  const folder = test.info().outputPath('LogFiles');
  mkdirSync(path.join(folder, 'W3SVC1'), { recursive: true });
  for (let ix = 1; ix <= 50; ix++) {
    const name = `fr${String(ix).padStart(6, '0')}.xml`;
    const trace = order(name, { minute: 10 + (ix % 40), took: 120_016, cookie: `id=${ix}` });
    writeFileSync(path.join(folder, 'W3SVC1', name), trace.content);
  }
  const rows = [BAD, BAD.replace(':01', ':02'), GOOD].join('');
  writeFileSync(path.join(folder, 'u_ex260312.log'), `${FIELDS}\r\n${rows}`);
  await app.load();
  await app.page.getByLabel('Open folder', { exact: true }).setInputFiles(folder);
  await app.idle();
  await app.goto('#/log');
  const notes = app.page.getByRole('list', { name: 'Notes on the logs' });
  await expect(notes).toContainText('2 failing rows have no trace.');
  await expect(notes).toContainText('LogFiles/W3SVC1: the folder was full (50 traces), older traces were deleted.');
});
