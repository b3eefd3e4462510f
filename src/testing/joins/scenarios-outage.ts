import { FIELD_SETS, type FieldSet, type LogStyle, type WrittenLog, writtenLog } from './logged.ts';
import type { Random } from './random.ts';
import type { Scenario, TracedCase } from './scenario.ts';
import { served, type Served } from './served.ts';
import { type Callers, failedCall, goodCall, lasting, NOON, ONE_BALANCER, PEOPLE, traffic } from './traffic.ts';

/** Traces of one scenario at most. */
export const MOST = 250;
export const SITE_LOG = 'W3SVC1/u_ex260312.log';
export const TRACE = 'W3SVC1/fr000001.xml';

/** Traces of some requests, each with its row in one of the logs. */
export function tracesOf(requests: readonly Served[], logs: readonly WrittenLog[]): readonly TracedCase[] {
  return requests.map((request) => {
    const log = logs.find(({ lines }) => lines.has(request));
    const line = log?.lines.get(request);
    return { request, path: TRACE, row: log === undefined || line === undefined ? null : { path: log.path, line } };
  });
}

/** A scenario of one whole log in which some of the failed requests were traced. */
export function oneLog(
  name: string,
  requests: readonly Served[],
  options: { readonly random: Random; readonly style: LogStyle; readonly traced?: (request: Served) => boolean },
): Scenario {
  const log = writtenLog(SITE_LOG, requests, options.style);
  const failed = requests.filter(options.traced ?? ((request) => request.status >= 400));
  return { name, logs: [log], traces: tracesOf(options.random.some(failed, Math.min(MOST, failed.length)), [log]) };
}

function outage(random: Random, callers: Callers, perMinute: number): readonly Served[] {
  return [
    ...traffic(random, 12, perMinute, (at) => failedCall(random, at, callers)),
    ...traffic(random, 16, perMinute, (at) => goodCall(random, at, callers)),
  ];
}

/** Outages of a busy API, from few callers and many, with clocks fine and coarse. */
export function outages(random: Random, set: FieldSet): readonly Scenario[] {
  const style = { fields: FIELD_SETS[set] };
  const coarse = { ...style, stepMs: 15.625 };
  return [
    oneLog('outage, 12 failures a minute', outage(random, PEOPLE, 12), { random, style }),
    oneLog('outage, 300 a minute', outage(random, PEOPLE, 300), { random, style }),
    oneLog('outage, 300 a minute, one balancer', outage(random, ONE_BALANCER, 300), { random, style }),
    oneLog('the same, clock steps of 15.6 ms', outage(random, ONE_BALANCER, 300), { random, style: coarse }),
    oneLog('outage, 12 a minute, clock steps', outage(random, PEOPLE, 12), { random, style: coarse }),
    oneLog('back end killed: one second', killed(random), { random, style }),
    oneLog('cold start: queue of up to 30 s', coldStart(random), { random, style }),
    oneLog('slow readers', slowReaders(random), { random, style }),
    oneLog('scanner, 400 a minute', scanner(random), { random, style }),
  ];
}

/** All calls that are on the way end in the second in which the process dies. */
function killed(random: Random): readonly Served[] {
  const death = NOON + 120_000 + random.between(0, 900);
  const dying = traffic(random, 1.5, 60, (at) => {
    const call = failedCall(random, at, PEOPLE, { win32: 12_030 });
    return lasting(random, call, { run: death + random.between(0, 60) - at });
  });
  return [...dying, ...traffic(random, 5, 60, (at) => goodCall(random, at, PEOPLE))];
}

/** No process yet: every request waits in the queue of the pool until it runs, then some fail. */
function coldStart(random: Random): readonly Served[] {
  const up = NOON + 30_000;
  const queued = traffic(random, 0.5, 120, (at) => {
    const wait = up - at + random.between(0, 400);
    const call = failedCall(random, at, PEOPLE, { subStatus: random.chance(0.5) ? 3 : 5 });
    return lasting(random, call, { wait, run: random.between(5, 3000) });
  });
  return [...queued, ...traffic(random, 6, 30, (at) => failedCall(random, at, PEOPLE))];
}

/** Phones that take seconds for the answer, or leave while it is sent. */
function slowReaders(random: Random): readonly Served[] {
  return traffic(random, 20, 20, (at) => {
    const call = failedCall(random, at, PEOPLE, { status: 500, subStatus: 0, win32: random.chance(0.5) ? 64 : 0 });
    return lasting(random, call, { run: random.between(20, 4000), send: Math.exp(random.between(3, 11)) });
  });
}

/** One client that tries one address after the other: many paths, and one path with many queries. */
function scanner(random: Random): readonly Served[] {
  return traffic(random, 2, 400, (at) => {
    const one = random.chance(0.25);
    const path = one ? '/item' : `/${random.pick(['admin', 'wp', 'old', 'api'])}/${random.int(1, 400)}.php`;
    const query = one && random.chance(0.8) ? `id=${random.int(1, 400)}%27--` : '';
    const caller = { peer: '192.0.2.66', userAgent: 'sqlmap/1.8.3#stable (https://sqlmap.org)' };
    const took = { run: random.between(0, 16), send: random.between(0, 8) };
    return served(random, at, took, { ...caller, path, rawPath: path, query, status: 404, subStatus: 0, win32: 2 });
  });
}
