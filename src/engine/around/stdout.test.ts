import { describe, expect, it } from 'vitest';
import { matchesOf, partOf, sampleLog, toldPart, TRACE_ID, traced } from '../../testing/around.ts';
import type { Dropped } from '../../testing/opened.ts';

const STDOUT = 'stdout/stdout_20260312090538_6120.log';

describe('stdout', () => {
  it('shows telling lines where the lines have no time, exceptions folded', async () => {
    const { items } = await partOf('stdout', [traced(), sampleLog(STDOUT)]);
    expect(items[0]?.detail).toBe('The lines have no time; errors and warnings in it');
    expect(items[0]?.lines.map(({ line, match, level }) => `${line} ${match} ${level}`)).toEqual([
      '7 false Information',
      '9 true Error',
      '11 true Warning',
    ]);
    expect(matchesOf(items[0])).toEqual([
      'Contoso.Reports.Data.ReportQueries: Execution Timeout Expired while waiting for a lock (90000 ms).',
      expect.stringMatching(/^Microsoft\.AspNetCore\.Server\.Kestrel: As of /),
    ]);
  });

  it('folds what is set in below an exception', async () => {
    const [, content] = sampleLog('stdout/stdout_20260312142712_7312.log');
    const { items } = await partOf('stdout', [traced(), ['stdout_20260312142000_6120.log', content]]);
    const crash = items[0]?.lines.find(({ level }) => level === 'Critical');
    expect(crash?.text).toContain('Host terminated unexpectedly');
    expect(crash?.more[0]).toContain('System.InvalidOperationException');
    expect(crash?.more.length).toBeGreaterThan(2);
  });

  it('takes the latest that began before, and those that the request brought about', async () => {
    const log = (name: string): Dropped => [name, `Hosting environment: ${name}\n`];
    const { items } = await partOf('stdout', [
      traced(),
      log('stdout_20260312090538_6120.log'),
      log('stdout_20260312142000_6120.log'),
      log('stdout_20260312142140_6120.log'),
      log('stdout_20260312143000_6120.log'),
    ]);
    expect(items.map(({ title }) => title)).toEqual([
      'stdout_20260312142000_6120.log',
      'stdout_20260312142140_6120.log',
    ]);
    expect(items[1]?.why[0]).toContain('begun 2.8 s after the request began');
  });

  it('takes the file of the folder of the trace where several servers have that process id', async () => {
    const [, text] = traced();
    const trace: Dropped = ['WEB01/fr000142.xml', text];
    const log = (path: string): Dropped => [path, `Hosting environment: ${path}\n`];
    const both = [log('WEB01/stdout_20260312090538_6120.log'), log('WEB02/stdout_20260312140000_6120.log')];
    const pathsOf = async (dropped: readonly Dropped[]) =>
      (await partOf('stdout', dropped, trace[0])).items.map(({ path }) => path);
    expect(await pathsOf([trace, ...both])).toEqual(['WEB01/stdout_20260312090538_6120.log']);
    expect(await pathsOf([trace, log('logs/stdout_20260312140000_6120.log')])).toEqual([
      'logs/stdout_20260312140000_6120.log',
    ]);
  });

  it.each([
    [
      'the process is another',
      [traced(['processId="6120"', 'processId="6121"']), sampleLog(STDOUT)],
      'no stdout log names process 6121',
    ],
    [
      'all begin later',
      [traced(), ['stdout_20260312143000_6120.log', 'Unhandled exception. x\n'] as const],
      '1 stdout log of process 6120, begun 6 min 21 s after the request ended',
    ],
    [
      'the trace has no process',
      [traced(['processId="6120"', 'processId=""']), sampleLog(STDOUT)],
      'the trace does not name its process',
    ],
  ])('has none when %s', async (_, dropped, none) => {
    expect(toldPart(await partOf('stdout', dropped))).toEqual([none]);
  });

  it('shows the lines with the request id where the logger writes scopes', async () => {
    const entry = (id: string, text: string): string =>
      `info: A.B[0]\n      => ConnectionId:1 => RequestPath:/api/reports RequestId:${id}\n      ${text}\n`;
    const { items } = await partOf('stdout', [
      traced(),
      [
        'stdout_20260312090538_6120.log',
        entry('x-1234567', 'before') + entry(TRACE_ID, 'mine') + entry('x-1234568', 'after'),
      ],
    ]);
    expect(items[0]?.detail).toBe(`1 entry with request id ${TRACE_ID}`);
    expect(items[0]?.lines.map(({ match, text }) => `${match} ${text}`)).toEqual([
      'false A.B: before',
      'true A.B: mine',
      'false A.B: after',
    ]);
  });
});
