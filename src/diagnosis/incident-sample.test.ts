import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { opened, type Dropped } from '../testing/opened.ts';

const folder = new URL('../testing/samples/logs/', import.meta.url);
const sample = (path: string): Dropped => [path, new Uint8Array(readFileSync(new URL(path, folder)))];

const SERVER = [
  'FailedReqLogFiles/W3SVC1/fr000142.xml',
  'W3SVC1/u_ex260312.log',
  'HTTPERR/httperr1.log',
  'stdout/stdout_20260312142712_7312.log',
  'web.config',
].map(sample);
const APP_SERVICE = ['azure/LogFiles/eventlog.xml', 'azure/LogFiles/http/RawLogs/6f1d2c-202603121400.log'].map(sample);

/** `cause certainty requests` of the incidents of a drop, in order of time. */
async function story(...files: readonly Dropped[]): Promise<readonly string[]> {
  const { engine } = await opened(files);
  return (await engine.incidents()).map(({ cause, certainty, requests }) => `${cause} ${certainty} ${requests}`);
}

describe('the incident of samples/logs', () => {
  it('is told cause by cause, as incident.json has it', async () => {
    const told = await story(...SERVER);
    // Hang on a lock, callers that leave, the killed process, refusals, app_offline.htm, the failed start, the stopped pool.
    expect(told).toContain('app-timeout high 55');
    expect(told).toContain('app-crashed-mid-request medium 17');
    expect(told).toContain('connection-refused high 9');
    expect(told).toContain('app-offline low 28');
    expect(told).toContain('startup-crash high 99');
    expect(told).toContain('worker-crash-rapid-fail medium 42');
    const order = ['app-timeout', 'app-crashed', 'connection-refused', 'app-offline', 'startup-crash'].map((cause) =>
      told.findIndex((one) => one.startsWith(cause)),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('is told the same when the files are dropped without their folders, which name the site', async () => {
    const flat = SERVER.map(([path, bytes]): Dropped => [path.split('/').at(-1) ?? path, bytes]);
    expect(await story(...flat)).toEqual(await story(...SERVER));
  });

  it('keeps two sites apart when all files are dropped without their folders', async () => {
    const flat = [...SERVER, ...APP_SERVICE].map(([path, bytes]): Dropped => [path.split('/').at(-1) ?? path, bytes]);
    expect((await story(...flat)).toSorted()).toEqual((await story(...SERVER, ...APP_SERVICE)).toSorted());
  });

  it('gives the traced request the verdict of its silence and of the loaded setting', async () => {
    const { engine, requests } = await opened(SERVER);
    const verdict = (await engine.trace(requests[0]?.key ?? ('' as never)))?.verdict;
    expect(verdict?.lead).toMatchObject({ cause: 'app-timeout', certainty: 'high' });
    expect(verdict?.lead.headline).toContain('after 122.05 s of silence');
    expect(verdict?.lead.evidence.some((e) => e.text.includes('requestTimeout="00:02:00"'))).toBe(true);
  });

  it('does not change when the files of another site lie beside it, whose process ids are the same', async () => {
    const alone = await story(...SERVER);
    const together = await story(...SERVER, ...APP_SERVICE);
    const stopped = (told: readonly string[]) =>
      told.filter((one) => /^(?:app-timeout high|app-crashed.* 17|connection-refused.* 9|worker-crash.* 42)/.test(one));
    expect(stopped(together)).toEqual(stopped(alone));
    // app_offline.htm and the process end are on record for the other site only.
    expect(together).toContain('app-offline low 28');
    expect(together).toContain('app-offline high 5');
  });
});
