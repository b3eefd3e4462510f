import type { Rule } from './rule.ts';
import { appErrorPassthrough } from './rules/app-error-passthrough.ts';
import { appOffline } from './rules/app-offline.ts';
import { appRecycling } from './rules/app-recycling.ts';
import { appTimeout } from './rules/app-timeout.ts';
import { clientDisconnect } from './rules/client-disconnect.ts';
import { connectionRefused } from './rules/connection-refused.ts';
import { invalidBackendResponse } from './rules/invalid-backend-response.ts';
import { otherModule } from './rules/other-module.ts';
import { processLaunchFailed } from './rules/process-launch-failed.ts';
import { processStartTimeout } from './rules/process-start-timeout.ts';
import { slowRequest } from './rules/slow-request.ts';
import { startupCrash } from './rules/startup-crash.ts';
import { stillRunning } from './rules/still-running.ts';
import { unknown } from './rules/unknown.ts';

/** Every rule. The order has no meaning: rank.ts decides which finding leads. */
export const RULES: readonly Rule[] = [
  appErrorPassthrough,
  appOffline,
  appRecycling,
  appTimeout,
  clientDisconnect,
  connectionRefused,
  invalidBackendResponse,
  otherModule,
  processLaunchFailed,
  processStartTimeout,
  slowRequest,
  startupCrash,
  stillRunning,
  unknown,
];
