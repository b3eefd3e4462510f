import { ALL_SAMPLES, expect, sample, test } from './support/app.ts';

/** Ground truth: src/testing/samples/freb/SOURCES.md. */
const EXPECTED = [
  { file: 'a', cause: 'app-timeout', module: 'AspNetCoreModule', code: '0x80072EE2', status: '502.3' },
  { file: 'a2', cause: 'app-timeout', module: 'AspNetCoreModuleV2', code: '0x80072EE2', status: '502.3' },
  { file: 'b', cause: 'startup-crash', module: 'AspNetCoreModule', code: null, status: '502.5' },
  { file: 'c', cause: 'startup-crash', module: 'AspNetCoreModuleV2', code: null, status: '500.30' },
  { file: 'd', cause: 'client-disconnect', module: 'AspNetCoreModule', code: '0x800704CD', status: '502.3' },
  { file: 'e', cause: 'slow-request', module: null, code: null, status: '200' },
  { file: 'f', cause: 'other-module', module: 'IIS Web Core', code: null, status: '401.2' },
  { file: 'g', cause: 'still-running', module: null, code: null, status: '200' },
  { file: 'h', cause: null, module: null, code: null, status: '200' },
  { file: 'i', cause: 'still-running', module: null, code: null, status: '200' },
] as const;

test('ten traces dropped together: each gets the verdict its file was written to show', async ({ app }) => {
  await app.load();
  await app.drop(ALL_SAMPLES);
  await app.goto('#/requests');
  await expect(app.requests.getByRole('row')).toHaveCount(EXPECTED.length + 1);

  for (const { file, cause, module, code, status } of EXPECTED) {
    await app.openTrace(sample(file).name);
    if (cause === null) {
      await expect(app.verdict, file).not.toContainText(/app-|connection-|startup-/);
      continue;
    }
    await expect(app.verdict, file).toContainText(cause);
    await expect(app.verdict, file).toContainText(status);
    if (module) await expect(app.verdict, file).toContainText(module);
    if (code) await expect(app.verdict, file).toContainText(code);
    expect(await app.verdict.locator('a[href*="#/trace/"]').count(), `${file}: evidence with links`).toBeGreaterThan(0);
  }
});

test('(a) names the code, the limit, the setting and the producing event', async ({ app }) => {
  await app.load();
  await app.drop([sample('a')]);
  for (const words of [
    'WININET_E_TIMEOUT',
    'ERROR_WINHTTP_TIMEOUT',
    '(0x80072EE2, 2147954402)',
    '120',
    'requestTimeout',
  ]) {
    await expect(app.verdict).toContainText(words);
  }
  await expect(app.verdict).toContainText(/event 7\d/i);
});

test('(b) does not call ErrorCode 0 a success', async ({ app }) => {
  await app.load();
  await app.drop([sample('b')]);
  await expect(app.verdict).toContainText(/no code/i);
  await expect(app.verdict).not.toContainText(/completed successfully/i);
});

test('(d) does not blame the application', async ({ app }) => {
  await app.load();
  await app.drop([sample('d')]);
  await expect(app.verdict).toContainText(/client/i);
  await expect(app.verdict.getByRole('heading').first()).not.toContainText(/application (failed|crashed|did not)/i);
});

test('(g) says still running and does not sell the provisional 200 as an outcome', async ({ app }) => {
  await app.load();
  await app.drop([sample('g')]);
  await expect(app.verdict).toContainText('still-running');
  await expect(app.verdict).toContainText(/still running/i);
});

test('(h) opens with a warning about replaced characters', async ({ app }) => {
  await app.load();
  await app.drop([sample('h')]);
  await expect(app.page.getByRole('main')).toContainText(/replaced|not well-formed|control characters/i);
  await app.goto('#/files');
  await expect(app.files).toContainText('partial');
});

test('(i) says that both ends are missing', async ({ app }) => {
  await app.load();
  await app.drop([sample('i')]);
  await expect(app.page.getByRole('main')).toContainText(/size limit|maxLogFileSizeKB/i);
  await expect(app.page.getByRole('main')).toContainText(/start/i);
});
