import type { Rule } from './rule.ts';
import { appCrashedMidRequest } from './rules/app-crashed-mid-request.ts';
import { appErrorPassthrough } from './rules/app-error-passthrough.ts';
import { appOffline } from './rules/app-offline.ts';
import { appRecycling } from './rules/app-recycling.ts';
import { appTimeout } from './rules/app-timeout.ts';
import { backendTls } from './rules/backend-tls.ts';
import { badWebConfig } from './rules/bad-web-config.ts';
import { bitnessMismatch } from './rules/bitness-mismatch.ts';
import { clientDisconnect } from './rules/client-disconnect.ts';
import { connectionRefused } from './rules/connection-refused.ts';
import { connectionReset } from './rules/connection-reset.ts';
import { invalidBackendResponse } from './rules/invalid-backend-response.ts';
import { otherModule } from './rules/other-module.ts';
import { poolShared } from './rules/pool-shared.ts';
import { portBinding } from './rules/port-binding.ts';
import { portExhaustion } from './rules/port-exhaustion.ts';
import { processLaunchFailed } from './rules/process-launch-failed.ts';
import { processStartTimeout } from './rules/process-start-timeout.ts';
import { proxyTimeout } from './rules/proxy-timeout.ts';
import { requestBodyUnread } from './rules/request-body-unread.ts';
import { requestLimit } from './rules/request-limit.ts';
import { runtimeMissing } from './rules/runtime-missing.ts';
import { slowRequest } from './rules/slow-request.ts';
import { startupCrash } from './rules/startup-crash.ts';
import { stillRunning } from './rules/still-running.ts';
import { threadPoolStarvation } from './rules/thread-pool-starvation.ts';
import { unknown } from './rules/unknown.ts';
import { unsupportedRequest } from './rules/unsupported-request.ts';
import { workerCrashRapidFail } from './rules/worker-crash-rapid-fail.ts';

/** Every rule. The order has no meaning: rank.ts decides which finding leads. */
export const RULES: readonly Rule[] = [
  appCrashedMidRequest,
  appErrorPassthrough,
  appOffline,
  appRecycling,
  appTimeout,
  backendTls,
  badWebConfig,
  bitnessMismatch,
  clientDisconnect,
  connectionRefused,
  connectionReset,
  invalidBackendResponse,
  otherModule,
  poolShared,
  portBinding,
  portExhaustion,
  processLaunchFailed,
  processStartTimeout,
  proxyTimeout,
  requestBodyUnread,
  requestLimit,
  runtimeMissing,
  slowRequest,
  startupCrash,
  stillRunning,
  threadPoolStarvation,
  unknown,
  unsupportedRequest,
  workerCrashRapidFail,
];
