import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, SAMPLES, sample, test, type DroppedFile } from './support/app.ts';

const text = (name: string, content: string): DroppedFile => ({ name, content: Buffer.from(content, 'utf8') });
const good = sample('a');
const goodText = good.content.toString('utf8');

/** A 1 x 1 picture. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const CASES: readonly { name: string; file: DroppedFile; state: string; says: RegExp }[] = [
  { name: 'an empty file', file: text('empty.xml', ''), state: 'refused', says: /empty/i },
  { name: 'a picture', file: { name: 'fr000009.xml', content: PNG }, state: 'refused', says: /png|picture|image/i },
  {
    name: 'freb.xsl itself',
    file: text(
      'freb.xsl',
      '<?xml version="1.0"?><xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>',
    ),
    state: 'skipped',
    says: /stylesheet|not needed/i,
  },
  {
    name: 'another XML',
    file: text('pom.xml', '<?xml version="1.0"?><project><name>x</name></project>'),
    state: 'refused',
    says: /failedRequest|not a/i,
  },
  {
    name: 'a DOCTYPE',
    file: text(
      'fr000010.xml',
      goodText.replace('<failedRequest', '<!DOCTYPE failedRequest [<!ENTITY e "E">]>\r\n<failedRequest'),
    ),
    state: 'refused',
    says: /DOCTYPE/,
  },
  { name: 'a cut copy', file: text('fr000011.xml', goodText.slice(0, 60_000)), state: 'partial', says: /cut|end/i },
  {
    name: 'UTF-16 although the prolog says UTF-8',
    file: {
      name: 'fr000012.xml',
      content: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(goodText, 'utf16le')]),
    },
    state: 'partial|whole',
    says: /UTF-16|encoding/i,
  },
  {
    name: '200 levels of nesting',
    file: text(
      'fr000013.xml',
      goodText.replace('</failedRequest>', `${'<x>'.repeat(200)}${'</x>'.repeat(200)}</failedRequest>`),
    ),
    state: 'refused|partial',
    says: /nest|deep|level/i,
  },
];

for (const { name, file, state, says } of CASES) {
  test(`${name}: a sentence in Files, and the good file beside it is there`, async ({ app }) => {
    await app.load();
    await app.drop([file, good]);
    await app.goto('#/files');
    const row = app.files.getByRole('row').filter({ hasText: file.name });
    await expect(row).toContainText(new RegExp(state));
    await expect(row).toContainText(says);
    await expect(row).not.toContainText(/at .*:\d+:\d+|Error:|undefined|\[object/);
    await app.openTrace(good.name);
    await expect(app.verdict).toContainText('app-timeout');
  });
}

test('the events before a cut are shown', async ({ app }) => {
  await app.load();
  await app.drop([text('fr000011.xml', goodText.slice(0, 60_000))]);
  const whole = goodText.slice(0, 60_000).split('</Event>').length - 1;
  await expect(app.events).toHaveAttribute('aria-rowcount', String(whole + 1));
});

test('the same file twice is read once and listed twice', async ({ app }) => {
  await app.load();
  await app.drop([good, { name: 'copy of it.xml', content: good.content }]);
  await app.goto('#/files');
  await expect(app.files.getByRole('row').filter({ hasText: 'copy of it.xml' })).toContainText(/skipped/);
  await app.goto('#/requests');
  await expect(app.requests.getByRole('row')).toHaveCount(2);
});

test('a trace of 60 MB opens and the page goes on answering', async ({ app }) => {
  test.setTimeout(180_000);
  const head = goodText.slice(0, goodText.indexOf('<Event '));
  const events = goodText.slice(goodText.indexOf('<Event '), goodText.lastIndexOf('</Event>') + '</Event>'.length);
  const copies = Math.floor((60 * 1024 * 1024 - head.length) / (events.length + 2));
  const count = (events.split('</Event>').length - 1) * copies;
  await app.load();
  await app.page.evaluate(
    ({ head, events, copies }) => {
      const transfer = new DataTransfer();
      const parts = [head, ...Array.from({ length: copies }, () => `${events}\r\n`), '</failedRequest>'];
      transfer.items.add(new File(parts, 'fr000060.xml', { lastModified: 0 }));
      let last = performance.now();
      const gaps: number[] = [];
      Object.assign(window, { __gaps: gaps });
      const tick = () => {
        const now = performance.now();
        gaps.push(now - last);
        last = now;
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    { head, events, copies },
  );
  await app.idle();
  await expect(app.events).toHaveAttribute('aria-rowcount', String(count + 1));
  const frames = await app.page.evaluate(() => (window as unknown as { __gaps: number[] }).__gaps.length);
  expect(frames).toBeGreaterThan(3);
});

test('2,000 files at once, every tenth broken: all are accounted for', async ({ app }) => {
  test.setTimeout(180_000);
  const small = goodText.slice(0, goodText.indexOf('</Event>') + '</Event>'.length);
  await app.load();
  await app.page.evaluate(
    ({ small }) => {
      const transfer = new DataTransfer();
      for (let i = 0; i < 2000; i++) {
        const body =
          i % 10 === 9
            ? `broken ${i}`
            : `${small.replace('processId="6244"', `processId="${i + 1}"`)}\r\n</failedRequest>`;
        transfer.items.add(new File([body], `fr${String(i).padStart(6, '0')}.xml`, { lastModified: 0 }));
      }
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    { small },
  );
  await app.idle();
  await app.goto('#/requests');
  await expect(app.requests).toHaveAttribute('aria-rowcount', '1801');
  await app.goto('#/files');
  await expect(app.files).toContainText('2,000');
  await expect(app.files).toContainText('200 refused');
});

test('text that wants to become markup stays text', async ({ app }) => {
  const payload = '"><svg/onload=window.__PWNED=1><img src=y onerror=window.__PWNED=1>';
  const escaped = payload
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  const poisoned = goodText
    .replaceAll('AspNetCoreModule<', `AspNetCoreModule${escaped}<`)
    .replaceAll('OrdersPool', escaped);
  await app.load();
  await app.drop([text('fr000014.xml', poisoned)]);
  await expect(app.page.getByRole('main')).toContainText(payload);
  const state = await app.page.evaluate(() => ({
    pwned: '__PWNED' in window,
    foreign: document.querySelectorAll(
      'main script, main iframe, main object, main embed, main [onerror], main [onload], main svg[onload]',
    ).length,
    links: [...document.querySelectorAll('a[href]')]
      .map((link) => link.getAttribute('href') ?? '')
      .filter((href) => !/^(#|https:)/.test(href)),
  }));
  expect(state).toEqual({ pwned: false, foreign: 0, links: [] });
});

test('a whole folder of side files and litter is sorted out without an error', async ({ app }) => {
  const names = [
    'W3SVC1/u_ex260312.log',
    'HTTPERR/httperr1.log',
    'web.config',
    'variants/empty.log',
    'variants/smtp-ex260312.log',
  ];
  await app.load();
  await app.drop([
    good,
    ...names.map((name) => ({ name: path.basename(name), content: readFileSync(path.join(SAMPLES, 'logs', name)) })),
  ]);
  await app.goto('#/files');
  for (const name of names) {
    await expect(app.files.getByRole('row').filter({ hasText: path.basename(name) })).toContainText(
      /whole|partial|refused|skipped/,
    );
  }
});
