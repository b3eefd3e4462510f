import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Certainty, Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import { settingEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { opening } from '../opening.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { startView } from '../start.ts';
import { startEvidence, startMisreadings, startMissing } from '../start-words.ts';

const FIXES: readonly Fix[] = [
  {
    text: 'Set enable32BitAppOnWin64 of the application pool (App Service: Platform setting 32/64 bit) to match the build, or publish the application for the architecture of the pool.',
    setting: { element: 'applicationPools/add', attribute: 'enable32BitAppOnWin64', value: 'false' },
    code: 'appcmd set apppool "POOL" /enable32BitAppOnWin64:false',
  },
  {
    text: 'If the architectures fit, look for a native library of the other bitness, a damaged file, or a machine without memory.',
  },
];

/** Pool and program, or a native library, differ in architecture. */
export const bitnessMismatch: Rule & { readonly id: 'bitness-mismatch' } = {
  id: 'bitness-mismatch',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'eventLog', 'stdout', 'config'],
  judge(scene: Scene): Finding | null {
    const view = startView(scene);
    if (view === null) return null;
    const named = view.named.get('bitness-mismatch');
    const pool = poolEvidence(scene);
    const mixed = pool !== null && scene.phase === 'start' && scene.answer?.status === 500;
    if (view.byCode !== 'bitness-mismatch' && named === undefined) return mixed ? suspected(scene, pool) : null;
    const code = scene.answer?.code ?? null;
    const telling = code === CODE.badExeFormat || code === CODE.badFormat || code === 0xc000007b;
    const certainty: Certainty =
      named !== undefined || (pool !== null && telling) ? 'high' : telling ? 'medium' : 'low';
    return found(bitnessMismatch, {
      certainty,
      whyNotHigher:
        'The code also stands for a damaged file or a shortage of memory; no text that names the architecture (BadImageFormatException) is loaded.',
      headline: `${scene.answer === null ? 'The application could not be started' : opening(scene)}: a bitness mismatch, the pool and the program (or a native library) are not both 32-bit or both 64-bit.`,
      rootCause:
        'The worker process or the .NET host tried to load a file of the other processor architecture (32-bit against 64-bit) and was refused. The application did not run.',
      evidence: [...startEvidence(scene, view, 'bitness-mismatch'), ...(pool === null ? [] : [pool])],
      misreadings: startMisreadings(scene),
      wouldSettle: startMissing(scene),
      fixes: FIXES,
      links: [sourceLink('docs-errors')],
    });
  },
};

/** A 32-bit pool beside a failed in-process start: a lead worth naming, not a proof. */
function suspected(scene: Scene, pool: Evidence): Finding {
  return found(bitnessMismatch, {
    certainty: 'low',
    whyNotHigher: 'The pool is 32-bit; nothing loaded shows for which architecture the application was built.',
    headline: `${opening(scene)}: the pool runs 32-bit, a 64-bit build would fail in it.`,
    rootCause: 'enable32BitAppOnWin64 is set for the pool. An application published for 64-bit cannot be loaded there.',
    evidence: [pool],
    wouldSettle: startMissing(scene),
    fixes: FIXES,
    links: [sourceLink('docs-errors')],
    alternativeOnly: true,
  });
}

/** The pool of the request runs 32-bit. */
function poolEvidence(scene: Scene): Evidence | null {
  const setting = scene.config.set('applicationPool', 'enable32BitAppOnWin64');
  return setting !== null && /^true$/i.test(setting.value) ? settingEvidence(setting) : null;
}
