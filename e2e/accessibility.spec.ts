import { readFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { ALL_SAMPLES, expect, sample, SAMPLES, test, type App } from './support/app.ts';

const PLACES = [
  '#/',
  '#/files',
  '#/log',
  '#/incidents',
  'incident',
  '#/requests',
  'trace',
  '#/modules',
  'compare',
  '#/codes',
  '#/codes/0x80072EE2',
  '#/capture',
  '#/glossary',
];
const THEMES = ['light', 'dark'] as const;

async function openIncident(app: App): Promise<void> {
  await app.goto('#/incidents');
  await app.page
    .getByRole('list', { name: 'Incidents' })
    .getByRole('heading', { level: 3 })
    .getByRole('link')
    .first()
    .click();
  await app.idle();
}

async function openPlace(app: App, place: string): Promise<void> {
  if (place === 'trace') return app.openTrace(sample('a').name);
  if (place === 'incident') return openIncident(app);
  if (place !== 'compare') return app.goto(place);
  await app.openTrace(sample('a').name);
  const [, a] = /trace\/([^?]+)/.exec(app.page.url()) ?? [];
  await app.openTrace(sample('b').name);
  const [, b] = /trace\/([^?]+)/.exec(app.page.url()) ?? [];
  return app.goto(`#/compare/${a}...${b}`);
}

async function violations(app: App): Promise<string[]> {
  const result = await new AxeBuilder({ page: app.page }).analyze();
  return result.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}

for (const theme of THEMES) {
  for (const place of PLACES) {
    test(`axe finds nothing: ${place}, ${theme}`, async ({ app }) => {
      await app.page.emulateMedia({ colorScheme: theme });
      await app.load();
      await app.drop(ALL_SAMPLES);
      await openPlace(app, place);
      expect(await violations(app)).toEqual([]);
    });
  }
}

test('axe finds a button without a name (control)', async ({ app }) => {
  await app.load();
  await app.page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
  expect((await violations(app)).join()).toContain('button-name');
});

test('nothing scrolls sideways at 390 pixels, nor at 200 % zoom', async ({ app }) => {
  await app.load();
  await app.drop(ALL_SAMPLES);
  await app.openTrace(sample('a').name);
  const trace = await app.page.evaluate(() => location.hash);
  for (const [width, height] of [
    [390, 844],
    [720, 450],
  ] as const) {
    await app.page.setViewportSize({ width, height });
    for (const place of PLACES) {
      if (place === 'compare' || place === 'incident') await openPlace(app, place);
      else await app.goto(place === 'trace' ? trace : place);
      const over = await app.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, `${place} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
});

test('axe finds nothing in what opens over a page, nor in the configuration beside a trace', async ({ app }) => {
  await app.load();
  await app.drop([
    ...ALL_SAMPLES,
    { name: 'web.config', content: readFileSync(path.join(SAMPLES, 'logs/web.config')) },
  ]);
  await app.goto('#/requests');
  await app.page.keyboard.press('/');
  await app.page.keyboard.type('(stat');
  await app.page.keyboard.press('ArrowDown');
  await app.idle();
  expect(await violations(app)).toEqual([]);
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('button', { name: 'Arrange columns' }).click();
  await app.idle();
  expect(await violations(app)).toEqual([]);
  await app.page.keyboard.press('Escape');
  await app.openTrace(sample('a').name);
  await app.page.getByRole('tab', { name: 'Configuration' }).click();
  await app.idle();
  expect(await violations(app)).toEqual([]);
});
