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
