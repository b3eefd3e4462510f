import { formatCode } from '../../knowledge/decode.ts';
import { sourceLink } from '../../knowledge/sources.ts';
import { hresult } from '../../model/units.ts';
import type { Certainty, Finding, Fix } from '../../model/verdict.ts';
import { isGeneric, isHostCode } from '../codes.ts';
import { found } from '../finding.ts';
import { frameworksIn } from '../frameworks.ts';
import { opening } from '../opening.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import type { ClueKind } from '../side/clues.ts';
import { startView, type StartView } from '../start.ts';
import { runByHand, startEvidence, startMisreadings, startMissing } from '../start-words.ts';

const INSTALL =
  'A 500.31 or a missing framework does not always mean that a runtime must be installed: an incomplete publish output or a wrong path looks the same. Read which versions were asked for and which were found.';
const WHY = {
  code: 'The status and code say that the .NET host could not resolve the application; which framework or file was missing stands in the event log or the stdout log.',
  part: 'A part of the deployment is missing or broken; whether the runtime or the publish output is at fault is not settled by this text alone.',
} as const;

/** Texts that say that a file of the application itself is missing or broken, not the framework. */
const OUTPUT = new Set<ClueKind>(['runtime-config', 'assembly-missing', 'sdk-commands']);

/** Runtime, framework or part of the publish output is absent. */
export const runtimeMissing: Rule & { readonly id: 'runtime-missing' } = {
  id: 'runtime-missing',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'eventLog', 'stdout'],
  judge(scene: Scene): Finding | null {
    const view = startView(scene);
    if (view === null) return null;
    const named = view.named.get('runtime-missing');
    const host = view.exitCode !== null && isHostCode(view.exitCode);
    if (view.byCode !== 'runtime-missing' && named === undefined && !host) return null;
    const asked = frameworksIn(scene.inputs);
    const clue = view.clues.find((c) => OUTPUT.has(c.kind));
    const output = asked.wanted === null && clue !== undefined;
    const certainty = weigh(scene, view, asked.wanted !== null, named !== undefined || host, output);
    return found(runtimeMissing, {
      certainty,
      whyNotHigher: output ? WHY.part : WHY.code,
      headline: `${scene.answer === null ? 'The application could not be started' : opening(scene)}: ${headline(scene, asked.wanted, output)}.`,
      rootCause: rootCause(view, asked.wanted, asked.found, output),
      evidence: startEvidence(scene, view, 'runtime-missing'),
      misreadings: [INSTALL, ...startMisreadings(scene)],
      wouldSettle: startMissing(scene),
      fixes: fixes(view, asked.wanted, output),
      links: [sourceLink('docs-errors'), sourceLink('host-codes')],
    });
  },
};

function weigh(scene: Scene, view: StartView, framework: boolean, named: boolean, output: boolean): Certainty {
  if (framework) return 'high';
  if (output) return 'medium';
  if (named) return view.byCode === 'runtime-missing' || view.exitCode !== null ? 'high' : 'medium';
  // 500.31 and its neighbours mean this by themselves; 500.0 with the wrapper code only fits.
  return scene.answer?.status === 500 && scene.answer.subStatus === 0 && isGeneric(scene.answer.code)
    ? 'low'
    : 'medium';
}

function headline(scene: Scene, wanted: string | null, output: boolean): string {
  if (wanted !== null) return `the framework ${wanted} that the application asks for is not installed`;
  if (output) return 'a part of the publish output is missing or broken, or does not fit the installed .NET runtime';
  const sub = scene.answer?.status === 500 ? scene.answer.subStatus : 0;
  if (sub === 33) return 'the in-process request handler (part of Microsoft.AspNetCore.App) was not found';
  if (sub === 36) return 'the out-of-process request handler was not found';
  if (sub === 38) return 'the dll of the application was not found';
  return 'the .NET runtime, the framework or a part of the publish output is missing';
}

function rootCause(view: StartView, wanted: string | null, installed: readonly string[], output: boolean): string {
  const exit =
    view.exitCode !== null && isHostCode(view.exitCode)
      ? ` The host ended with ${formatCode(hresult(view.exitCode))}.`
      : '';
  if (wanted !== null) {
    const list =
      installed.length === 0 ? 'The message lists no version that was found.' : `Found were: ${installed.join(', ')}.`;
    return `The .NET host could not start the application: it asks for ${wanted}, and no installed version fits. ${list}${exit}`;
  }
  if (output)
    return `The .NET host or runtime could not load a file that belongs to the application: the deployment is incomplete or broken, or was built for another version than the runtime that is installed.${exit}`;
  return `The .NET host could not resolve the application: the runtime, its framework or a file of the publish output is absent, so no application code ran.${exit}`;
}

function fixes(view: StartView, wanted: string | null, output: boolean): readonly Fix[] {
  const install: Fix = {
    text: `Install the framework${wanted === null ? ' version that the application asks for' : ` ${wanted}`} (hosting bundle, right architecture), or retarget the application to an installed version, or publish self-contained.`,
    code: 'dotnet --list-runtimes',
  };
  const publish: Fix = {
    text: 'Publish the application again completely and deploy the whole output, with its runtimeconfig.json and deps.json; compare its target framework with the installed runtimes.',
  };
  const restart: Fix = {
    text: 'After an installation of the hosting bundle restart IIS, so that the module and the PATH are seen.',
    code: 'net stop was /y\nnet start w3svc',
  };
  const byHand: Fix = { text: `To see the message of the host, ${runByHand(view)}.` };
  return output ? [publish, install, byHand] : [install, publish, restart, byHand];
}
