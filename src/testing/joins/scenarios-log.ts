import { scenarioFromLog } from './from-log.ts';
import { FIELD_SETS, type FieldSet } from './logged.ts';
import type { Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import { MOST, SITE_LOG } from './scenarios-outage.ts';

/** A log that traces are made up for. */
export interface NamedLog {
  readonly name: string;
  readonly text: string;
}

/** What gen-w3c.mjs is asked for: a quiet day, one whose fields change, a busy hour with an outage, App Service. */
export const GENERATED: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  { name: 'generated, a quiet day', args: ['--rows', '12000', '--hours', '24', '--azure', '0', '--fields', 'same'] },
  {
    name: 'generated, fields change',
    args: ['--rows', '12000', '--hours', '24', '--azure', '0', '--fields', 'reorder', '--headers', '40'],
  },
  {
    name: 'generated, a busy hour',
    args: ['--rows', '60000', '--hours', '1', '--azure', '0', '--fields', 'same'],
  },
  { name: 'generated, App Service', args: ['--rows', '12000', '--hours', '2', '--azure', '1', '--fields', 'same'] },
];

/** Traces made up for rows of logs. */
export function fromLogs(random: Random, set: FieldSet, logs: readonly NamedLog[]): readonly Scenario[] {
  return logs.map(({ name, text }) =>
    scenarioFromLog(name, { path: SITE_LOG, text }, { random, keep: FIELD_SETS[set], most: MOST }),
  );
}
