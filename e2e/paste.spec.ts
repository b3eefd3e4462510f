import AxeBuilder from '@axe-core/playwright';
import { type App, expect, sample, test } from './support/app.ts';

const ROWS = [
  '41. | NOTIFY_MODULE_START | ModuleName="AspNetCoreModuleV2", Notification="EXECUTE_REQUEST_HANDLER", fIsPostNotification="false" | 23:58:59.057',
  '42. | GENERAL_SET_REQUEST_HEADER | HeaderName="Connection", HeaderValue="", Replace="true" | 23:58:59.057',
  '43. | MODULE_SET_RESPONSE_ERROR_STATUSWarning | ModuleName="AspNetCoreModuleV2", Notification="EXECUTE_REQUEST_HANDLER", HttpStatus="502", HttpReason="Bad Gateway", HttpSubStatus="3", ErrorCode="2147954402", ConfigExceptionInfo="" | 00:01:01.104',
  '44. | NOTIFY_MODULE_END | ModuleName="AspNetCoreModuleV2", Notification="EXECUTE_REQUEST_HANDLER", fIsPostNotificationEvent="false", NotificationStatus="NOTIFICATION_FINISH_REQUEST" | 00:01:01.166',
].join('\n');

/** Pastes as Ctrl+V does with the focus on `target`: the page never reads the clipboard by itself. */
async function paste(app: App, target: string, text: string): Promise<void> {
  await app.page.locator(target).evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await app.idle();
}

test('rows copied from the compact view become a trace with a verdict and a list of what is missing', async ({
  app,
}) => {
  await app.load();
  await app.page.getByRole('button', { name: 'Paste text' }).click();
  const box = app.page.getByRole('textbox', { name: 'Paste text' });
  await expect(box).toBeFocused();
  await box.fill(ROWS);
  await app.page.getByRole('button', { name: 'Read the text' }).click();
  await app.idle();
  await expect(app.verdict).toContainText('app-timeout');
  await expect(app.events).toHaveAttribute('aria-rowcount', '5');
  await expect(app.page.getByRole('main')).toContainText('These events come from pasted text');
  await app.goto('#/files');
  const row = app.files.getByRole('row').filter({ hasText: 'Pasted text 1.txt' });
  await expect(row).toContainText('partial');
  await expect(row).toContainText('Pasted text, not a file of IIS');
  await row.getByRole('button', { name: /^Details/ }).click();
  await expect(app.files).toContainText('The text holds no date');
  await expect(app.files).toContainText('The text begins at event 41 of the trace');
  await expect(app.files).toContainText('The URL of the request is not in the text.');
});

test('the raw tab shows what was made of the text, and says that it was made', async ({ app }) => {
  await app.load();
  await paste(app, 'body', ROWS);
  await app.page.getByRole('button', { name: 'Read the text' }).click();
  await app.idle();
  await app.page.getByRole('tab', { name: /raw/i }).click();
  await app.page.getByRole('button', { name: 'Show the raw file' }).click();
  await app.idle();
  await expect(app.page.getByRole('main')).toContainText('Not a file of IIS: frebscope made it of pasted text');
});

test('text pasted anywhere opens the box with the text in it; a field that has the focus keeps what is pasted', async ({
  app,
}) => {
  await app.load('#/files');
  await app.drop([sample('f')]);
  await app.goto('#/requests');
  await paste(app, 'input[type="search"], [role="searchbox"]', 'status:502');
  await expect(app.page.getByRole('textbox', { name: 'Paste text' })).toHaveCount(0);
  await paste(app, 'body', 'some text');
  await expect(app.page.getByRole('textbox', { name: 'Paste text' })).toHaveValue('some text');
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('textbox', { name: 'Paste text' })).toHaveCount(0);
});

test('XML of a trace that is pasted is read like its file', async ({ app }) => {
  await app.load();
  await paste(app, 'body', sample('a').content.toString('utf8'));
  await app.page.getByRole('button', { name: 'Read the text' }).click();
  await app.idle();
  await expect(app.verdict).toContainText('app-timeout');
  await app.goto('#/files');
  await expect(app.files.getByRole('row').filter({ hasText: 'Pasted text 1.xml' })).toContainText('whole');
});

test('text in which nothing is found is refused with a sentence', async ({ app }) => {
  await app.load();
  await paste(app, 'body', 'Hello, my site is slow <img src=x onerror=window.__PWNED=1>');
  await app.page.getByRole('button', { name: 'Read the text' }).click();
  await app.idle();
  await app.goto('#/files');
  await expect(app.files.getByRole('row').filter({ hasText: 'Pasted text 1.txt' })).toContainText(
    /refused\s*Text, but not in a form that frebscope knows of logs/,
  );
  expect(await app.page.evaluate(() => '__PWNED' in window)).toBe(false);
});

test('files that were copied are opened when they are pasted', async ({ app }) => {
  await app.load();
  await app.page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([text], 'fr000001.xml'));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, sample('a').content.toString('utf8'));
  await app.idle();
  await expect(app.verdict).toContainText('app-timeout');
});

test('axe finds nothing in the box', async ({ app }) => {
  await app.load();
  await paste(app, 'body', ROWS);
  await expect(app.page.getByRole('textbox', { name: 'Paste text' })).toBeFocused();
  const { violations } = await new AxeBuilder({ page: app.page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
