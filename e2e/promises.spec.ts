import { ALL_SAMPLES, expect, sample, test } from './support/app.ts';

test('a page that asks for something after load is caught (control of the request watch)', async ({ app }) => {
  await app.load();
  await app.page.evaluate(() => {
    const image = new Image();
    image.src = 'favicon.svg?again';
    return image.decode().catch(() => undefined);
  });
  expect(app.watch.requestsAfterLoad.length).toBeGreaterThan(0);
  app.watch.requestsAfterLoad.length = 0;
  app.watch.errors.length = 0;
});

test('the policy refuses what it should (control of the violation watch)', async ({ app }) => {
  await app.load();
  const refused = await app.page.evaluate(async () => {
    const byFetch = await fetch('favicon.svg').then(
      () => false,
      () => true,
    );
    let byMarkup = false;
    try {
      document.body.innerHTML += '<p>markup</p>';
    } catch {
      byMarkup = true;
    }
    return { byFetch, byMarkup };
  });
  expect(refused).toEqual({ byFetch: true, byMarkup: true });
  expect(app.watch.violations.length).toBeGreaterThan(0);
  app.watch.violations.length = 0;
  app.watch.errors.length = 0;
});

test('workers cannot reach the network', async ({ app }) => {
  await app.load();
  await app.drop([sample('a')]);
  const workers = app.page.workers();
  expect(workers.length).toBeGreaterThan(1);
  for (const worker of workers) {
    const refused = await worker.evaluate(async () => {
      const tries: (() => unknown)[] = [
        () => fetch('http://localhost/'),
        () =>
          new Promise((_, reject) => {
            const socket = new WebSocket('ws://localhost/');
            socket.addEventListener('error', reject);
          }),
      ];
      const outcomes: string[] = [];
      for (const attempt of tries) {
        try {
          await attempt();
          outcomes.push('allowed');
        } catch {
          outcomes.push('refused');
        }
      }
      return outcomes;
    });
    expect(refused).toEqual(['refused', 'refused']);
  }
  app.watch.violations.length = 0;
  app.watch.errors.length = 0;
  app.watch.requestsAfterLoad.length = 0;
});

test('nothing of a file is stored, and nothing of it stands in the address', async ({ app }) => {
  await app.load();
  await app.drop(ALL_SAMPLES);
  await app.openTrace(sample('a').name);
  const kept = await app.page.evaluate(async () => {
    const databases = (await indexedDB.databases?.()) ?? [];
    return {
      local: JSON.stringify(Object.entries(localStorage)),
      session: JSON.stringify(Object.entries(sessionStorage)),
      databases: databases.map((entry) => entry.name),
      caches: await caches.keys().catch(() => []),
      address: location.href,
    };
  });
  for (const word of ['orders.example.com', 'OrdersPool', 'monthly', 'a-ancm']) {
    expect(kept.local).not.toContain(word);
    expect(kept.session).not.toContain(word);
    expect(kept.address).not.toContain(word);
  }
  expect(kept.databases).toEqual([]);
  expect(kept.caches).toEqual([]);
});

test('works with the network off', async ({ app }) => {
  await app.load();
  await app.page.context().setOffline(true);
  await app.drop([sample('a'), sample('d')]);
  await app.openTrace(sample('d').name);
  await expect(app.verdict).toContainText('client-disconnect');
});

test('idle() waits for pending work (control)', async ({ app }) => {
  await app.load();
  await app.startDrop(ALL_SAMPLES);
  const order = await app.page.evaluate(async () => {
    const seen: string[] = [];
    const hook = (window as unknown as { __frebscope: { idle(): Promise<void> } }).__frebscope;
    const idle = hook.idle().then(() => seen.push('idle'));
    await Promise.resolve();
    seen.push('now');
    await idle;
    return { seen, text: document.body.innerText };
  });
  expect(order.seen).toEqual(['now', 'idle']);
  expect(order.text).toContain('AspNetCoreModule answered 502.3');
});

test('refuses to run inside a frame', async ({ page, plainHost }) => {
  await page.setContent(`<iframe src="${plainHost}" title="framed"></iframe>`);
  const frame = page.frames().find((entry) => entry.url().startsWith(plainHost)) ?? page.frames()[1];
  await expect.poll(() => frame?.evaluate(() => document.querySelectorAll('button, input').length)).toBe(0);
});
