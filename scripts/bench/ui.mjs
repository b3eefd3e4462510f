// How fast the page answers with much loaded: 5,000 traces, one trace of 300,000 events, one of 10,000 spans. Built page,
// fresh profile, Chromium. For each key: `paint` is the Event Timing of the browser (input to next paint, steps of 8 ms),
// `shown` is input to the frame of the first change that it caused, `answer` to that of the last one, answers of the engine
// included. Where the page lets a pause pass before it notes the place in the address (zoom, selection), `shown` is held
// against the aim and not `paint`: a new address makes a headless browser draw its own window again, which holds back
// the page's frame by up to 100 ms (seen in its trace between ReceiveCompositorFrame and StartDraw).
// Needs `npm run build` first. COUNT and STEPS make it smaller.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { BROWSER_ARGS, ensureBrowser } from '../browser.mjs';
import { serve } from '../serve.mjs';
import { tabMemory } from './tab-memory.mjs';

const COUNT = Number(process.env['COUNT'] ?? 5000);
const STEPS = Number(process.env['STEPS'] ?? 20);
const AIM_MS = 100;
const TASK_MS = 50;

const executablePath = await ensureBrowser();
const folder = mkdtempSync(path.join(tmpdir(), 'frebscope-bench-'));
const { server, url } = await serve('dist');
const browser = await chromium.launch({ executablePath, args: BROWSER_ARGS });
const slow = [];

try {
  console.log(`Chromium ${browser.version()}, ms`);
  await manyTraces();
  await longTrace('1 trace of 300,000 events', eventsTrace(300_000));
  await longTrace('1 trace of 10,000 spans', spansTrace(10_000));
  console.log(slow.length === 0 ? '\nAll within the aims.' : `\nOver the aims:\n  ${slow.join('\n  ')}`);
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
}

async function manyTraces() {
  const out = path.join(folder, 'many');
  const args = ['src/testing/generators/gen-freb.mjs', '--out', out, '--count', String(COUNT)];
  execFileSync(process.execPath, [...args, '--minimal', '1', '--size', '20k', '--seed', '7'], { stdio: 'ignore' });
  const files = readdirSync(out)
    .filter((file) => file.endsWith('.xml'))
    .map((file) => path.join(out, file));
  const page = await freshPage();
  const memory = await tabMemory(browser, page);
  await open(page, `${files.length} traces`, files);
  tellMemory(memory.before, await memory.collected(), files);
  await go(page, '#/requests');
  const grid = page.getByRole('grid', { name: 'Requests' });
  const filter = page.getByRole('searchbox', { name: 'Filter' });

  await filter.focus();
  await keys(page, 'filter, per letter typed', Array.from('status:5xx -url:health'));
  await keys(page, 'filter, per letter removed', Array(22).fill('Backspace'));

  const heads = await grid.getByRole('columnheader').getByRole('button').all();
  await steps(page, 'sort', heads.slice(0, 6), async (head) => {
    await head.focus();
    return 'Enter';
  });

  await grid.getByRole('row').nth(1).focus();
  await keys(page, 'select next row', Array(STEPS).fill('ArrowDown'));
  await idleScroll(page, 'scroll the grid', grid);

  await grid.getByRole('row').nth(2).focus();
  await keys(page, 'open a trace', ['Enter']);
  await keys(page, 'next failing trace', Array(STEPS).fill('n'));
  await page.getByLabel('Pipeline timeline').first().focus();
  await keys(page, 'zoom the timeline', zooming(), 'shown');
  await page.context().close();
}

/** What is kept of the files, beside their size on the disk: page and workers together, garbage collected. */
function tellMemory(before, after, files) {
  const mb = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
  const read = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const kept = after.total - before.total;
  console.log(
    `  memory for ${mb(read)} of files: ${mb(kept)} (objects ${mb(after.heap - before.heap)}, columns ${mb(after.buffers - before.buffers)}; resident ${mb(before.resident)}, then ${mb(after.resident)}), ${(kept / files.length / 1024).toFixed(1)} KB for each`,
  );
}

async function longTrace(name, text) {
  const file = path.join(folder, 'long.xml');
  writeFileSync(file, text);
  const page = await freshPage();
  await open(page, name, [file]);
  await page.getByLabel('Pipeline timeline').first().focus();
  await keys(page, 'zoom the timeline', zooming(), 'shown');
  const grid = page.getByRole('grid', { name: 'Events' });
  await grid.getByRole('row').nth(1).focus();
  await keys(page, 'select next event', Array(STEPS).fill('ArrowDown'), 'shown');
  await keys(page, 'last and first event', ['End', 'Home', 'End', 'Home'], 'shown');
  await page.getByRole('searchbox', { name: 'Filter' }).focus();
  await keys(page, 'filter events, per letter', Array.from('name:module'));
  await keys(page, 'filter removed, per letter', Array(11).fill('Backspace'));
  await idleScroll(page, 'scroll the events', grid);
  await page.context().close();
}

function zooming() {
  return Array.from({ length: STEPS }, (_, ix) => 'wwdwaws0'[ix % 8]);
}

/** A page at rest, with the probe that measures. */
async function freshPage() {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(url);
  await page.waitForFunction(() => '__frebscope' in window);
  await page.evaluate(() => window.__frebscope.idle());
  await page.evaluate(() => {
    const probe = { input: 0, first: 0, changed: 0, paint: 0, picked: 0, tasks: [] };
    window.__probe = probe;
    for (const type of ['keydown', 'pointerdown'])
      addEventListener(
        type,
        (event) => {
          probe.input = event.timeStamp;
          probe.first = 0;
          probe.changed = event.timeStamp;
        },
        true,
      );
    // What comes before is the browser taking in the list of files.
    addEventListener('change', () => (probe.picked = performance.now()), true);
    // Canvas changes are no mutations: the timeline draws in frames, which are seen through the page's own bookkeeping.
    new MutationObserver(() => {
      requestAnimationFrame(() => {
        probe.changed = performance.now();
        probe.first ||= probe.changed;
      });
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (entry.name === 'keydown') probe.paint = Math.max(probe.paint, entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) if (startTime > probe.picked) probe.tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  return page;
}

async function open(page, name, files) {
  await page.evaluate(() => (window.__probe.tasks = []));
  const started = Date.now();
  await page.locator('input[type=file][aria-label="Open files"], input[type=file]').first().setInputFiles(files);
  await page.waitForFunction(() => location.hash.length > 2, null, { timeout: 300_000 });
  await page.evaluate(() => window.__frebscope.idle());
  const tasks = await page.evaluate(() => window.__probe.tasks);
  const longest = Math.max(0, ...tasks);
  if (longest > TASK_MS) slow.push(`${name}, opened: a task of ${longest.toFixed(0)} ms`);
  console.log(
    `\n${name}: opened and at rest after ${((Date.now() - started) / 1000).toFixed(1)} s, longest task ${longest.toFixed(0)}`,
  );
}

async function go(page, hash) {
  await page.evaluate((to) => (location.hash = to), hash);
  await page.evaluate(() => window.__frebscope.idle());
}

function keys(page, name, list, judged = 'answer') {
  return steps(page, name, list, (key) => key, judged);
}

/** Presses one key per item, each on a page at rest. */
async function steps(page, name, items, keyOf, judged = 'answer') {
  const paint = [];
  const shown = [];
  const answer = [];
  await page.evaluate(() => (window.__probe.tasks = []));
  for (const item of items) {
    const key = await keyOf(item);
    await page.evaluate(() => window.__frebscope.idle());
    await page.evaluate(() => (window.__probe.paint = 0));
    await page.keyboard.press(key);
    const seen = await page.evaluate(async () => {
      await window.__frebscope.idle();
      const { input, first, changed, paint } = window.__probe;
      return { answer: changed - input, shown: Math.max(0, first - input), paint };
    });
    paint.push(seen.paint);
    shown.push(seen.shown);
    answer.push(seen.answer);
  }
  const longest = Math.max(0, ...(await page.evaluate(() => window.__probe.tasks)));
  console.log(
    `  ${name.padEnd(28)} paint ${figures(paint)} shown ${figures(shown)} answer ${figures(answer)}   longest task ${longest.toFixed(0)}`,
  );
  const p95 = quantile(judged === 'shown' ? shown : answer, 0.95);
  if (p95 > AIM_MS) slow.push(`${name}: p95 of ${judged} ${p95.toFixed(0)} ms`);
}

async function idleScroll(page, name, grid) {
  const box = await grid.boundingBox();
  if (box === null) return;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => (window.__probe.tasks = []));
  for (let step = 0; step < 40; step++) await page.mouse.wheel(0, step < 20 ? 400 : 4000);
  await page.evaluate(() => window.__frebscope.idle());
  const longest = Math.max(0, ...(await page.evaluate(() => window.__probe.tasks)));
  console.log(`  ${name.padEnd(28)} longest task ${longest.toFixed(0)}`);
  if (longest > TASK_MS) slow.push(`${name}: a task of ${longest.toFixed(0)} ms`);
}

function figures(values) {
  const of = (part) => quantile(values, part).toFixed(0);
  return `p50 ${of(0.5)} p95 ${of(0.95)} max ${of(1)}`.padEnd(28);
}

function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

// ---- traces that are longer than IIS writes them -------------------------------------------------------------------

function trace(events) {
  return `<?xml version="1.0" encoding="UTF-8" ?>
<failedRequest url="http://localhost/long" siteId="1" appPoolId="Pool" processId="1" verb="GET" authenticationType="anonymous" activityId="{00000000-0000-0000-0000-000000000001}" failureReason="STATUS_CODE" statusCode="502.3" triggerStatusCode="502.3" timeTaken="60000" xmlns:freb="http://schemas.microsoft.com/win/2006/06/iis/freb">
${events.join('\n')}
</failedRequest>`;
}

/** As short as an event can be, so that 300,000 of them stay under the limit of a file. */
function event(opcode, ms, name, data) {
  const time = new Date(Date.UTC(2026, 0, 1) + ms).toISOString();
  return `<Event><System><Level>5</Level><Opcode>${opcode}</Opcode><TimeCreated SystemTime="${time}"/></System>${data === '' ? '' : `<EventData>${data}</EventData>`}<RenderingInfo><Opcode>${name}</Opcode></RenderingInfo></Event>`;
}

function eventsTrace(count) {
  // Messages of the application, as they fill the longest traces.
  const names = ['AspNetPageTraceWriteEvent', 'AspNetPageTraceWarnEvent', 'MODULE_SET_WARNING'];
  return trace(Array.from({ length: count }, (_, ix) => event(10 + (ix % 3), ix / 6, names[ix % 3], '')));
}

/** One lane of spans: each module starts when the one before it has ended. */
function spansTrace(count) {
  const events = [];
  for (let ix = 0; ix < count; ix++) {
    const data = `<Data Name="ModuleName">Module${ix % 200}</Data><Data Name="Notification">1</Data>`;
    const at = ix * 6;
    events.push(event(1, at, 'NOTIFY_MODULE_START', `${data}<Data Name="fIsPostNotification">false</Data>`));
    events.push(
      event(
        2,
        at + 4,
        'NOTIFY_MODULE_END',
        `${data}<Data Name="fIsPostNotificationEvent">false</Data><Data Name="NotificationStatus">0</Data>`,
      ),
    );
  }
  return trace(events);
}
