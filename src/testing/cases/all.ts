import type { CasebookCase } from './case.ts';
import { CASES as appCrashedMidRequest } from './app-crashed-mid-request.ts';
import { CASES as appErrorPassthrough } from './app-error-passthrough.ts';
import { CASES as appOffline } from './app-offline.ts';
import { CASES as appRecycling } from './app-recycling.ts';
import { CASES as appTimeout } from './app-timeout.ts';
import { CASES as badWebConfig } from './bad-web-config.ts';
import { CASES as bitnessMismatch } from './bitness-mismatch.ts';
import { CASES as clientDisconnect } from './client-disconnect.ts';
import { CASES as connectionRefused } from './connection-refused.ts';
import { CASES as connectionReset } from './connection-reset.ts';
import { CASES as invalidBackendResponse } from './invalid-backend-response.ts';
import { CASES as poolShared } from './pool-shared.ts';
import { CASES as portBinding } from './port-binding.ts';
import { CASES as portExhaustion } from './port-exhaustion.ts';
import { CASES as processLaunchFailed } from './process-launch-failed.ts';
import { CASES as processStartTimeout } from './process-start-timeout.ts';
import { CASES as proxyTimeout } from './proxy-timeout.ts';
import { CASES as requestBodyUnread } from './request-body-unread.ts';
import { CASES as requestLimit } from './request-limit.ts';
import { CASES as runtimeMissing } from './runtime-missing.ts';
import { CASES as startupCrash } from './startup-crash.ts';
import { CASES as threadPoolStarvation } from './thread-pool-starvation.ts';
import { CASES as unsupportedRequest } from './unsupported-request.ts';
import { CASES as workerCrashRapidFail } from './worker-crash-rapid-fail.ts';

/** Every case that has files, in the order of the casebook's categories. */
export const ALL_CASES: readonly CasebookCase[] = [
  ...appCrashedMidRequest,
  ...appErrorPassthrough,
  ...appOffline,
  ...appRecycling,
  ...appTimeout,
  ...badWebConfig,
  ...bitnessMismatch,
  ...clientDisconnect,
  ...connectionRefused,
  ...connectionReset,
  ...invalidBackendResponse,
  ...poolShared,
  ...portBinding,
  ...portExhaustion,
  ...processLaunchFailed,
  ...processStartTimeout,
  ...proxyTimeout,
  ...requestBodyUnread,
  ...requestLimit,
  ...runtimeMissing,
  ...startupCrash,
  ...threadPoolStarvation,
  ...unsupportedRequest,
  ...workerCrashRapidFail,
];
