// The built page as a person meets it: a fresh profile, files chosen from the disk, keys and scrolling, and what each took.
import { chromium } from '@playwright/test';
import { BROWSER_ARGS, ensureBrowser } from '../browser.mjs';
import { tabMemory } from './tab-memory.mjs';

const PATIENCE_MS = 300_000;

/** Opens the page at `hash` in a browser of its own and hands it to `visit`. */
export async function withPage(url, hash, visit) {
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: BROWSER_ARGS });
  try {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await page.goto(`${url}${hash}`);
    await page.waitForFunction(() => '__frebscope' in window);
    await page.evaluate(() => window.__frebscope.idle());
    await page.evaluate(installProbe);
    return await visit(page, await tabMemory(browser, page));
  } finally {
    await browser.close();
  }
}

/** Runs in the page: long tasks, the last input, the last change, and when certain things are first seen. */
function installProbe() {
  const probe = { picked: 0, input: 0, changed: 0, tasks: [], seen: {} };
  window.__probe = probe;
  addEventListener('change', () => (probe.picked = performance.now()), true);
  for (const type of ['keydown', 'wheel', 'pointerdown'])
    addEventListener(
      type,
      (event) => {
        probe.input = event.timeStamp;
        probe.changed = event.timeStamp;
      },
      true,
    );
  new MutationObserver(() => {
    requestAnimationFrame(() => (probe.changed = performance.now()));
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) if (startTime >= probe.picked) probe.tasks.push(duration);
  }).observe({ type: 'longtask' });
  const count = (key) =>
    Number(document.querySelector(`nav a[data-key="${key}"] span`)?.textContent.replaceAll(/\D/g, '') ?? 0);
  const marks = {
    rows: () => count('log') > 0,
    traces: () => count('requests') > 0,
    allTraces: () => count('requests') >= (window.__traces ?? Number.POSITIVE_INFINITY),
    gridRows: () => document.querySelector('[role="grid"] [data-ix="0"] [role="gridcell"]') !== null,
    listed: () =>
      document.querySelectorAll('[aria-label="Incidents"] > li').length > 0 &&
      document.querySelector('[role="progressbar"]') === null,
  };
  const look = () => {
    if (probe.picked > 0)
      for (const [name, there] of Object.entries(marks))
        if (probe.seen[name] === undefined && there()) probe.seen[name] = performance.now() - probe.picked;
    requestAnimationFrame(look);
  };
  look();
}

/** Chooses the files and waits until nothing goes on. Times in milliseconds since the choice. */
export async function drop(page, memory, files, traces = 0) {
  await page.evaluate((count) => {
    window.__traces = count || undefined;
    window.__probe.tasks = [];
  }, traces);
  memory.start();
  await page.locator('input[type=file][aria-label="Open files"], input[type=file]').first().setInputFiles(files);
  await page.waitForFunction(() => window.__probe.picked > 0, null, { timeout: PATIENCE_MS });
  const { idle, seen, tasks } = await page.evaluate(async () => {
    await window.__frebscope.idle();
    const { picked, seen, tasks } = window.__probe;
    return { idle: performance.now() - picked, seen, tasks };
  });
  const peak = await memory.stop();
  return { idle, seen, longest: Math.max(0, ...tasks), tasks: tasks.length, peak, before: memory.before };
}

export async function go(page, hash) {
  await page.evaluate(async (to) => {
    location.hash = to;
    await window.__frebscope.idle();
  }, hash);
}

/** Does something to the page at rest: milliseconds from the input to the frame with the last change, and long tasks. */
export async function measured(page, act) {
  await page.evaluate(async () => {
    await window.__frebscope.idle();
    window.__probe.tasks = [];
    window.__probe.input = performance.now();
    window.__probe.changed = window.__probe.input;
  });
  await act();
  return page.evaluate(async () => {
    await window.__frebscope.idle();
    const { input, changed, tasks } = window.__probe;
    return { ms: changed - input, longest: Math.max(0, ...tasks) };
  });
}

/** Text of the rows on screen; fails where a row is there without its content. */
export async function rowsOnScreen(page) {
  return page.evaluate(() => {
    const scroller = document.querySelector('[data-scroller]:has([role="grid"][aria-label])');
    const box = scroller.getBoundingClientRect();
    const rows = [...scroller.querySelectorAll('[data-ix]')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > box.top && top < box.bottom;
    });
    const total = Number(scroller.querySelector('[role="grid"]').getAttribute('aria-rowcount')) - 1;
    return { total, rows: rows.map((row) => ({ ix: Number(row.dataset.ix), text: row.textContent })) };
  });
}

export async function scrollTo(page, share) {
  await page.evaluate((to) => {
    const scroller = document.querySelector('[data-scroller]:has([role="grid"][aria-label])');
    scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * to;
  }, share);
}
