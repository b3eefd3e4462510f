import { FIELD_SETS, type FieldSet } from './logged.ts';
import type { Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import { oneLog } from './scenarios-outage.ts';
import { type Callers, failedCall, ONE_BALANCER, PEOPLE, traffic } from './traffic.ts';

/** A scenario whose log was written by a clock that is behind that of the traces. */
export interface ClockScenario extends Scenario {
  readonly behindMs: number;
}

const FAR: readonly (readonly [behindMs: number, perMinute: number, callers: Callers])[] = [
  [3200, 12, PEOPLE],
  [3200, 2, ONE_BALANCER],
  [3200, 40, ONE_BALANCER],
  [3200, 300, PEOPLE],
  [-3200, 12, PEOPLE],
  [41_000, 12, PEOPLE],
  [-1_500_000, 12, PEOPLE],
  [900, 12, PEOPLE],
];

/** Clocks of two machines that tell different times. */
export function clocks(random: Random, set: FieldSet): readonly ClockScenario[] {
  return FAR.map(([behindMs, perMinute, callers]) => {
    const requests = traffic(random, 20, perMinute, (at) => failedCall(random, at, callers));
    const style = { fields: FIELD_SETS[set], clockMs: -behindMs };
    const who = callers === PEOPLE ? '' : ', one balancer';
    const name = `clock of the log ${-behindMs / 1000} s, ${perMinute} a minute${who}`;
    return { ...oneLog(name, requests, { random, style }), behindMs };
  });
}
