import type { Random } from './random.ts';
import { AGENTS, type Durations, served, type Served } from './served.ts';

/** Noon of the incident of the samples. */
export const NOON = Date.parse('2026-03-12T12:00:00.000Z');

/** Requests that arrive at random over some minutes. */
export function traffic(
  random: Random,
  minutes: number,
  perMinute: number,
  make: (arrived: number) => Served,
  from = NOON,
): readonly Served[] {
  return Array.from({ length: Math.round(minutes * perMinute) }, () =>
    make(from + random.between(0, minutes * 60_000)),
  ).toSorted((a, b) => a.arrived - b.arrived);
}

/** Who calls: browsers from everywhere, or one service behind one balancer. */
export interface Callers {
  readonly peers: readonly string[];
  readonly agents: readonly string[];
}

export const PEOPLE: Callers = {
  peers: Array.from({ length: 240 }, (_, ix) => `203.0.113.${ix + 10}`),
  agents: AGENTS,
};
export const ONE_BALANCER: Callers = { peers: ['10.20.0.5'], agents: ['OrdersClient/2.1'] };

const PATHS = ['/api/orders', '/api/orders', '/api/orders', '/api/cart', '/api/search', '/api/customers'];

/** Calls to a back end that hangs, refuses or dies; each ends in 502.3. */
export function failedCall(random: Random, arrived: number, callers: Callers, over: Partial<Served> = {}): Served {
  const kind = random.next();
  const [win32, run] =
    kind < 0.6
      ? [12_002, 120_000 + random.between(0, 60)]
      : kind < 0.85
        ? [12_029, random.between(2000, 2100)]
        : [12_030, random.between(10, 90_000)];
  return served(random, arrived, { run }, { ...caller(random, callers), path: random.pick(PATHS), win32, ...over });
}

/** Calls that work. */
export function goodCall(random: Random, arrived: number, callers: Callers, over: Partial<Served> = {}): Served {
  const run = Math.exp(random.between(1, 6));
  return served(
    random,
    arrived,
    { run },
    { ...caller(random, callers), path: random.pick(PATHS), status: 200, subStatus: 0, win32: 0, ...over },
  );
}

/** The same request with other durations: everything after the arrival moves. */
export function lasting(random: Random, request: Served, took: Durations): Served {
  const { began, ended, sent } = served(random, request.arrived, took);
  return { ...request, began, ended, sent };
}

function caller(random: Random, { peers, agents }: Callers): Pick<Served, 'peer' | 'userAgent'> {
  return { peer: random.pick(peers), userAgent: random.pick(agents) };
}
