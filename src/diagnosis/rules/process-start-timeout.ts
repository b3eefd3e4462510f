import { limitMs } from '../../knowledge/limits.ts';
import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Finding, Fix } from '../../model/verdict.ts';
import { clueEvidence, limitEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { opening } from '../opening.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { limitName, startView, type StartView } from '../start.ts';
import { START_MISREADINGS, startEvidence, startMisreadings, startMissing } from '../start-words.ts';
import { duration } from '../words.ts';

const CONNECTION_LIMIT = 'The connection time-out of the site has no part in it either.';
const FIXES: readonly Fix[] = [
  {
    text: 'Move slow work out of start-up (migrations, cache warm-up, loading models, waiting for a dependency); as relief raise startupTimeLimit in web.config (seconds, at most 3600).',
    setting: { element: 'system.webServer/aspNetCore', attribute: 'startupTimeLimit', value: '300' },
    code: '<aspNetCore startupTimeLimit="300" ... />',
  },
  {
    text: 'Log the steps of start-up with their times to the stdout log, and look at the machine during a cold start: CPU, memory, virus scanner.',
  },
];

const WHY = {
  trace:
    'The limit was reached. Whether the program was slow, hung, or listened on another port is not in the loaded files.',
  repeated:
    'Start after start fails in the same way at the full limit, which a slow start alone does not do: a program that hangs or listens on another port looks the same.',
} as const;

/** Still running and not ready when startupTimeLimit ended. */
export const processStartTimeout: Rule & { readonly id: 'process-start-timeout' } = {
  id: 'process-start-timeout',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'eventLog', 'stdout', 'config'],
  judge(scene: Scene): Finding | null {
    const view = startView(scene);
    if (view === null) return null;
    const named = view.named.get('process-start-timeout');
    if (view.byCode !== 'process-start-timeout' && named === undefined) return null;
    const listening = view.clues.find((clue) => clue.kind === 'listening');
    const repeated = repeatedStarts(view) >= 2;
    const stated = statedLimit(view);
    const sure = stated || scene.answer?.subStatus === 37;
    const certainty = repeated || listening !== undefined ? 'low' : sure && timed(view, stated) ? 'high' : 'medium';
    return found(processStartTimeout, {
      certainty,
      whyNotHigher: repeated ? WHY.repeated : WHY.trace,
      headline: `${scene.answer === null ? 'The start of the application failed' : opening(scene)}: it was not ready within ${limitName(scene, view.limit)}.`,
      rootCause:
        `The process was started and still running when ${limitName(scene, view.limit)} ended${view.ms === null ? '' : ` (measured ${duration(view.ms)})`}; it had not begun to accept requests, so the module gave up. ` +
        'Start-up was too slow or hung: slow dependencies, migrations, a large model, or a machine without CPU or memory to spare.',
      evidence: [...startEvidence(scene, view, 'process-start-timeout'), ...waitEvidence(scene, view)],
      against: listening === undefined ? [] : [clueEvidence(listening)],
      misreadings: [START_MISREADINGS.limit, CONNECTION_LIMIT, ...startMisreadings(scene)],
      wouldSettle: startMissing(scene),
      fixes: FIXES,
      links: [sourceLink('docs-ancm'), sourceLink('docs-troubleshoot')],
    });
  },
};

/** A record that says "not initialised after N ms" is a measurement of its own. */
const statedLimit = (view: StartView): boolean =>
  view.records.some((event) => event.kind === 'start-timeout') ||
  view.clues.some((clue) => clue.kind === 'start-timeout');

const timed = (view: StartView, stated: boolean): boolean => view.limit !== null || (stated && view.ms === null);

/** Records of starts that failed after the full limit, far enough apart to be starts of their own. */
function repeatedStarts(view: StartView): number {
  const times = view.records
    .filter((event) => event.kind === 'start-error' && event.record.time !== null)
    .map((event) => Number(event.record.time))
    .sort((a, b) => a - b);
  let starts = 0;
  for (let i = 1; i < times.length; i++)
    if ((times[i] ?? 0) - (times[i - 1] ?? 0) >= limitMs('startupTimeLimit') * 0.75) starts++;
  return starts;
}

function waitEvidence(scene: Scene, view: StartView): readonly Evidence[] {
  const { limit, ms } = view;
  if (limit === null || ms === null || scene.trace === null) return [];
  const from = scene.facts?.ancmStart ?? null;
  const to = scene.answer?.event ?? null;
  if (from === null || to === null) return limitEvidence(limit);
  const text = `The module waited ${duration(ms)} between its start and the answer; ${limitName(scene, limit)} is ${limit.from === 'config' ? 'set in the loaded configuration' : 'the default'}.`;
  return [{ kind: 'silence', trace: scene.trace.trace.key, from, to, text }, ...limitEvidence(limit)];
}
