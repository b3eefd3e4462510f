import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IncidentId } from '../../model/units.ts';
import { freb } from '../../testing/freb-builder.ts';
import { type Dropped, opened } from '../../testing/opened.ts';
import { httpErrText, w3cText } from '../../testing/w3c-builder.ts';
import type { Engine } from '../engine.ts';
import type { IncidentView } from '../questions/incidents.ts';

const folder = new URL('../../testing/samples/logs/', import.meta.url);
/** As a person picks single files: no folder tells the site. */
const picked = (path: string): Dropped => [
  path.split('/').at(-1) ?? path,
  new Uint8Array(readFileSync(new URL(path, folder))),
];
const inFolder = (path: string): Dropped => [path, new Uint8Array(readFileSync(new URL(path, folder)))];

const LOG = 'W3SVC1/u_ex260312.log';
const HTTPERR = 'HTTPERR/httperr1.log';
const TRACE = 'FailedReqLogFiles/W3SVC1/fr000142.xml';
const START = 'stdout/stdout_20260312090538_6120.log';
const CRASH = 'stdout/stdout_20260312142712_7312.log';
const ALL = [LOG, HTTPERR, TRACE, START, CRASH];
const AZURE = ['azure/LogFiles/http/RawLogs/6f1d2c-202603121400.log', 'azure/LogFiles/eventlog.xml'];

/** `14:18:05 hang` of each step. */
const brief = (view: IncidentView): readonly string[] =>
  view.story.map(({ at, kind }) => `${new Date(at).toISOString().slice(11, 19)} ${kind}`);
const files = (view: IncidentView): ReadonlySet<string> =>
  new Set(view.story.flatMap(({ sources }) => sources.map(({ path }) => path.split('/').at(-1) ?? '')));

async function viewOf(engine: Engine, cause: string): Promise<IncidentView> {
  const incident = (await engine.incidents()).find((one) => one.cause === cause);
  const view = incident === undefined ? null : await engine.incidentView(incident.id, null);
  if (view === null) throw new Error(`no incident ${cause}`);
  return view;
}

/** The table of samples/logs/README.md: what happens when, and the file it shows in. */
const TRUTH: readonly (readonly [string, RegExp, readonly string[]])[] = [
  ['14:00:00 traffic', /Ordinary traffic/, ['u_ex260312.log:5']],
  ['14:18:05 hang', /\/api\/reports stops answering: each call is cut after 120/, ['u_ex260312.log']],
  ['14:19:35 clients-left', /leave before the answer/, ['u_ex260312.log', 'httperr1.log']],
  ['14:21:37 trace', /GET \/api\/reports from 203\.0\.113\.24/, ['fr000142.xml', 'u_ex260312.log:905']],
  ['14:23:39 trace', /sets 502\.3 with .*2147954402/, ['fr000142.xml', 'u_ex260312.log:905']],
  ['14:25:58 process-ended', /17 requests in flight are cut within one second/, ['u_ex260312.log']],
  ['14:25:58 refused', /Nothing listens/, ['u_ex260312.log']],
  ['14:26:30 offline', /app_offline\.htm/, ['u_ex260312.log']],
  ['14:27:12 start-failed', /process 7312/, ['stdout_20260312142712_7312.log', 'u_ex260312.log']],
  ['14:29:41 pool-stopped', /stopped by an administrator/, ['httperr1.log', 'u_ex260312.log']],
  ['14:31:06 queue', /overflows/, ['httperr1.log']],
  ['14:31:06 served-again', /started again/, ['u_ex260312.log']],
  ['14:40:00 fields', /cs-host/, ['u_ex260312.log:1496']],
];

describe('the story of the sample incident', () => {
  let view: IncidentView;
  beforeAll(async () => {
    const { engine } = await opened(ALL.map(picked));
    view = await viewOf(engine, 'app-timeout');
  });

  it('has every step of the ground truth in order, each with its sources', () => {
    let from = 0;
    for (const [what, title, sources] of TRUTH) {
      const ix = brief(view).indexOf(what, from);
      expect(ix, `${what} in ${brief(view).join(', ')}`).toBeGreaterThanOrEqual(from);
      from = ix + 1;
      const step = view.story[ix];
      expect(step?.title).toMatch(title);
      const named = step?.sources.map(({ path, line }) => `${path}:${line ?? ''}`).join(' ') ?? '';
      for (const source of sources) expect(named).toContain(source);
    }
  });

  it('adds nothing that did not happen, and marks what came first', () => {
    const more = brief(view).filter((one) => !TRUTH.some(([what]) => what === one));
    // Both are in the stdout log of the first process.
    expect(more).toEqual(['09:05:38 start', '14:23:40 starvation']);
    expect(view.story.filter(({ first }) => first).map(({ kind }) => kind)).toEqual(['hang']);
  });

  it('counts what the truth counts', () => {
    const count = (kind: string): number | undefined => view.story.find((step) => step.kind === kind)?.count;
    expect(['hang', 'process-ended', 'refused', 'offline', 'start-failed', 'pool-stopped'].map(count)).toEqual([
      55, 17, 9, 28, 99, 42,
    ]);
    // 10 rows and 9 requests that are only in HTTPERR.
    expect(count('clients-left')).toBe(19);
  });

  it('has tracks with the same counts', () => {
    const tracks = Object.fromEntries(view.tracks.map(({ label, count }) => [label, count]));
    expect(tracks).toMatchObject({
      '502.3 · 12002': 55,
      '502.3 · 12030': 17,
      '502.3 · 12029': 9,
      '502.3 · 64': 10,
      '502.5': 99,
      '503': 28,
      Disabled: 42,
      Connection_Dropped: 9,
      QueueFull: 6,
      Traces: 1,
      Processes: 2,
    });
    expect(tracks['AppOffline']).toBeUndefined();
  });

  it('zooms: shorter slots, the same counts', async () => {
    const { engine } = await opened(ALL.map(picked));
    const whole = await viewOf(engine, 'app-timeout');
    const at = (clock: string) => Date.parse(`2026-03-12T${clock}Z`) as IncidentView['range']['from'];
    const range = { from: at('14:25:50'), to: at('14:26:10') };
    const near = await engine.incidentView(whole.incident.id, range);
    expect(near?.range).toEqual(range);
    expect(near?.story).toEqual(whole.story);
    const cut = near?.tracks.find(({ label }) => label === '502.3 · 12030');
    expect(cut).toMatchObject({ count: 17, marks: [{ from: at('14:25:58'), count: 17 }] });
  });
});

describe('a story with one file left out', () => {
  const without = async (left: string): Promise<IncidentView> => {
    const { engine } = await opened(ALL.filter((path) => path !== left).map(picked));
    return viewOf(engine, 'app-timeout');
  };
  const gone = (view: IncidentView): readonly string[] =>
    TRUTH.map(([what]) => what).filter((what) => !brief(view).includes(what));

  it('without HTTPERR the pool is a silence, and nobody overflowed', async () => {
    const view = await without(HTTPERR);
    expect(gone(view)).toEqual(['14:29:41 pool-stopped', '14:31:06 queue', '14:31:06 served-again']);
    expect(brief(view)).toContain('14:29:42 silence');
    expect(brief(view).filter((one) => one.endsWith('served-again'))).toHaveLength(1);
    expect(files(view)).not.toContain('httperr1.log');
  });

  it('without the stdout of the start the rows alone tell that nothing started', async () => {
    const view = await without(CRASH);
    const failed = view.story.find(({ kind }) => kind === 'start-failed');
    // Worked out from the rows: half a second before the name of the file says it.
    expect(gone(view)).toEqual(['14:27:12 start-failed']);
    expect(brief(view)).toContain('14:27:11 start-failed');
    expect(failed?.title).not.toContain('7312');
  });

  it('without the other stdout log its two steps are missing', async () => {
    const view = await without(START);
    expect(gone(view)).toEqual([]);
    expect(brief(view).filter((one) => /start$|starvation$/.test(one))).toEqual([]);
  });

  it('without the trace its two steps are missing', async () => {
    expect(gone(await without(TRACE))).toEqual(['14:21:37 trace', '14:23:39 trace']);
  });

  it('without the request log the trace and HTTPERR tell what they know', async () => {
    const view = await without(LOG);
    expect(brief(view)).toEqual([
      '09:05:38 start',
      '14:20:33 clients-left',
      '14:21:37 trace',
      '14:23:39 trace',
      '14:23:40 starvation',
      '14:27:12 start-failed',
      '14:29:41 pool-stopped',
      '14:31:06 queue',
      '14:31:06 served-again',
    ]);
  });
});

describe('sites', () => {
  it.each([
    ['picked one by one', picked],
    ['in their folders', inFolder],
  ])('of two servers dropped together stay apart: %s', async (_, how) => {
    const { engine } = await opened([...ALL, ...AZURE].map(how));
    const alone = await opened(ALL.map(how));
    const incidents = await engine.incidents();
    const own = await viewOf(alone.engine, 'startup-crash');
    const same = incidents.find(({ id }) => id === own.incident.id);
    expect(same?.requests).toBe(99);
    const view = same === undefined ? null : await engine.incidentView(same.id, null);
    // The event log is of the same server by the start of its process; the log of the App Service says that it is not.
    expect(view === null ? [] : brief(view)).toEqual(expect.arrayContaining([...brief(own)]));
    expect(view === null ? null : files(view)).toContain('eventlog.xml');
    expect(view === null ? null : files(view)).not.toContain('6f1d2c-202603121400.log');
    // And the other way round: what is of the App Service tells nothing of the server.
    for (const { id } of incidents) {
      const other = await engine.incidentView(id, null);
      const told = other === null ? new Set<string>() : files(other);
      if (told.has('6f1d2c-202603121400.log')) {
        expect(told).not.toContain('u_ex260312.log');
        expect(told).not.toContain('httperr1.log');
        expect(told).not.toContain('fr000142.xml');
      }
    }
  });

  it('the event log adds what it knows: the lock, the recycle, the last try', async () => {
    const { engine } = await opened([...ALL, 'azure/LogFiles/eventlog.xml'].map(picked));
    const view = await viewOf(engine, 'app-timeout');
    const told = view.story.filter(({ sources }) => sources.some(({ path }) => path === 'eventlog.xml'));
    expect(told.map(({ at, kind }) => `${new Date(at).toISOString().slice(11, 19)} ${kind}`)).toEqual([
      '14:19:31 record',
      '14:25:58 process-ended',
      '14:26:30 offline',
      '14:27:12 start-failed',
      '14:29:34 start-failed',
      '14:31:15 start',
    ]);
  });

  it('of one server stay apart in HTTPERR', async () => {
    const { engine } = await opened(ALL.map(picked));
    const incidents = await engine.incidents();
    const portal = incidents.find(
      ({ cause, from }) => cause === 'worker-crash-rapid-fail' && (from ?? 0) < Date.parse('2026-03-12T14:15Z'),
    );
    const view = portal === undefined ? null : await engine.incidentView(portal.id, null);
    expect(view === null ? null : brief(view)).toEqual(['14:12:29 process-ended', '14:12:30 pool-stopped']);
  });
});

const ALWAYS = { range: null, cause: null } as const;

describe('overview', () => {
  it('counts every request once, by cause, time and incident', async () => {
    const { engine } = await opened(ALL.map(picked));
    const all = await engine.overview(ALWAYS);
    const incidents = await engine.incidents();
    expect(all.total).toBe(incidents.reduce((sum, { requests }) => sum + requests, 0));
    expect(all.matching).toBe(all.total);
    expect(all.byCause.reduce((sum, { requests }) => sum + requests, 0)).toBe(all.total);
    expect(all.overTime?.series.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0))).toEqual(
      all.byCause.map(({ requests }) => requests),
    );
    const timeout = all.incidents.find(({ cause }) => cause === 'app-timeout');
    expect(timeout).toMatchObject({
      requests: 55,
      matching: 55,
      traces: 1,
      urls: ['/api/reports'],
      computers: ['WEB01'],
    });
    expect(timeout?.spark.reduce((sum, count) => sum + count, 0)).toBe(55);
    const stopped = all.incidents.find(({ requests }) => requests === 42);
    expect(all.incidents.find(({ id }) => id === stopped?.causedBy)?.cause).toBe('startup-crash');
    expect(all.nothingFailed).toBe(false);
    expect(all.slowest).toEqual([]);
  });

  it('narrows to a time and a cause, and keeps the picture of the whole', async () => {
    const { engine } = await opened(ALL.map(picked));
    const all = await engine.overview(ALWAYS);
    const { start, width } = all.overTime ?? { start: 0, width: 0 };
    const column = all.overTime?.series.findIndex(({ key }) => key === 'app-offline') ?? -1;
    const counts = all.overTime?.series[column]?.counts ?? new Uint32Array();
    const bucket = counts.findIndex((count) => count > 0);
    const range = { from: start + bucket * width, to: start + (bucket + 1) * width } as NonNullable<
      IncidentView['range']
    >;
    const narrow = await engine.overview({ range, cause: 'app-offline' });
    expect(narrow.overTime).toEqual(all.overTime);
    expect(narrow.matching).toBe(counts[bucket]);
    expect(narrow.incidents.map(({ cause }) => cause)).toEqual(['app-offline']);
    expect(narrow.byCause.length).toBeGreaterThan(1);
    expect(narrow.facets.find(({ id }) => id === 'status')?.values.map(({ value }) => value)).toEqual(['503']);
  });

  it('gives for a value of a facet the filter that leaves its traces', async () => {
    const failing = (url: string, pool: string, ix: number): Dropped => [
      `fr00000${ix}.xml`,
      freb({ status: '500.19', url, appPool: pool, computer: `WEB-0${ix % 2}` })
        .event('GENERAL_REQUEST_START', { at: 0 })
        .event('GENERAL_REQUEST_END', { at: ix })
        .toString(),
    ];
    const { engine } = await opened([
      failing('https://shop/api/orders/17', 'Shop', 1),
      failing('https://shop/api/orders/18', 'Shop', 2),
      failing('https://shop/', 'Other "pool" x', 3),
    ]);
    const { facets } = await engine.overview(ALWAYS);
    expect(facets.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['cause', 'status', 'template', 'pool', 'machine', 'hour']),
    );
    for (const { id, values } of facets) {
      for (const { value, traces, filter } of values) {
        const page = await engine.requests({ filter: filter ?? '', sort: null, from: 0, count: 9 });
        expect(page.error, `${id} ${value}: ${filter}`).toBeNull();
        expect(page.total, `${id} ${value}: ${filter}`).toBe(traces);
      }
    }
    expect(facets.find(({ id }) => id === 'template')?.values[0]).toMatchObject({
      value: '/api/orders/{n}',
      traces: 2,
    });
  });

  it('shows the slowest requests when nothing failed', async () => {
    const rows = Array.from({ length: 30 }, (_, ix) => ({ taken: ix * 100, stem: `/p${ix}` }));
    const { engine } = await opened([
      [
        'u_ex260312.log',
        w3cText({ rows: [...rows, { status: '101.0', taken: 999_999 }, { status: '404.0', taken: 1 }] }),
      ],
      ['httperr1.log', httpErrText([{ reason: 'Timer_ConnectionIdle' }])],
    ]);
    const { nothingFailed, slowest, incidents, overTime } = await engine.overview(ALWAYS);
    expect({ nothingFailed, incidents, overTime }).toEqual({ nothingFailed: true, incidents: [], overTime: null });
    expect(slowest.map(({ url }) => url)).toEqual(Array.from({ length: 10 }, (_, ix) => `/p${29 - ix}`));
    expect(slowest[0]).toMatchObject({ tookMs: 2900, line: 34, trace: null });
  });

  it('of nothing is empty', async () => {
    const { engine } = await opened([]);
    expect(await engine.overview(ALWAYS)).toMatchObject({ total: 0, nothingFailed: true, slowest: [], facets: [] });
    expect(await engine.incidentView('none' as IncidentId, null)).toBeNull();
  });
});
