// Renews docs/screenshots/ from the built page: `npm run build && npm run screenshots`. A person looks at them afterwards.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { BROWSER_ARGS, ensureBrowser } from './browser.mjs';
import { listFiles } from './list-files.mjs';
import { serve } from './serve.mjs';

const OUT = 'docs/screenshots';
const TRACES = 'src/testing/samples/freb';
const LOGS = 'src/testing/samples/logs';

const traces = readdirSync(TRACES)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => path.join(TRACES, name));
const incident = ['FailedReqLogFiles', 'HTTPERR', 'W3SVC1', 'stdout'].flatMap((folder) =>
  listFiles(`${LOGS}/${folder}`),
);
incident.push(`${LOGS}/web.config`);

/** What is loaded, the place to show, and the link to follow from there. */
const SCENES = [
  { name: 'start', files: [], place: '#/' },
  { name: 'requests', files: traces, place: '#/requests' },
  { name: 'files', files: traces, place: '#/files' },
  { name: 'trace', files: [path.join(TRACES, 'a-ancm-502.3-timeout-2147954402.xml')] },
  { name: 'trace-client', files: [path.join(TRACES, 'd-ancm-502.3-0x800704cd-client-gone-mid-response.xml')] },
  { name: 'incidents', files: incident, place: '#/incidents' },
  { name: 'incident', files: incident, place: '#/incidents', follow: /AspNetCoreModule answered 502\.3/ },
  { name: 'log', files: incident, place: '#/log' },
  { name: 'modules', files: traces, place: '#/modules' },
  { name: 'codes', files: traces, place: '#/codes/0x80072EE2' },
];
const SIZES = [
  [1440, 900],
  [390, 844],
];

const executablePath = await ensureBrowser();
const { server, url } = await serve('dist', { headers: false });
const browser = await chromium.launch({ executablePath, args: BROWSER_ARGS });
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
try {
  for (const { name, files, place, follow } of SCENES) {
    for (const colorScheme of ['light', 'dark']) {
      for (const [width, height] of SIZES) {
        const page = await browser.newPage({
          viewport: { width, height },
          colorScheme,
          locale: 'en-US',
          timezoneId: 'UTC',
        });
        await page.goto(`${url}?testing=1#/`);
        await idle(page);
        if (files.length > 0) await drop(page, files);
        if (place) await page.evaluate((hash) => void (location.hash = hash), place);
        await idle(page);
        if (follow) await page.getByRole('link', { name: follow }).first().click();
        await idle(page);
        // Each click takes one away, and the others move up.
        const dismiss = page.getByRole('button', { name: 'Dismiss' });
        while ((await dismiss.count()) > 0) await dismiss.first().click();
        await page.screenshot({ path: `${OUT}/${name}-${colorScheme}-${width}.png` });
        await page.close();
      }
    }
  }
} finally {
  await browser.close();
  server.close();
}

async function idle(page) {
  await page.waitForFunction(() => '__frebscope' in window);
  await page.evaluate(() => window.__frebscope.idle());
}

async function drop(page, files) {
  const transfer = await page.evaluateHandle(() => new DataTransfer());
  for (const file of files) {
    await transfer.evaluate(
      (target, { name, base64 }) => {
        const binary = atob(base64);
        const bytes = new Uint8Array(binary.length);
        for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
        target.items.add(new File([bytes], name, { lastModified: 0 }));
      },
      { name: path.basename(file), base64: readFileSync(file).toString('base64') },
    );
  }
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await idle(page);
}
