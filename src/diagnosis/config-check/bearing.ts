import type { EffectiveSetting } from '../../model/config-check.ts';
import type { Cause } from '../../model/verdict.ts';
import type { EffectiveConfig } from './effective.ts';

type Key = readonly [element: string, attribute: string];

const START: readonly Key[] = [
  ['aspNetCore', 'processPath'],
  ['aspNetCore', 'arguments'],
  ['aspNetCore', 'hostingModel'],
  ['aspNetCore', 'startupTimeLimit'],
  ['aspNetCore', 'rapidFailsPerMinute'],
  ['aspNetCore', 'stdoutLogEnabled'],
  ['aspNetCore', 'stdoutLogFile'],
  ['aspNetCore', 'disableStartUpErrorPage'],
];
const WAIT: readonly Key[] = [
  ['aspNetCore', 'requestTimeout'],
  ['aspNetCore', 'hostingModel'],
  ['proxy', 'timeout'],
  ['webFarm/protocol', 'timeout'],
];
const STOP: readonly Key[] = [
  ['aspNetCore', 'shutdownTimeLimit'],
  ['aspNetCore', 'hostingModel'],
  ['processModel', 'idleTimeout'],
  ['periodicRestart', 'time'],
  ['recycling', 'disallowOverlappingRotation'],
];
const SIZE: readonly Key[] = [
  ['requestLimits', 'maxAllowedContentLength'],
  ['requestLimits', 'maxUrl'],
  ['requestLimits', 'maxQueryString'],
  ['httpRuntime', 'maxRequestLength'],
];
const POOL: readonly Key[] = [
  ['failure', 'rapidFailProtection'],
  ['failure', 'rapidFailProtectionMaxCrashes'],
  ['failure', 'rapidFailProtectionInterval'],
];

/** Settings that a person looks at first, by cause. */
const BEARING: ReadonlyMap<Cause, readonly Key[]> = new Map<Cause, readonly Key[]>([
  ['app-timeout', WAIT],
  ['thread-pool-starvation', WAIT],
  ['proxy-timeout', WAIT],
  ['slow-request', WAIT],
  ['still-running', WAIT],
  [
    'connection-refused',
    [
      ['aspNetCore', 'processPath'],
      ['aspNetCore', 'arguments'],
      ['aspNetCore', 'hostingModel'],
    ],
  ],
  ['process-launch-failed', START],
  ['bad-web-config', START],
  ['runtime-missing', START],
  ['startup-crash', START],
  ['process-start-timeout', START],
  ['port-binding', START],
  ['bitness-mismatch', [...START, ['applicationPool', 'enable32BitAppOnWin64']]],
  [
    'pool-shared',
    [
      ['aspNetCore', 'hostingModel'],
      ['applicationPool', 'managedRuntimeVersion'],
    ],
  ],
  ['request-limit', SIZE],
  ['request-body-unread', [['aspNetCore', 'hostingModel'], ...SIZE]],
  ['app-recycling', STOP],
  ['app-offline', STOP],
  ['worker-crash-rapid-fail', POOL],
]);

/** The effective values of the settings that bear on a cause, in the order in which to look at them. */
export function bearingSettings(cause: Cause, effective: EffectiveConfig): readonly EffectiveSetting[] {
  const keys = BEARING.get(cause) ?? [];
  return keys.flatMap(([element, attribute]): readonly EffectiveSetting[] => {
    const setting = effective.get(element, attribute);
    return setting === null ? effective.setOfEach(element, attribute) : [setting];
  });
}
