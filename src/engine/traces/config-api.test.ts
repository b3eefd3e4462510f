import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { byteSource } from '../../testing/byte-source.ts';
import { readWith } from '../../testing/read-with.ts';
import { configReader } from '../../formats/config/reader.ts';
import { createLocalEngine } from '../local.ts';
import type { Engine } from '../engine.ts';

const SAMPLES = 'src/testing/samples';
const TRACE = `${SAMPLES}/freb/a-ancm-502.3-timeout-2147954402.xml`;

async function open(...paths: readonly string[]): Promise<Engine> {
  const engine = createLocalEngine();
  const files = paths.map((path) => ({ path, blob: new Blob([readFileSync(path)]), lastModified: null }));
  await engine.open(files, () => {});
  return engine;
}

async function onlyTrace(engine: Engine) {
  const page = await engine.requests({ filter: '', sort: null, from: 0, count: 1 });
  const key = page.rows[0]?.key;
  if (key === undefined) throw new Error('no trace');
  return key;
}

describe('configCheck', () => {
  it('shows the settings that bear on a time-out, with the lines they stand in', async () => {
    const engine = await open(TRACE, `${SAMPLES}/logs/web.config`);
    const view = await engine.configCheck(await onlyTrace(engine));
    expect(view?.files).toEqual([`${SAMPLES}/logs/web.config`]);
    expect(view?.bearing[0]).toMatchObject({
      attribute: 'requestTimeout',
      value: '00:02:00',
      from: 'file',
      place: { line: 9 },
    });
    // A V1 trace: the missing area ANCM is no fault there, the forgotten stdout log is one.
    expect(view?.findings.map((finding) => finding.id)).toEqual(['stdout-log-left-on']);
  });

  it('has nothing to say without a configuration', async () => {
    const engine = await open(TRACE);
    expect(await engine.configCheck(await onlyTrace(engine))).toBeNull();
  });
});

describe('capture', () => {
  it('writes a rule for what is loaded', async () => {
    const engine = await open(TRACE);
    const advice = await engine.capture('*');
    expect(advice.needs).toEqual([]);
    const { items } = await readWith(configReader, byteSource(advice.webConfig, 'web.config'));
    expect(items[0]).toMatchObject({
      kind: 'config',
      config: { tracingRules: [{ path: '*', statusCodes: '500-599' }] },
    });
  });

  it('writes a full rule when nothing is loaded', async () => {
    const advice = await createLocalEngine().capture('*');
    expect(advice.needs.map((need) => need.id)).toEqual(['none-loaded']);
    expect(advice.webConfig).toContain('ANCM');
  });
});
