import type { TraceView } from '#core/engine/questions/traces';
import type { RequestFacts } from '#core/model/trace';
import type { FileKey, TraceKey } from '#core/model/units';
import { epochMs, eventIx, hresult, ms } from '#core/model/units';
import type { Finding, Verdict } from '#core/model/verdict';

/** A trace as the engine shows it, for tests only: (a) of the samples in short. */
export function traceView(
  change: Partial<Omit<TraceView, 'request'>> & { request?: Partial<RequestFacts> } = {},
): TraceView {
  const { request, ...rest } = change;
  return {
    revision: 1,
    key: 'trace-a' as TraceKey,
    path: 'W3SVC3/fr000001.xml',
    computer: 'WEB-PRD-02',
    startedAt: epochMs(Date.UTC(2017, 10, 14, 9, 12, 31, 406)),
    reportedMs: ms(120_093),
    observedMs: ms(120_093),
    grainMs: ms(15.6),
    events: 124,
    complete: true,
    gaps: [],
    failed: true,
    verdict: null,
    provisional: false,
    logRow: null,
    ...rest,
    request: {
      url: 'https://orders.example.com:443/api/reports/monthly',
      siteId: 3,
      appPool: 'OrdersPool',
      processId: 6244,
      verb: 'GET',
      remoteUserName: '',
      userName: '',
      tokenUserName: 'NT AUTHORITY\\IUSR',
      authenticationType: 'anonymous',
      activityId: '{8000021C-0003-F400-B63F-84710C7967BB}',
      failureReason: 'STATUS_CODE',
      statusCode: '502.3',
      status: 502,
      subStatus: 3,
      triggerStatusCode: '502.3',
      attributes: [],
      ...request,
    },
  };
}

/** A finding for tests. */
export function finding(change: Partial<Finding> = {}): Finding {
  return {
    rule: 'app-timeout',
    version: 1,
    state: 'found',
    cause: 'app-timeout',
    certainty: 'high',
    headline: 'The application did not answer in time.',
    rootCause: 'A lock.',
    whyNotHigher: '',
    evidence: [{ kind: 'fact', entry: '0x80072EE2', source: 'winhttp', text: 'The code is a time-out.' }],
    against: [],
    misreadings: [],
    wouldSettle: [],
    fixes: [],
    links: [],
    ...change,
  };
}

/** A verdict for tests. */
export function verdict(lead: Finding, change: Partial<Verdict> = {}): Verdict {
  return {
    subject: 'trace-a' as TraceKey,
    lead,
    alternatives: [],
    others: [],
    reasoning: [],
    module: 'AspNetCoreModule',
    moduleVersion: 'V1',
    hosting: 'out-of-process',
    notification: 'EXECUTE_REQUEST_HANDLER',
    producedBy: { event: eventIx(72), status: '502.3', reason: 'Bad Gateway' },
    code: {
      code: hresult(2_147_954_402),
      hex: '0x80072EE2',
      dec: 2_147_954_402,
      names: ['ERROR_WINHTTP_TIMEOUT', 'WININET_E_TIMEOUT'],
      text: 'time-out',
    },
    gap: null,
    ...change,
  };
}

export const OTHER_FILE = 'file-b' as FileKey;
