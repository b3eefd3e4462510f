import type { LimitName } from '../model/trace.ts';
import { ms, type Ms } from '../model/units.ts';
import type { SourceKey } from './sources.ts';

/** A time limit that can end a request or a start, with the value it has unless set otherwise. */
export interface Limit {
  readonly name: LimitName;
  /** Name and value in words. */
  readonly label: string;
  readonly ms: Ms;
  /** How far above the limit its effect shows in traces and logs. */
  readonly slackMs: Ms;
  /** Where it is set; '' when it cannot be. */
  readonly setting: string;
  readonly sources: readonly SourceKey[];
}

/** Limits with their defaults. A trace of the two-minute default showed 122.05 s: allow 2.5 s above. */
export const LIMITS: readonly Limit[] = [
  {
    name: 'requestTimeout',
    label: 'requestTimeout of ANCM, 2 minutes by default, out-of-process only',
    ms: ms(120_000),
    slackMs: ms(2_500),
    setting: 'aspNetCore/@requestTimeout',
    sources: ['docs-ancm', 'winhttp-timeouts', 'ancm-287', 'aspnetcore-23160'],
  },
  {
    name: 'startupTimeLimit',
    label: 'startupTimeLimit of ANCM, 120 seconds by default',
    ms: ms(120_000),
    slackMs: ms(2_500),
    setting: 'aspNetCore/@startupTimeLimit',
    sources: ['docs-ancm', 'v2-process'],
  },
  {
    name: 'shutdownTimeLimit',
    label: 'shutdownTimeLimit of ANCM, 10 seconds by default',
    ms: ms(10_000),
    slackMs: ms(2_500),
    setting: 'aspNetCore/@shutdownTimeLimit',
    sources: ['docs-ancm'],
  },
  {
    name: 'arrTimeout',
    label: 'proxy time-out of ARR, 30 seconds by default',
    ms: ms(30_000),
    slackMs: ms(2_500),
    setting: 'system.webServer/proxy/@timeout or webFarm/applicationRequestRouting/protocol/@timeout',
    sources: ['arr-timeout', 'arr-502'],
  },
  {
    name: 'appServiceFrontEnd',
    label: 'idle limit of the App Service front end, about 230 seconds, cannot be raised',
    ms: ms(230_000),
    slackMs: ms(10_000),
    setting: '',
    sources: ['appservice-502'],
  },
];

/** Default of a limit in milliseconds. */
export function limitMs(name: LimitName): Ms {
  return LIMITS.find((limit) => limit.name === name)?.ms ?? ms(0);
}
