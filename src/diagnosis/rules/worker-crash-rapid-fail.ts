import { formatCode } from '../../knowledge/decode.ts';
import { sourceLink } from '../../knowledge/sources.ts';
import { hresult } from '../../model/units.ts';
import type { Certainty, Finding, Fix } from '../../model/verdict.ts';
import { answerEvidence, reasonEvidence, recordEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { missing } from '../missing.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import type { SideEvent } from '../side/events.ts';
import type { ReasonGroup } from '../side/rows.ts';
import { abandonedByStop } from '../stops.ts';
import { count, some } from '../words.ts';

const MISREADINGS = [
  'HTTPERR reason AppOffline means a stopped or disabled application pool; it has nothing to do with app_offline.htm.',
  'These 503 never reached the application: there is no FREB trace and no IIS log row of them, so it is no use to search there.',
];

const POOL_REASON = /^(AppOffline|Disabled|Connection_Abandoned_By_(?:AppPool|ReqQueue))$/;

/** w3wp ended, or WAS switched the pool off. Such requests leave no trace. */
export const workerCrashRapidFail: Rule & { readonly id: 'worker-crash-rapid-fail' } = {
  id: 'worker-crash-rapid-fail',
  version: 1,
  needs: [],
  uses: ['httpErr', 'eventLog', 'logRows'],
  judge(scene: Scene): Finding | null {
    const { side, answer } = scene;
    if (scene.trace !== null) return null;
    // A row of the IIS log shows that a worker answered, unless it is a plain 503 beside the signs of a dead pool.
    if (answer !== null && answer.status !== 503) return null;
    const reasons = side.reasons.filter((group) => POOL_REASON.test(group.reason));
    const died = side.events.filter(
      (event) => event.kind === 'worker-died' || (event.kind === 'crash' && event.worker),
    );
    const disabled = side.events.filter((event) => event.kind === 'pool-disabled');
    if (reasons.length === 0 && died.length === 0 && disabled.length === 0) return null;
    if (abandonedByStop(scene).length > 0) return null;
    const started = side.events.some((event) => event.kind === 'start-error');
    if (reasons.length === 0 && disabled.length === 0 && started) return null;
    const stopped = reasons.length > 0 && died.length === 0 && reasons.every((group) => group.reason === 'Disabled');
    const { certainty, why } = weigh(reasons, died, disabled, stopped);
    return found(workerCrashRapidFail, {
      certainty,
      whyNotHigher: why,
      headline: headline(reasons, died, disabled, stopped),
      rootCause: rootCause(died, disabled, stopped),
      evidence: [
        ...reasons.map(reasonEvidence),
        ...died.slice(0, 3).map(recordEvidence),
        ...disabled.slice(0, 2).map(recordEvidence),
        ...answerEvidence(scene),
      ],
      misreadings: MISREADINGS,
      wouldSettle: missing(
        scene,
        [
          'eventLog',
          'why the worker ended first (Application Error 1000, .NET Runtime 1023/1026) and when WAS disabled the pool (System log, WAS 5002, 5009, 5011)',
        ],
        ['httpErr', 'which requests were refused or abandoned, and when'],
      ),
      fixes: fixes(died, stopped),
      links: [sourceLink('httperr')],
    });
  },
};

function weigh(
  reasons: readonly ReasonGroup[],
  died: readonly SideEvent[],
  disabled: readonly SideEvent[],
  stopped: boolean,
): { certainty: Certainty; why: string } {
  if (stopped)
    return {
      certainty: 'medium',
      why: 'Disabled means that the pool was stopped, by an administrator or by a tool; who did it is not in the loaded files.',
    };
  if (reasons.length > 0 && (died.length > 0 || disabled.length > 0)) return { certainty: 'high', why: '' };
  return {
    certainty: 'medium',
    why:
      reasons.length > 0
        ? 'HTTPERR shows a dead or disabled pool; the event log with the reason is not loaded.'
        : 'The event log shows the end of the worker process; what callers saw (HTTPERR) and a dump of the crash are not loaded.',
  };
}

function headline(
  reasons: readonly ReasonGroup[],
  died: readonly SideEvent[],
  disabled: readonly SideEvent[],
  stopped: boolean,
): string {
  const seen =
    reasons.length === 0
      ? ''
      : `HTTP.sys logged ${some(reasons.map((g) => `${count(g.count, 'request')} with ${g.reason}`))}: `;
  if (stopped) return `${seen}the application pool was stopped, requests got 503 without reaching IIS.`;
  const code = died.find((event) => event.code !== null)?.code ?? null;
  const fault = code === null ? '' : ` with ${formatCode(hresult(code))}`;
  const crash = died.some((event) => event.record.eventId === 2280)
    ? 'worker process (w3wp.exe) could not load one of its modules'
    : `worker process (w3wp.exe) crashed${fault}`;
  if (died.length > 0)
    return `${seen}${seen === '' ? 'The' : 'the'} ${crash}${disabled.length > 0 ? ', and the pool was disabled by rapid-fail protection' : ''}.`;
  if (disabled.length > 0)
    return `${seen}the application pool was disabled after repeated failures (rapid-fail protection).`;
  const offline = reasons.some((g) => g.reason === 'AppOffline');
  return `${seen}${offline ? 'the application pool is off line after repeated failures of its worker process' : 'the worker process (w3wp.exe) ended with requests in flight'}.`;
}

function rootCause(died: readonly SideEvent[], disabled: readonly SideEvent[], stopped: boolean): string {
  if (stopped)
    return 'The application pool was switched off on purpose (administrator, deployment or tool). HTTP.sys answers 503 by itself until it is started again.';
  const first = died[0];
  const what =
    first === undefined
      ? 'The worker process failed'
      : `The worker process (w3wp.exe) ended: ${first.record.message.split('\n')[0] ?? ''}`;
  const off =
    disabled.length > 0
      ? ' After repeated failures WAS switched the application pool off (rapid-fail protection), so HTTP.sys answers 503 by itself.'
      : ' Requests in flight are lost without any log row of IIS.';
  return `${what.trim()}.${off}`.replace(/\.\./g, '.');
}

/** ` (coreclr.dll)` when the record of the fault names it. */
function faulting(died: readonly SideEvent[]): string {
  for (const { record } of died) {
    const name = /faulting module name:\s*([^\s,]+)/i.exec(record.message)?.[1];
    if (name !== undefined) return ` (${name})`;
  }
  return '';
}

function fixes(died: readonly SideEvent[], stopped: boolean): readonly Fix[] {
  if (stopped)
    return [
      { text: 'Start the application pool, and find out who or what stopped it.', code: 'appcmd start apppool "POOL"' },
    ];
  return [
    {
      text:
        died.length > 0
          ? `Find out why the worker process failed first: take a crash dump of w3wp.exe and look at the module that faulted${faulting(died)}; update that module, the runtime and the hosting bundle.`
          : 'Find the first failure of the worker process in the Application and System event logs: every later one is a consequence.',
    },
    { text: 'Then start the application pool.', code: 'appcmd start apppool "POOL"' },
  ];
}
