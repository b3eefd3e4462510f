// The Chromium part of logs.mjs: the log is a File chosen in a page, its slices are scanned by blob workers.
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { BROWSER_ARGS, ensureBrowser } from '../browser.mjs';

export async function inChromium(bundle, log, { modes, widths, runs, print, check }) {
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: BROWSER_ARGS });
  try {
    const page = await (await browser.newContext()).newPage();
    const origin = 'http://bench.invalid/';
    await page.route(origin, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><input type="file">' }),
    );
    await page.goto(origin);
    await page.addScriptTag({ type: 'module', content: readFileSync(bundle, 'utf8') });
    await page.waitForFunction(() => 'logBench' in window);
    await page.setInputFiles('input', log.file);
    const times = new Map();
    for (let n = 0; n < runs; n++) {
      for (const mode of modes) {
        for (const width of widths) {
          const result = await page.evaluate(oneRun, [readFileSync(bundle, 'utf8'), mode, width]);
          if (mode !== 'read') check(result.answers, mode);
          const name = `ours, ${mode}, ${width} worker${width > 1 ? 's' : ''}`;
          times.set(name, [...(times.get(name) ?? []), result]);
        }
      }
    }
    print(`Chromium ${browser.version()}`, times, log);
  } finally {
    await browser.close();
  }
}

/** Runs in the page: starts workers, warms them on the first 64 MB, measures, ends them. */
async function oneRun([code, mode, width]) {
  const file = document.querySelector('input').files[0];
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const pool = Array.from({ length: width }, () => new Worker(url, { type: 'module' }));
  const idle = [];
  const waiting = [];
  const answers = new Map();
  let next = 0;
  await Promise.all(
    pool.map(
      (worker) =>
        new Promise((resolve, reject) => {
          worker.addEventListener('error', (event) => reject(new Error(event.message)));
          worker.addEventListener('message', ({ data: { id, scan } }) => {
            if (id < 0) resolve();
            else {
              answers.get(id)(scan);
              answers.delete(id);
            }
            idle.push(worker);
            waiting.shift()?.();
          });
          worker.postMessage({ file }, []);
        }),
    ),
  );
  const ask = async (question) => {
    if (idle.length === 0) await new Promise((resolve) => waiting.push(resolve));
    const worker = idle.pop();
    const id = next++;
    const answered = new Promise((resolve) => answers.set(id, resolve));
    worker.postMessage({ id, ...question }, []);
    return answered;
  };
  const head = new Uint8Array(await file.slice(0, 65_536).arrayBuffer());
  await window.logBench.run(mode, { size: Math.min(file.size, 64e6), head, width, ask });
  const result = await window.logBench.run(mode, { size: file.size, head, width, ask });
  for (const worker of pool) worker.terminate();
  URL.revokeObjectURL(url);
  return result;
}
