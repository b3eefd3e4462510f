import { urlTemplate } from '../../analysis/url-template.ts';
import { logEventRole } from '../../knowledge/event-log.ts';
import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { RequestLogTable } from '../../model/requestlog.ts';
import type { Certainty, Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import {
  answerEvidence,
  clueEvidence,
  otherTraceEvidence,
  reasonEvidence,
  recordEvidence,
  rowsEvidence,
} from '../evidence.ts';
import { found, ruledOut } from '../finding.ts';
import { codeOf, failedAt } from '../incident-context.ts';
import { missing } from '../missing.ts';
import { opening } from '../opening.ts';
import type { Rule, TraceInput } from '../rule.ts';
import type { Scene } from '../scene.ts';
import type { SideEvent } from '../side/events.ts';
import { crashesNear } from '../stops.ts';
import { count, some } from '../words.ts';

const FIXES: readonly Fix[] = [
  {
    text: 'During an episode take a dump of the back-end process or watch its counters (thread-pool queue length, thread count, CPU), then remove the blocking calls (.Result, .Wait(), locks, synchronous I/O).',
    code: 'dotnet-counters monitor --process-id PID System.Runtime',
  },
  {
    text: 'A restart only hides it for some hours; a higher minimum of threads buys time while the calls are made asynchronous.',
  },
];
const MISREADING =
  'Raising requestTimeout does not help: no single action is slow, the whole process has stopped picking up work.';

/** Fewer different paths can be one slow feature. */
const PATHS = 3;
/** An answer as quick as this needs a free thread. */
const QUICK_MS = 10_000;
/** One path with more than this share of the failures is one slow action. */
const MAIN_SHARE = 0.6;
const STATIC =
  /\.(?:js|css|png|jpe?g|gif|svg|ico|woff2?|html?|json|txt|map)$|^\/?$|\/(?:health|healthz|ping|alive|favicon)/i;

/** The whole process stopped answering, not one action. Needs several requests. */
export const threadPoolStarvation: Rule & { readonly id: 'thread-pool-starvation' } = {
  id: 'thread-pool-starvation',
  version: 1,
  needs: [],
  uses: ['otherTraces', 'logRows', 'stdout', 'httpErr'],
  judge(scene: Scene): Finding | null {
    const { answer, side } = scene;
    if (answer === null) return scene.trace === null ? overloaded(scene) : null;
    if (scene.phase !== 'forward' || answer.code !== CODE.timeout || answer.actor === 'arr') return null;
    const paths = pathsOf(scene);
    const total = [...paths.values()].reduce((sum, n) => sum + n, 0);
    const main = Math.max(0, ...paths.values());
    const heartbeat = side.clue('heartbeat');
    if (paths.size < PATHS) {
      if (total >= 5 && paths.size === 1)
        return ruledOut(
          threadPoolStarvation,
          `All ${total} time-outs are of one path, so one action is slow and not the whole process.`,
          answerEvidence(scene),
        );
      return hint(scene, heartbeat === null ? [] : [clueEvidence(heartbeat)]);
    }
    if (crashesNear(scene).length > 0) return null;
    const answered = answeredMeanwhile(scene);
    const cheap = [...paths.keys()].filter((path) => STATIC.test(path));
    const oneFeature = main / total > MAIN_SHARE || (cheap.length === 0 && heartbeat === null);
    if (answered !== null || oneFeature) return hint(scene, heartbeat === null ? [] : [clueEvidence(heartbeat)]);
    const certainty: Certainty = heartbeat !== null ? 'high' : 'medium';
    return found(threadPoolStarvation, {
      certainty,
      whyNotHigher: 'Unrelated URLs timed out together; nothing loaded shows the threads of the process.',
      headline: `${opening(scene)}: a time-out together with ${count(paths.size - 1, 'other URL')}, the whole process stopped answering (thread-pool starvation or exhausted CPU).`,
      rootCause:
        `Within minutes ${count(total, 'request')} of ${count(paths.size, 'unrelated path')} (${some(paths.keys())}) timed out although the process lived and accepted connections` +
        `${cheap.length === 0 ? '' : `, cheap ones among them (${some(cheap)})`}: no thread picked up the work. Blocking calls, locks, garbage collection or a CPU at its limit do that.`,
      evidence: [
        ...answerEvidence(scene),
        ...seriesEvidence(scene),
        ...(heartbeat === null ? [] : [clueEvidence(heartbeat)]),
      ],
      misreadings: [MISREADING],
      wouldSettle: missing(
        scene,
        ['stdout', 'heartbeat warnings of the web server, or silence for minutes'],
        ['eventLog', 'that the process neither crashed nor restarted meanwhile'],
      ),
      fixes: FIXES,
      links: [sourceLink('docs-troubleshoot')],
    });
  },
};

/** WAS asks each worker process now and then whether it lives; this one had no thread left to say so. */
const isPing = ({ record }: SideEvent): boolean => logEventRole(record.provider, record.eventId) === 'unresponsive';

/** Time-outs of the interval by path, this one included. */
function pathsOf(scene: Scene): ReadonlyMap<string, number> {
  const paths = new Map<string, number>();
  const add = (path: string): void => void paths.set(path, (paths.get(path) ?? 0) + 1);
  if (scene.trace !== null) add(pathOf(scene.trace));
  for (const other of scene.inputs.otherTraces) if (timedOut(other)) add(pathOf(other));
  for (const { table, rows } of scene.inputs.rowsAround ?? scene.inputs.logRows)
    for (const row of rows) if (table.status[row] === 502 && table.win32[row] === 12002) add(pathOfRow(table, row));
  return paths;
}

const ofTraces = new WeakMap<TraceInput, string>();
const ofStems = new WeakMap<RequestLogTable, Map<number, string>>();

/** Ids in a path are no different action. Folded once for each trace and each stem: a crowd asks again and again. */
function pathOf(trace: TraceInput): string {
  const known = ofTraces.get(trace);
  if (known !== undefined) return known;
  const path = urlTemplate(trace.trace.request.url);
  ofTraces.set(trace, path);
  return path;
}

function pathOfRow(table: RequestLogTable, row: number): string {
  const stem = table.stem[row] ?? -1;
  const stems = ofStems.get(table) ?? new Map<number, string>();
  ofStems.set(table, stems);
  const known = stems.get(stem);
  if (known !== undefined) return known;
  const path = urlTemplate(table.strings.at(stem));
  stems.set(stem, path);
  return path;
}

const timedOut = (other: TraceInput): boolean => codeOf(other.facts) === CODE.timeout;

/** The application answered another request while this one waited: its threads did pick up work. */
function answeredMeanwhile(scene: Scene): TraceInput | null {
  const { at, gap } = scene;
  if (at === null || gap === null) return null;
  return (
    scene.inputs.otherTraces.find((other) => {
      const { producing, finalStatus, ancmSpan, provisional } = other.facts;
      if (ancmSpan === null || provisional) return false;
      const own = producing === null ? finalStatus < 400 : producing.subStatus === 0 && producing.errorCode === 0;
      const ended = failedAt(other);
      return own && other.trace.observed < QUICK_MS && ended < at && ended > at - gap.ms;
    }) ?? null
  );
}

function seriesEvidence(scene: Scene): readonly Evidence[] {
  const rows = scene.side.rows.find((g) => g.status === 502 && g.win32 === 12002);
  const others = scene.inputs.otherTraces
    .filter(timedOut)
    .slice(0, 3)
    .map((other) => otherTraceEvidence(other, 'timed out in the same interval.'));
  return [...others, ...(rows === undefined || scene.answer?.rows?.win32 === rows.win32 ? [] : [rowsEvidence(rows)])];
}

/** From one request it is only a possibility. */
function hint(scene: Scene, evidence: readonly Evidence[]): Finding {
  return found(threadPoolStarvation, {
    certainty: 'low',
    whyNotHigher: 'It takes several requests of different URLs to tell a stuck process from one slow action.',
    headline: `${opening(scene)}: if unrelated URLs time out in the same minutes, the whole process is stuck and not this action alone.`,
    rootCause:
      'Thread-pool starvation looks the same from one request: no thread picks up the work until requestTimeout ends the wait.',
    evidence: [...answerEvidence(scene), ...evidence],
    wouldSettle: missing(
      scene,
      ['otherTraces', 'whether other URLs timed out at the same time'],
      ['logRows', 'the same, for all requests'],
      ['stdout', 'heartbeat warnings of the web server'],
    ),
    fixes: FIXES,
    alternativeOnly: true,
  });
}

/** HTTP.sys queued requests that no worker picked up. */
function overloaded(scene: Scene): Finding | null {
  const queued = scene.side.reasons.filter((g) =>
    /^(QueueFull|Timer_ReqQueue|Timer_AppPool|AppPoolTimer)$/.test(g.reason),
  );
  const heartbeat = queued.length > 0 || scene.textOnly ? scene.side.clue('heartbeat') : null;
  if (queued.length === 0 && heartbeat === null) return null;
  const pings = queued.length === 0 ? [] : scene.side.events.filter(isPing);
  const second = queued.length > 0 && (heartbeat !== null || pings.length > 0);
  return found(threadPoolStarvation, {
    certainty: second ? 'medium' : 'low',
    whyNotHigher:
      'A full queue says that requests were not picked up; why the worker did not keep up is not in the loaded files.',
    headline:
      queued.length > 0
        ? `HTTP.sys logged ${some(queued.map((g) => `${g.count} x ${g.reason}`))}: the application pool did not pick up its requests (threads or CPU exhausted).`
        : 'The web server of the application logged that its heartbeat was late: threads or CPU were exhausted.',
    rootCause:
      'Requests waited longer than they may because no thread picked them up: blocking calls, locks or a CPU at its limit.',
    evidence: [
      ...queued.map(reasonEvidence),
      ...pings.slice(0, 1).map(recordEvidence),
      ...(heartbeat === null ? [] : [clueEvidence(heartbeat)]),
    ],
    misreadings: [],
    wouldSettle: missing(
      scene,
      ['logRows', 'which requests ran meanwhile and for how long'],
      ['eventLog', 'whether the pool was stopped or recycled'],
    ),
    fixes: FIXES,
    links: [sourceLink('httperr')],
  });
}
