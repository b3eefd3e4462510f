import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Dropped, opened } from '../../testing/opened.ts';

const folder = new URL('../../testing/samples/logs/', import.meta.url);
const sample = (path: string): Dropped => [path, new Uint8Array(readFileSync(new URL(path, folder)))];

const LOG = sample('W3SVC1/u_ex260312.log');
const HTTPERR = sample('HTTPERR/httperr1.log');
const TRACE = sample('FailedReqLogFiles/W3SVC1/fr000142.xml');

/** `cause requests` of each incident, in order of time. */
async function incidentsOf(...dropped: readonly Dropped[]) {
  const { engine } = await opened(dropped);
  const incidents = await engine.incidents();
  return { engine, incidents, brief: incidents.map(({ cause, requests }) => `${cause} ${requests}`) };
}

describe('incidents of a loaded workspace', () => {
  it('take in traces and the rows of the same trouble, each request once', async () => {
    const { incidents, brief, engine } = await incidentsOf(LOG, HTTPERR, TRACE);
    // 55 rows of 502.3 with 12002 in incident.json, one of which is the request of the trace.
    expect(brief).toContain('app-timeout 55');
    const hang = incidents.find(({ cause }) => cause === 'app-timeout');
    expect(hang?.traces).toHaveLength(1);
    expect(hang?.rows.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(55);
    expect(hang?.pools).toEqual(['ReportsPool']);
    expect((await engine.summary()).incidents).toBe(incidents.length);
  });

  it('are there without any trace, with a verdict of their own', async () => {
    const { incidents, brief } = await incidentsOf(LOG);
    expect(brief).toContain('app-timeout 55');
    expect(brief).toContain('startup-crash 99');
    for (const { verdict, traces } of incidents) {
      expect(verdict.lead.evidence.length).toBeGreaterThan(0);
      expect(traces).toEqual([]);
    }
  });

  it('leave out what clients do and what is normal', async () => {
    const { brief } = await incidentsOf(HTTPERR);
    expect(brief).toContain('worker-crash-rapid-fail 42');
    // 63 idle time-outs and single bad requests are no incident.
    const requests = brief.reduce((sum, one) => sum + Number(one.split(' ')[1]), 0);
    expect(requests).toBeLessThan(144 - 63);
  });

  it('are made of the same rows whichever file is dropped first', async () => {
    const one = await incidentsOf(LOG, HTTPERR, TRACE);
    const other = await incidentsOf(TRACE, HTTPERR, LOG);
    expect(other.incidents.map(({ id }) => id)).toEqual(one.incidents.map(({ id }) => id));
    expect(other.brief).toEqual(one.brief);
  });
});

describe('verdicts as more is loaded', () => {
  it('take in side files that come later', async () => {
    const { engine, requests } = await opened([TRACE]);
    const key = requests[0]?.key;
    if (key === undefined) throw new Error('no trace');
    const before = (await engine.trace(key))?.verdict;
    expect(before?.lead.wouldSettle.map(({ input }) => input)).toContain('config');
    const [path, content] = sample('web.config');
    await engine.open([{ path, blob: new Blob([content]), lastModified: null }], () => undefined);
    const after = (await engine.trace(key))?.verdict;
    expect(after?.lead.wouldSettle.map(({ input }) => input)).not.toContain('config');
    expect(after?.lead.evidence.some((one) => one.kind === 'line')).toBe(true);
  });
});
