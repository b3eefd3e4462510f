import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ALL_SAMPLES, expect, SAMPLES, test, type DroppedFile } from './support/app.ts';

interface Report {
  readonly traces: readonly {
    readonly path: string;
    readonly verdict: { readonly cause: string; readonly certainty: string; readonly headline: string } | null;
  }[];
  readonly incidents: readonly { readonly cause: string; readonly headline: string; readonly requests: number }[];
}

const INCIDENT = [
  'FailedReqLogFiles/W3SVC1/fr000142.xml',
  'W3SVC1/u_ex260312.log',
  'HTTPERR/httperr1.log',
  'stdout/stdout_20260312142712_7312.log',
  'web.config',
];
const APP_SERVICE = ['azure/LogFiles/eventlog.xml', 'azure/LogFiles/http/RawLogs/6f1d2c-202603121400.log'];

/** The headless run over the same files; its exit status is 1 because requests failed. */
async function headless(paths: readonly string[]): Promise<Report> {
  const run = promisify(execFile)(process.execPath, ['scripts/diagnose.mjs', '--json', ...paths], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const failed = await run.then(
    () => null,
    (error: { code?: number; stdout?: string }) => error,
  );
  expect(failed?.code).toBe(1);
  return JSON.parse(failed?.stdout ?? '') as Report;
}

const dropped = (name: string): DroppedFile => ({
  name: path.basename(name),
  content: readFileSync(path.join(SAMPLES, 'logs', name)),
});

test('the ten samples: page and headless run say the same of each', async ({ app }) => {
  const report = await headless([path.join(SAMPLES, 'freb')]);
  expect(report.traces).toHaveLength(ALL_SAMPLES.length);
  await app.load();
  await app.drop(ALL_SAMPLES);
  for (const { path: file, verdict } of report.traces) {
    await app.openTrace(path.basename(file));
    if (verdict === null) continue;
    await expect(app.verdict.getByRole('heading').first()).toHaveText(verdict.headline);
    await expect(app.verdict).toContainText(verdict.cause);
    await expect(app.verdict).toContainText(`${verdict.certainty} certainty`);
  }
});

for (const { name, files } of [
  { name: 'the incident', files: INCIDENT },
  { name: 'the incident with the files of another site beside it', files: [...INCIDENT, ...APP_SERVICE] },
]) {
  test(`${name}: page and headless run list the same incidents`, async ({ app }) => {
    const report = await headless(files.map((file) => path.join(SAMPLES, 'logs', file)));
    expect(report.incidents.length).toBeGreaterThan(5);
    await app.load();
    await app.drop(files.map(dropped));
    await app.goto('#/incidents');
    await expect(app.page.getByRole('main')).toContainText(`${report.incidents.length} incidents`);
    for (const incident of report.incidents) {
      await expect(app.page.getByRole('main')).toContainText(incident.headline);
    }
  });
}
