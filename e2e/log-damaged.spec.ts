import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, SAMPLES, test, type App, type DroppedFile } from './support/app.ts';

const FIELDS = '#Fields: date time cs-method cs-uri-stem sc-status';
const text = (name: string, ...lines: string[]): DroppedFile => ({
  name,
  content: Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'utf8'),
});
const sampleLog = (name: string): DroppedFile => ({
  name: path.basename(name),
  content: readFileSync(path.join(SAMPLES, 'logs', name)),
});
const damaged = (app: App) => app.page.getByRole('grid', { name: 'Damaged rows' });

async function openDamaged(app: App, files: readonly DroppedFile[]): Promise<void> {
  await app.load();
  await app.drop(files);
  await app.goto('#/log?v=1&tab=damaged');
  // What stands in them may be secret, so nothing of it is there before somebody asks.
  await expect(damaged(app)).toHaveCount(0);
  await app.page.getByRole('button', { name: 'Show them' }).click();
  await app.idle();
}

test('all damaged rows are paged through, by line, as they stand in the file', async ({ app }) => {
  const lines = Array.from({ length: 6_000 }, (_, ix) =>
    ix % 2 === 0 ? '2026-03-12 14:00:00 GET /a 200' : `row cut at ${ix}`,
  );
  await openDamaged(app, [text('u_ex260312.log', FIELDS, ...lines)]);
  await expect(damaged(app)).toHaveAttribute('aria-rowcount', '3001');
  await damaged(app).locator('[data-ix="0"]').click();
  await expect(damaged(app).locator('[data-ix="0"]')).toContainText('row cut at 1');
  await app.page.keyboard.press('Control+End');
  await app.idle();
  const last = damaged(app).getByRole('row', { selected: true });
  await expect(last).toContainText('row cut at 5999');
  await expect(last).toContainText('4 of 5');
  await expect(last).toBeInViewport();
  const whole = app.page.getByRole('complementary', { name: 'The damaged row' });
  await expect(whole).toContainText('line 6,001');
  await damaged(app).evaluate((grid) => grid.parentElement?.scrollTo(0, 1500 * 28));
  await app.idle();
  await expect(damaged(app).locator('[data-ix="1500"]')).toContainText('row cut at 3001');
});

test('control characters of a damaged row are seen, and a line that is too long is said to be', async ({ app }) => {
  await openDamaged(app, [
    text('u_ex260312.log', FIELDS, '2026-03-12 14:00:00 GET /a 200', 'a\u0001b\0\0\0c', 'y'.repeat(1_500_000)),
    sampleLog('variants/truncated.log'),
  ]);
  await app.page.getByRole('combobox', { name: 'Log', exact: true }).selectOption({ label: 'u_ex260312.log · 3' });
  await app.idle();
  await expect(damaged(app).locator('[data-ix="0"]')).toContainText('a␁b␀␀␀c');
  await expect(damaged(app).locator('[data-ix="2"]')).toContainText('too long');
});

test('HTTPERR rows and rows of a log that was refused are among them', async ({ app }) => {
  const httpErr = readFileSync(path.join(SAMPLES, 'logs/HTTPERR/httperr1.log'), 'utf8');
  await openDamaged(app, [
    { name: 'httperr1.log', content: Buffer.from(`${httpErr.trimEnd()}\r\nhalf a row\r\n`) },
    sampleLog('variants/fields-fewer-than-data.log'),
  ]);
  const logs = app.page.getByRole('combobox', { name: 'Log', exact: true });
  await expect(logs.getByRole('option')).toHaveText(['httperr1.log · 1', 'fields-fewer-than-data.log · 23']);
  await expect(damaged(app).locator('[data-ix="0"]')).toContainText('half a row');
});

test('a log without its field line asks for it, and is read again by the line that is given', async ({ app }) => {
  const rows = Array.from(
    { length: 50 },
    (_, ix) =>
      `2026-03-12 14:00:${String(ix).padStart(2, '0')} ${ix % 10 === 9 ? 503 : 200} GET /p/${ix} shop t${ix % 3} ${ix}`,
  );
  await app.load();
  await app.drop([text('site.log', ...rows), sampleLog('variants/headless.log')]);
  await app.goto('#/files');
  const file = app.files.getByRole('row').filter({ hasText: 'site.log' });
  await expect(file).toContainText('refused');
  await file.getByRole('button', { name: 'Give the field line' }).press('Enter');
  const dialog = app.page.getByRole('dialog', { name: 'Fields of a log' });
  const line = dialog.getByRole('textbox', { name: 'Field line' });
  await line.fill('#Fields: date time sc-status cs-method');
  await expect(dialog.getByRole('status')).toContainText('4 fields, but the row of line 1 has 8 values');
  await line.fill('#Fields: date time a b c d e f');
  await dialog.getByRole('button', { name: 'Read the log again' }).click();
  await expect(dialog.getByRole('status')).toContainText('must name cs-uri-stem, cs-method or sc-status');
  await line.fill('#Fields: date time sc-status cs-method cs-uri-stem cs-host x-tenant time-taken');
  await expect(dialog.getByRole('row').filter({ hasText: 'x-tenant' })).toContainText('t0');
  await dialog.getByRole('button', { name: 'Read the log again' }).press('Enter');
  await app.idle();
  await expect(dialog).toHaveCount(0);
  await expect(file).toContainText('whole');
  await expect(file).toContainText('50 rows');

  await app.goto('#/log');
  const notes = app.page.getByRole('list', { name: 'Notes on the logs' });
  await expect(notes).toContainText('headless.log has no #Fields line and was read by the default fields of IIS.');
  await app.page.getByRole('searchbox', { name: 'Filter' }).fill('x-tenant:t1 status:503');
  await app.idle();
  await expect(app.page.getByText('2 of 73 rows, 2 failing')).toBeVisible();
  await notes.getByRole('button', { name: 'Give the field line' }).click();
  await expect(dialog.getByRole('button', { name: 'IIS 8 and later' })).toBeVisible();
});

test('the zone of the server is asked for once, for all its logs and for those that come later', async ({ app }) => {
  const native = readFileSync(path.join(SAMPLES, 'logs/native/u_in260312.log'), 'utf8');
  const day = (name: string, date: string): DroppedFile => ({
    name,
    content: Buffer.from(native.replaceAll('3/12/2026', date)),
  });
  await app.load();
  await app.drop([day('u_in260312.log', '3/12/2026'), day('u_in260313.log', '3/13/2026')]);
  await app.goto('#/log');
  const notes = app.page.getByRole('list', { name: 'Notes on the logs' });
  await expect(notes).toContainText('2 logs are in the server’s local time and do not name their zone');
  await notes.getByRole('combobox', { name: 'Clock of 2 logs' }).selectOption({ label: 'UTC+02:00' });
  await app.idle();
  await expect(notes).toContainText('2 logs are in the server’s local time, read as UTC+02:00.');
  await expect(app.page.getByRole('grid', { name: 'Log rows' }).locator('[data-ix="0"]')).toContainText(
    '2026-03-12 13:20:01',
  );
  await app.drop([day('u_in260314.log', '3/14/2026')]);
  await app.goto('#/log');
  await expect(notes).toContainText('3 logs are in the server’s local time, read as UTC+02:00.');
});
