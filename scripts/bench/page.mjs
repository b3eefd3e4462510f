// What a person waits for: from the drop on the built page to verdicts on screen, beside DOMParser alone on the same bytes.
// Every run uses a fresh browser profile; peer and ours alternate. Needs `npm run build` first.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { BROWSER_ARGS, ensureBrowser } from '../browser.mjs';
import { serve } from '../serve.mjs';
import { generateTraces, spread } from './measure.mjs';

const RUNS = Number(process.env['RUNS'] ?? 5);
const executablePath = await ensureBrowser();
const folder = mkdtempSync(path.join(tmpdir(), 'frebscope-bench-'));
const { server, url } = await serve('dist');

try {
  const cases = [
    { name: '1 trace of 200 KB', files: generateTraces(folder, 'one', { count: 1, size: '200k', seed: 3 }) },
    { name: '1 trace of 10 MB', files: generateTraces(folder, 'big', { count: 1, size: '10m', seed: 4 }) },
    { name: '200 traces of 200 KB', files: generateTraces(folder, 'many', { count: 200, size: '200k', seed: 5 }) },
  ];
  console.log(
    `${execFileSync(executablePath, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim()}, ${RUNS} runs each, ms: median (min to max)`,
  );
  for (const { name, files } of cases) {
    const bytes = files.reduce((sum, file) => sum + file.content.length, 0);
    const ours = [];
    const longest = [];
    const shown = [];
    const peer = [];
    for (let run = 0; run < RUNS; run++) {
      const measured = await dropOnPage(files);
      ours.push(measured.elapsed);
      longest.push(measured.longest);
      shown.push(measured.verdict);
      peer.push(await domParser(files));
    }
    const ratio = spread(ours.map((value, i) => value / peer[i]));
    const sooner = spread(shown.map((value, i) => value / peer[i]));
    console.log(`\n${name} (${(bytes / 2 ** 20).toFixed(1)} MB)`);
    console.log(`  page, drop to verdicts on screen ${show(shown)}`);
    console.log(`  page, drop to all at rest       ${show(ours)}`);
    console.log(`  DOMParser alone, one thread     ${show(peer)}`);
    console.log(
      `  verdicts / DOMParser            ${sooner.median.toFixed(3)} (${sooner.min.toFixed(3)} to ${sooner.max.toFixed(3)})`,
    );
    console.log(
      `  page / DOMParser                ${ratio.median.toFixed(3)} (${ratio.min.toFixed(3)} to ${ratio.max.toFixed(3)})`,
    );
    console.log(`  longest main-thread task        ${show(longest)}`);
  }
} finally {
  server.close();
  rmSync(folder, { recursive: true, force: true });
}

/** A fresh profile, the loaded page, one drop event; the clock runs from the event until the verdict is painted and nothing is pending. */
async function dropOnPage(files) {
  const browser = await chromium.launch({ executablePath, args: BROWSER_ARGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(url);
    await page.waitForFunction(() => '__frebscope' in window);
    await page.evaluate(() => window.__frebscope.idle());
    await page.evaluate(() => {
      window.__files = [];
    });
    for (const file of files) await addFile(page, file);
    return await page.evaluate(async () => {
      let longest = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
      }).observe({ type: 'longtask' });
      const transfer = new DataTransfer();
      for (const file of window.__files) transfer.items.add(file);
      const started = performance.now();
      let verdict = 0;
      const traces = () =>
        Number(/Requests\s*([\d,]+)/.exec(document.querySelector('header')?.innerText ?? '')?.[1]?.replaceAll(',', ''));
      const look = () => {
        const text = document.querySelector('[aria-label="Verdict"]')?.textContent ?? '';
        const listed = document.querySelectorAll('[aria-label="Incidents"] > li').length > 0;
        const busy = document.querySelector('[role="progressbar"]') !== null;
        if (text.length > 20 || (listed && !busy && traces() === window.__files.length))
          verdict = performance.now() - started;
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
      await window.__frebscope.idle();
      const elapsed = performance.now() - started;
      const total = traces();
      if (total !== window.__files.length)
        throw new Error(`the header counts ${total} of ${window.__files.length} traces`);
      return { elapsed, longest, verdict };
    });
  } finally {
    await browser.close();
  }
}

async function domParser(files) {
  const browser = await chromium.launch({ executablePath, args: BROWSER_ARGS });
  try {
    const page = await browser.newPage();
    await page.evaluate(() => {
      window.__files = [];
    });
    for (const file of files) await addFile(page, file);
    return await page.evaluate(async () => {
      const started = performance.now();
      let elements = 0;
      for (const file of window.__files) {
        const parsed = new DOMParser().parseFromString(await file.text(), 'text/xml');
        elements += parsed.getElementsByTagName('Event').length;
      }
      const elapsed = performance.now() - started;
      if (elements === 0) throw new Error('DOMParser saw no event');
      return elapsed;
    });
  } finally {
    await browser.close();
  }
}

async function addFile(page, { name, content }) {
  await page.evaluate(
    ({ name, base64 }) => {
      const binary = atob(base64);
      const bytes = new Uint8Array(binary.length);
      for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
      window.__files.push(new File([bytes], name, { lastModified: 0 }));
    },
    { name, base64: content.toString('base64') },
  );
}

function show(values) {
  const { median, min, max } = spread(values);
  return `${median.toFixed(0)} (${min.toFixed(0)} to ${max.toFixed(0)})`;
}
