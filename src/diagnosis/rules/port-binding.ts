import { sourceLink } from '../../knowledge/sources.ts';
import type { Certainty, Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import { answerEvidence, clueEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { missing } from '../missing.ts';
import { opening } from '../opening.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import type { Clue } from '../side/clues.ts';
import { portOf, startView, type StartView } from '../start.ts';
import { START_MISREADINGS, startEvidence, startMisreadings, startMissing } from '../start-words.ts';

const LISTEN_FIXES: readonly Fix[] = [
  {
    text: 'Remove the fixed URL of the application (UseUrls, server.urls, Kestrel:Endpoints, ASPNETCORE_URLS) and use the default builder, or call UseIISIntegration, so that it listens on the port that the module hands over in ASPNETCORE_PORT.',
  },
  {
    text: 'Start dotnet or the exe directly in processPath, not through a script: the module checks that the process it started is the one that listens.',
  },
];
const BIND_FIXES: readonly Fix[] = [
  {
    text: 'The port was taken: give the process a known free port with the environment variable ASPNETCORE_PORT, and look at excluded port ranges.',
    setting: {
      element: 'aspNetCore/environmentVariables/environmentVariable',
      attribute: 'ASPNETCORE_PORT',
      value: '50100',
    },
    code: 'netsh int ipv4 show excludedportrange protocol=tcp',
  },
  LISTEN_FIXES[0] ?? { text: '' },
];
const TOKEN_FIXES: readonly Fix[] = [
  {
    text: 'Remove server.urls (or another fixed URL) from the configuration of the application: requests reach it on a port that does not belong to the module that started it.',
  },
  {
    text: 'Let all callers go through IIS; direct calls to the back-end port are refused because they lack the pairing token.',
  },
];

/** Ready, but not where the module looks, or it could not bind. */
export const portBinding: Rule & { readonly id: 'port-binding' } = {
  id: 'port-binding',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'eventLog', 'stdout', 'appLog'],
  judge(scene: Scene): Finding | null {
    const token = scene.side.clue('pairing-token');
    if (token !== null && (scene.textOnly || scene.phase === 'app')) return pairingToken(scene, token);
    const view = startView(scene);
    if (view === null) return null;
    const named = view.named.get('port-binding');
    if (view.byCode !== 'port-binding' && named === undefined) return null;
    const bind = view.clues.find((clue) => clue.kind === 'bind-failed') ?? null;
    const listening = view.clues.find((clue) => clue.kind === 'listening') ?? null;
    const elsewhere =
      listening !== null &&
      named !== undefined &&
      portOf(listening) !== view.port &&
      (view.port !== null || bind === null);
    const certainty = weigh(scene, view, { bind, elsewhere });
    return found(portBinding, {
      certainty,
      whyNotHigher:
        bind === null
          ? 'The record says that nothing listened on the port; where the program listened instead is not in the loaded files.'
          : 'That binding failed is on record; what held the port, or whether the process ended for another reason first, is not.',
      headline: `${scene.answer === null ? 'The start of the application failed' : opening(scene)}: ${headline(view, bind, listening, elsewhere)}.`,
      rootCause: rootCause(view, bind, elsewhere),
      evidence: startEvidence(scene, view, 'port-binding'),
      misreadings: [START_MISREADINGS.limit, ...startMisreadings(scene)],
      wouldSettle: startMissing(scene),
      fixes: bind === null ? LISTEN_FIXES : BIND_FIXES,
      links: [sourceLink('docs-ancm'), sourceLink('docs-errors')],
    });
  },
};

function weigh(scene: Scene, view: StartView, known: { bind: Clue | null; elsewhere: boolean }): Certainty {
  if (known.elsewhere) return view.port === null ? 'medium' : 'high';
  if (scene.answer?.code === CODE.createFailed && view.named.has('port-binding')) return 'high';
  if (known.bind !== null) {
    // The process's own message names the address; the module's record only counts its retries.
    const retries = view.records.some((event) => /multiple retries|retries/i.test(event.record.message));
    return known.bind.source === 'eventLog' && retries && !view.clues.some((c) => c.source !== 'eventLog')
      ? 'low'
      : 'medium';
  }
  return view.named.has('port-binding') ? 'high' : 'medium';
}

function headline(view: StartView, bind: Clue | null, listening: Clue | null, elsewhere: boolean): string {
  if (elsewhere && listening !== null)
    return `the application listens on ${listening.value}, the module waited on ${view.port === null ? 'the port that it had chosen' : `port ${view.port}`}`;
  if (bind !== null) return 'the application could not bind to its port';
  return `the application did not listen on the port${view.port === null ? '' : ` ${view.port}`} that the module gave it`;
}

function rootCause(view: StartView, bind: Clue | null, elsewhere: boolean): string {
  if (bind !== null && !elsewhere)
    return `The process was started and could not open its listening port (${bind.text}), so the module never found it ready.`;
  return (
    `The process was started and runs, but not where the module looks: it does not listen on port ${view.port ?? 'of ASPNETCORE_PORT'}. ` +
    'Usual reasons are a fixed URL in code or settings, a missing UseIISIntegration, or a script that starts the real program as a second process.'
  );
}

/** The application answered because the request did not come through its own module instance. */
function pairingToken(scene: Scene, token: Clue): Finding {
  return found(portBinding, {
    certainty: 'high',
    headline: `${scene.answer === null ? 'The application refuses requests' : opening(scene)}: the pairing token (MS-ASPNETCORE-TOKEN) did not match, the request reached a port that is not of this module.`,
    rootCause:
      'The application listens on a port of its own choice (server.urls, UseUrls), or two processes share one: requests arrive that were not sent by the module instance that started it, and it rejects them for the wrong pairing token.',
    evidence: [...answerEvidence(scene), clueEvidence(token)],
    wouldSettle: missing(
      scene,
      ['config', 'environment variables that set a URL'],
      ['stdout', 'on which address the application listens'],
    ),
    fixes: TOKEN_FIXES,
    links: [sourceLink('docs-ancm')],
  });
}
