import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zip } from '../testing/zip-builder.ts';
import { freb } from '../testing/freb-builder.ts';
import { readArguments } from './arguments.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const samples = path.join('src', 'testing', 'samples');

interface Run {
  readonly status: number;
  readonly out: string;
  readonly errors: string;
}

/** Runs the script that `npm run diagnose` runs; it bundles the sources when they are newer than the bundle. */
function diagnose(...args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    const command = [path.join(root, 'scripts', 'diagnose.mjs'), ...args];
    execFile(process.execPath, command, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (error, out, errors) => {
      resolve({ status: error === null ? 0 : Number(error.code), out, errors });
    });
  });
}

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'frebscope-cli-'));
  await diagnose('--help');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};

describe('the document', () => {
  it('has the shape and the facts of the contract for the trace of a time-out', async () => {
    const { status, out, errors } = await diagnose('--json', path.join(samples, 'freb'));
    expect(status).toBe(1);
    expect(errors).toBe('');
    const found = JSON.parse(out);
    expect(found).toMatchObject({ tool: 'frebscope', schema: 1 });
    expect(found.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(found.files).toHaveLength(11);
    const trace = found.traces.find((one: { path: string }) => one.path.includes('/a-ancm'));
    expect(trace).toMatchObject({
      path: 'src/testing/samples/freb/a-ancm-502.3-timeout-2147954402.xml',
      verb: 'GET',
      siteId: 3,
      appPool: 'OrdersPool',
      processId: 6244,
      failureReason: 'STATUS_CODE',
      statusCode: '502.3',
      status: 502,
      subStatus: 3,
      start: '2017-11-14T09:12:31.406Z',
      timeTakenMs: 120_093,
      events: 124,
      complete: true,
      module: 'AspNetCoreModule',
      moduleVersion: 'V1',
      hosting: 'out-of-process',
      notification: 'EXECUTE_REQUEST_HANDLER',
      producedBy: { event: 73, status: '502.3', reason: 'Bad Gateway' },
      errorCode: { hex: '0x80072EE2', dec: 2_147_954_402 },
      gap: { ms: 120_046, fromEvent: 72, toEvent: 73, limit: 'requestTimeout', limitMs: 120_000 },
      verdict: { cause: 'app-timeout', certainty: 'high' },
    });
    expect(trace.errorCode.names).toContain('WININET_E_TIMEOUT');
    expect(trace.verdict.evidence.some((one: { event: number }) => one.event === 73)).toBe(true);
    expect(trace.verdict.evidence.every((one: { text: string }) => one.text.length > 0)).toBe(true);
    const status500 = found.traces.find((one: { statusCode: string }) => one.statusCode === '500.30');
    expect(status500).toMatchObject({ status: 500, subStatus: 30 });
    const quiet = found.traces.find((one: { path: string }) => one.path.includes('/h-'));
    expect(quiet).toMatchObject({ verdict: null, module: null, producedBy: null, gap: null });
  });

  it('counts the rows of logs and what their failures mean', async () => {
    const { status, out } = await diagnose('--json', path.join(samples, 'logs', 'W3SVC1'));
    expect(status).toBe(1);
    const [log] = JSON.parse(out).requests;
    expect(log).toMatchObject({ rows: 2_270, byStatus: { '502.3': 91, '502.5': 99 } });
    const group = log.groups.find(
      (one: { status: string; win32: number }) => one.status === '502.3' && one.win32 === 12_002,
    );
    expect(group).toMatchObject({ count: 55, cause: 'app-timeout' });
  });

  it('joins the traced request to its row of the log, and only to it', async () => {
    const logs = path.join(samples, 'logs');
    const { out } = await diagnose(
      '--json',
      ...['FailedReqLogFiles', 'W3SVC1', 'HTTPERR', 'azure', 'native', 'ncsa'].map((folder) => path.join(logs, folder)),
    );
    const { traces, requests, files } = JSON.parse(out);
    expect(traces).toHaveLength(1);
    expect(traces[0].request).toMatchObject({
      file: 'src/testing/samples/logs/W3SVC1/u_ex260312.log',
      line: 905,
      why: expect.stringContaining('fit one row only'),
    });
    expect(traces[0].request.score).toBeGreaterThan(0.9);
    const rows = new Map(requests.map((log: { file: string; rows: number }) => [log.file.split('/').at(-1), log.rows]));
    expect([...rows].toSorted(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([
      ['6f1d2c-202603121400.log', 443],
      ['u_ex260312.log', 2270],
      ['u_in260312.log', 447],
      ['u_nc260312.log', 446],
    ]);
    const httpErr = files.find((file: { path: string }) => file.path.endsWith('httperr1.log'));
    expect(httpErr.counts.rows).toBe(144);
  });

  it('names files inside archives, and the archive itself', async () => {
    const { out } = await diagnose('--json', path.join(samples, 'logs', 'variants', 'incident.zip'));
    const paths: string[] = JSON.parse(out).files.map((file: { path: string }) => file.path);
    expect(paths[0]).toMatch(/incident\.zip$/);
    expect(paths.length).toBeGreaterThan(1);
    for (const inner of paths.slice(1)) expect(inner.startsWith(`${paths[0]}!`)).toBe(true);
  });
});

describe('what a person reads', () => {
  it('names module, code and what to do, and obeys no control character of a file', async () => {
    const file = put(
      'esc.xml',
      freb({ status: '502.3', url: 'http://localhost/&#x9b;31m', verb: 'GET' })
        .errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 120_000, reason: '\u202eevil' })
        .toString(),
    );
    const { status, out } = await diagnose(file);
    expect(status).toBe(1);
    expect(out).toMatch(/AspNetCoreModuleV2 answered 502\.3 .*WININET_E_TIMEOUT \(0x80072EE2, 2147954402\)/);
    expect(out).toContain('Do first: ');
    expect(out).not.toMatch(/[\u202e\u009b]/);
  });

  it('is markdown for a support case without query strings', async () => {
    const file = put(
      'md.xml',
      freb({ status: '502.3', url: 'http://localhost/a?token=SECRET' })
        .errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 120_000, reason: '<img src=x> [a](b)' })
        .toString(),
    );
    const { out } = await diagnose('--markdown', file);
    expect(out).toMatch(/^# frebscope \d/);
    expect(out).toContain('## 502.3 `GET http://localhost/a`');
    expect(out).not.toContain('SECRET');
    expect(out).not.toMatch(/(?<!\\)<img|(?<!\\)\[a\]/);
  });
});

describe('the exit status', () => {
  it('is 0 when nothing failed', async () => {
    const file = put(
      'ok.xml',
      freb({ status: '200' })
        .event('GENERAL_REQUEST_START', { at: 0 })
        .event('GENERAL_REQUEST_END', { at: 5 })
        .toString(),
    );
    expect(await diagnose('--json', file)).toMatchObject({ status: 0, errors: '' });
  });

  it.each([
    [['--nonsense'], /Unknown option --nonsense/],
    [[], /Name at least one file or folder/],
    [['--json', '--markdown', 'x'], /Only one of/],
    [['/nowhere/at/all'], /Cannot read \/nowhere\/at\/all/],
    [['/dev/null'], /\/dev\/null is neither a file nor a folder/],
  ])('is 2 for %j', async (args, message) => {
    const run = await diagnose(...args);
    expect(run.status).toBe(2);
    expect(run.errors).toMatch(message);
  });

  it('is 2 when nothing can be read, which is told all the same', async () => {
    const { status, out, errors } = await diagnose('--json', put('empty.xml', ''));
    expect(status).toBe(2);
    expect(errors).toBe('');
    expect(JSON.parse(out).files).toMatchObject([{ state: 'refused', reason: 'empty-file' }]);
  });

  it('is 2 for an archive with nothing in it that is read', async () => {
    const file = path.join(folder, 'a.zip');
    writeFileSync(file, zip([{ name: 'notes.md', content: '# notes' }]));
    expect(await diagnose('--json', file)).toMatchObject({ status: 2 });
  });

  it('is 0 for help and version', async () => {
    expect(await diagnose('--help')).toMatchObject({ status: 0, errors: '' });
    expect((await diagnose('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('arguments', () => {
  it('are paths after a double dash, whatever they look like', () => {
    expect(readArguments(['--json', '--', '--help'])).toEqual({
      ok: true,
      value: { kind: 'diagnose', paths: ['--help'], form: 'json' },
    });
  });
});
