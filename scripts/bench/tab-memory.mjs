// Memory of a tab while it works: heap and array buffers of the page and of all its workers, as V8 counts them, and what
// the process of the tab holds in memory, as the system counts it. `measureUserAgentSpecificMemory` is of no use here: it
// asks for a page that is cross-origin isolated, and waits for the collector.
import { readFileSync } from 'node:fs';

const EVERY_MS = 100;

/** Watches the tab of `page`. Samples until `stop()`. */
export async function tabMemory(browser, page) {
  const cdp = await page.context().newCDPSession(page);
  const workers = new Set();
  const waiting = new Map();
  let next = 1;
  cdp.on('Target.attachedToTarget', ({ sessionId }) => workers.add(sessionId));
  cdp.on('Target.detachedFromTarget', ({ sessionId }) => {
    workers.delete(sessionId);
    for (const [id, { session, answer }] of waiting) {
      if (session !== sessionId) continue;
      waiting.delete(id);
      answer(null);
    }
  });
  cdp.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.answer(result ?? null);
    waiting.delete(id);
  });
  await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const askWorker = (session, method) =>
    new Promise((answer) => {
      const id = next++;
      waiting.set(id, { session, answer });
      cdp
        .send('Target.sendMessageToTarget', { sessionId: session, message: JSON.stringify({ id, method }) })
        .catch(() => {
          waiting.delete(id);
          answer(null);
        });
    });
  const all = (method) => Promise.all([cdp.send(method), ...[...workers].map((session) => askWorker(session, method))]);
  const process = await processOf(browser);

  /** Bytes in use: `heap` of objects, `buffers` behind arrays and WebAssembly, `resident` of the process. */
  async function now() {
    const usages = (await all('Runtime.getHeapUsage')).filter((usage) => usage !== null);
    const sum = (name) => usages.reduce((total, usage) => total + (usage[name] ?? 0), 0);
    const heap = sum('usedSize');
    const buffers = sum('backingStorageSize');
    return { heap, buffers, total: heap + buffers, resident: residentOf(process) };
  }

  const before = await now();
  let peak = before;
  let sampling = new AbortController();
  let loop = Promise.resolve();
  return {
    before,
    now,
    /** Sampling begins anew. */
    start() {
      peak = before;
      const { signal } = (sampling = new AbortController());
      loop = (async () => {
        while (!signal.aborted) {
          const { heap, buffers, total, resident } = await now();
          peak = {
            heap: Math.max(peak.heap, heap),
            buffers: Math.max(peak.buffers, buffers),
            total: Math.max(peak.total, total),
            resident: Math.max(peak.resident, resident),
          };
          await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
        }
      })();
    },
    async stop() {
      sampling.abort();
      await loop;
      return peak;
    },
    /** After everything that nobody needs was given back. */
    async collected() {
      await all('HeapProfiler.collectGarbage');
      await all('HeapProfiler.collectGarbage');
      return now();
    },
  };
}

/** The process of the tab: with the page and its workers open, the renderer that holds the most. */
async function processOf(browser) {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  return renderers.toSorted((a, b) => residentOf(b) - residentOf(a))[0];
}

/** Bytes of the process's own memory: what it maps of files is not counted. 0 where the system does not tell. */
function residentOf(process) {
  try {
    const status = readFileSync(`/proc/${process}/status`, 'utf8');
    const of = (name) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1024;
    return of('RssAnon') + of('RssShmem');
  } catch {
    return 0;
  }
}
