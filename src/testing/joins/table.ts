import type { FieldSet } from './logged.ts';
import { Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import { clocks } from './scenarios-clock.ts';
import { farms } from './scenarios-farm.ts';
import { fromLogs, type NamedLog } from './scenarios-log.ts';
import { missing } from './scenarios-missing.ts';
import { odd } from './scenarios-odd.ts';
import { outages } from './scenarios-outage.ts';

/** Every scenario, with logs that have one set of fields. */
export function scenarios(set: FieldSet, seed: number, logs: readonly NamedLog[]): readonly Scenario[] {
  return [
    ...fromLogs(new Random(seed + 5), set, logs),
    ...outages(new Random(seed), set),
    ...missing(new Random(seed + 1), set),
    ...farms(new Random(seed + 2), set),
    ...odd(new Random(seed + 3), set),
    ...clocks(new Random(seed + 4), set),
  ];
}
