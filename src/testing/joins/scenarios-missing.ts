import { FIELD_SETS, type FieldSet, type LogStyle, writtenLog } from './logged.ts';
import type { Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import { MOST, SITE_LOG, tracesOf } from './scenarios-outage.ts';
import { type Served, type Server, WEB01, WEB02 } from './served.ts';
import { type Callers, failedCall, NOON, ONE_BALANCER, PEOPLE, traffic } from './traffic.ts';

const failures = (random: Random, callers: Callers, perMinute: number, server: Server = WEB01): readonly Served[] =>
  traffic(random, 20, perMinute, (at) => failedCall(random, at, callers, { server }));

/** Situations in which the row of a trace is in no log that is there. The rows of others are, and look like it. */
export function missing(random: Random, set: FieldSet): readonly Scenario[] {
  const style = { fields: FIELD_SETS[set] };
  const rates = [2, 10, 40, 300];
  return [
    ...rates.map((rate) =>
      dropped(`clients left, ${rate} failures a minute`, failures(random, PEOPLE, rate), random, style),
    ),
    ...rates.map((rate) =>
      dropped(`clients left, ${rate} a minute, one balancer`, failures(random, ONE_BALANCER, rate), random, style),
    ),
    cut('log copied during the outage, 10 a minute', failures(random, PEOPLE, 10), random, style),
    cut('log copied, 40 a minute, one balancer', failures(random, ONE_BALANCER, 40), random, style),
    ...rates.map((rate) => otherServer(`only the other server, ${rate} a minute`, random, rate, style)),
  ];
}

/** A third of the requests is in HTTPERR and not in the log. */
function dropped(name: string, requests: readonly Served[], random: Random, style: LogStyle): Scenario {
  const logged = requests.filter(() => !random.chance(0.33));
  const log = writtenLog(SITE_LOG, logged, style);
  return { name, logs: [log], traces: tracesOf(random.some(requests, Math.min(MOST, requests.length)), [log]) };
}

/** The log ends in the middle: rows after that were not flushed, or it was copied then. */
function cut(name: string, requests: readonly Served[], random: Random, style: LogStyle): Scenario {
  const end = NOON + 10 * 60_000 + random.between(0, 1000);
  const log = writtenLog(
    SITE_LOG,
    requests.filter(({ sent }) => sent < end),
    style,
  );
  const near = requests.filter(({ ended }) => Math.abs(ended - end) < 90_000);
  return { name, logs: [log], traces: tracesOf(random.some(near, Math.min(MOST, near.length)), [log]) };
}

/** Traces of one server, the log of another that nothing in it names. */
function otherServer(name: string, random: Random, rate: number, style: LogStyle): Scenario {
  const here = failures(random, ONE_BALANCER, rate, WEB01);
  const there = failures(random, ONE_BALANCER, rate, WEB02);
  const log = writtenLog(SITE_LOG, there, style);
  return { name, logs: [log], traces: tracesOf(random.some(here, Math.min(MOST, here.length)), [log]) };
}
