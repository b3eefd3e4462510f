import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { freb } from '#core/testing/freb-builder';
import { hostileFaults, type HostileFile, hostileFiles } from '#core/testing/hostile';
import { zip } from '#core/testing/zip-builder';
import { type App, type DroppedFile, expect, SAMPLES, sample, test } from './support/app.ts';

const logSample = (name: string): Buffer => readFileSync(path.join(SAMPLES, 'logs', name));
const file = (name: string, content: Uint8Array | string): DroppedFile => ({ name, content: Buffer.from(content) });
const row = (app: App, text: string) => app.files.getByRole('row').filter({ hasText: text });

test('a dump of Kudu is recognised and named, and what is in it is read', async ({ app }) => {
  await app.load();
  const dump = zip([
    { name: 'LogFiles/eventlog.xml', content: logSample('azure/LogFiles/eventlog.xml') },
    {
      name: 'LogFiles/http/RawLogs/6f1d2c-202603121400.log',
      content: logSample('azure/LogFiles/http/RawLogs/6f1d2c-202603121400.log'),
    },
    { name: 'LogFiles/W3SVC1234567890/fr000142.xml', content: logSample('FailedReqLogFiles/W3SVC1/fr000142.xml') },
    { name: 'LogFiles/W3SVC1234567890/freb.xsl', content: '<xsl/>' },
    { name: 'LogFiles/kudu/trace/2026-03-12T14-20-00_Startup.xml', content: '<step title="Startup"/>' },
    { name: 'deployments/active', content: '0123456789abcdef' },
  ]);
  await app.drop([file('dump.zip', dump)]);
  await app.goto('#/files');
  const named = app.files.getByRole('list', { name: 'Recognised collections' }).getByRole('listitem');
  await expect(named).toHaveText(/App Service dump \(Kudu\)\s*dump\.zip\s*6 files/);
  await expect(row(app, 'RawLogs/6f1d2c')).toContainText('whole');
  await expect(row(app, 'LogFiles/eventlog.xml')).toContainText('whole');
  await expect(row(app, '_Startup.xml')).toContainText("A record of Kudu's own work");
  await app.openTrace('fr000142.xml');
  await expect(app.verdict).toContainText('app-timeout');
});

test('a LogCatcher bundle is recognised and named beside files that do not belong to it', async ({ app }) => {
  await app.load();
  const bundle = zip([
    { name: 'LogCatcher/FolderContents.txt', content: 'General\r\nSites\r\n' },
    { name: 'LogCatcher/General/HttpErr/httperr1.log', content: logSample('HTTPERR/httperr1.log') },
    { name: 'LogCatcher\\Sites\\Orders\\IISLogs\\u_ex260312.log', content: logSample('W3SVC1/u_ex260312.log') },
    {
      name: 'LogCatcher/Sites/Orders/FrebLogs/fr000142.xml',
      content: logSample('FailedReqLogFiles/W3SVC1/fr000142.xml'),
    },
    { name: 'LogCatcher/Sites/Orders/web.config', content: logSample('web.config') },
  ]);
  await app.drop([file('collected.zip', bundle), sample('f')]);
  await app.goto('#/files');
  const named = app.files.getByRole('list', { name: 'Recognised collections' }).getByRole('listitem');
  await expect(named).toHaveText(/LogCatcher bundle\s*collected\.zip!LogCatcher\s*5 files/);
  for (const [name, format] of [
    ['httperr1.log', 'HTTPERR log'],
    ['u_ex260312.log', 'IIS log (W3C)'],
    ['web.config', 'Configuration'],
  ] as const)
    await expect(row(app, name)).toContainText(format);
  await app.openTrace('fr000142.xml');
  await expect(app.verdict).toContainText('app-timeout');
});

test('all members of a gz file, and a zip in a zip, but no third one', async ({ app }) => {
  const text = sample('a').content;
  const members = Buffer.concat([gzipSync(text.subarray(0, 900)), gzipSync(text.subarray(900))]);
  const inner = zip([{ name: 'fr000006.xml', content: sample('f').content }]);
  const middle = zip([
    { name: 'inner.zip', content: inner },
    { name: 'fr000002.xml', content: sample('b').content },
  ]);
  await app.load();
  await app.drop([file('fr000001.xml.gz', members), file('outer.zip', zip([{ name: 'middle.zip', content: middle }]))]);
  await app.goto('#/files');
  await expect(row(app, 'fr000001.xml.gz!fr000001.xml')).toContainText('whole');
  await expect(row(app, 'outer.zip!middle.zip!fr000002.xml')).toContainText('whole');
  await expect(row(app, 'outer.zip!middle.zip!inner.zip')).toContainText(
    'An archive inside an archive inside an archive.',
  );
  await expect(row(app, 'fr000006.xml')).toHaveCount(0);
});

test('a small zip that says and holds many large things is stopped, and the good entry before it is there', async ({
  app,
}) => {
  const zeros = Buffer.alloc(80_000_000, 0x20);
  await app.load();
  await app.drop([
    file(
      'bomb.zip',
      zip([
        { name: 'good.xml', content: sample('a').content },
        { name: 'bomb.xml', content: zeros },
      ]),
    ),
  ]);
  await app.goto('#/files');
  await expect(row(app, 'bomb.zip!good.xml')).toContainText('whole');
  await expect(row(app, 'bomb.zip!bomb.xml')).toContainText('Unpacks to far more than its size allows');
});

test('files of other programs: a sentence on what opens each', async ({ app }) => {
  const foreign = [
    ['w3wp.dmp', 'MDMP\u0093\u00a7', /memory dump.*WinDbg/s],
    ['trace.etl', '\0\0\0\0', /event trace log.*PerfView/s],
    ['counters.blg', '\0\0\0\0', /performance counter log.*relog/s],
    ['logs.7z', "7z\u00bc\u00af'\u001c", /7z archive.*Unpack it/s],
    ['logs.rar', 'Rar!\u001a\u0007\0', /rar archive.*Unpack it/s],
    ['Application.evtx', 'ElfFile\0', /binary event log.*wevtutil/s],
    ['raw.ibl', '\0\0', /central binary log.*Log Parser/s],
    ['logs.tar', 'LogFiles/\0\0', /tar archive.*Unpack it/s],
  ] as const;
  await app.load();
  await app.drop([
    ...foreign.map(([name, content]) => ({ name, content: Buffer.from(content, 'latin1') })),
    sample('f'),
  ]);
  await app.goto('#/files');
  for (const [name, , says] of foreign) {
    await expect(row(app, name)).toContainText(says);
    await expect(row(app, name)).toContainText(/skipped|refused/);
  }
  await expect(row(app, sample('f').name)).toContainText('whole');
});

/** Three good traces that no other drop has. */
function good(drop: number): readonly DroppedFile[] {
  return [1, 2, 3].map((one) =>
    file(
      `good-${one}.xml`,
      freb({ status: '502.3', url: `https://orders.example.com/${drop}/${one}` })
        .errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 120_000 })
        .toString(),
    ),
  );
}

/** What the list says of a file: state and events. */
async function reading(app: App, name: string) {
  const text = await app.files
    .getByRole('row')
    .filter({ has: app.page.getByText(name, { exact: true }) })
    .first()
    .innerText();
  const state = /\b(whole|partial|refused|skipped|waiting|reading)\b/.exec(text)?.[1] ?? 'not listed';
  const count = (what: RegExp): number | null => {
    const found = what.exec(text)?.[1];
    return found === undefined ? null : Number(found.replaceAll(',', ''));
  };
  const rows = count(/([\d,]+) rows?,/);
  return {
    state: state as Parameters<typeof hostileFaults>[1]['state'],
    events: count(/([\d,]+) events?,/),
    // Rows of the manifest are those recognised, whole or damaged.
    rows: rows === null ? null : rows + (count(/([\d,]+) damaged/) ?? 0),
    texts: [],
  };
}

/** What must not have happened, whatever was dropped. */
async function damage(app: App) {
  return app.page.evaluate(() => ({
    pwned: '__PWNED' in window,
    polluted: Object.hasOwn(Object.prototype, 'polluted'),
    foreign: document.querySelectorAll(
      'main :is(script, iframe, object, embed, base, link, style, meta, form, img, [onerror], [onload])',
    ).length,
    links: [...document.querySelectorAll('a[href]')]
      .map((link) => link.getAttribute('href') ?? '')
      .filter((href) => !/^(#|https:)/.test(href)),
  }));
}
const UNHARMED = { pwned: false, polluted: false, foreign: 0, links: [] };

const CORPUS = hostileFiles('xml', 'log', 'zip', 'gz', 'other');
const KINDS: readonly HostileFile['kind'][] = ['xml', 'log', 'zip', 'gz', 'other'];

for (const kind of KINDS) {
  test(`every hostile file (${kind}), each beside three good ones: outcome as its manifest says, nothing else harmed`, async ({
    app,
  }) => {
    test.setTimeout(180_000);
    const files = CORPUS.filter((one) => one.kind === kind);
    expect(files.length).toBeGreaterThan(1);
    await app.load('#/files');
    const faults: string[] = [];
    for (const [drop, hostile] of files.entries()) {
      const [first, ...others] = good(drop);
      if (first === undefined) throw new Error('no good files');
      await app.drop([first, file(hostile.file, hostile.bytes), ...others]);
      await app.goto('#/files');
      const found = await reading(app, hostile.file);
      faults.push(
        ...hostileFaults({ ...hostile, literal: [], rows: hostile.kind === 'log' ? hostile.rows : null }, found).map(
          (fault) => `${hostile.file}: ${fault}`,
        ),
      );
      for (const { name } of good(drop))
        if ((await reading(app, name)).state !== 'whole') faults.push(`${hostile.file}: ${name} was lost`);
      expect(await damage(app), hostile.file).toEqual(UNHARMED);
      // What can be shown is shown: the trace with everything that was meant to become markup.
      const link = row(app, hostile.file).getByRole('link').first();
      if (await link.isVisible()) {
        await link.click();
        await app.idle();
        await expect(app.events, hostile.file).toBeVisible();
        expect(await damage(app), `${hostile.file}, as a trace`).toEqual(UNHARMED);
        await app.goto('#/files');
      }
      await app.page.getByRole('button', { name: 'Close all files' }).click();
      await app.idle();
    }
    expect(faults).toEqual([]);
  });
}
