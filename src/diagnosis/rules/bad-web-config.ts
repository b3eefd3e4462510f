import { sourceLink } from '../../knowledge/sources.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Certainty, Finding, Fix } from '../../model/verdict.ts';
import { CODE } from '../codes.ts';
import { answerEvidence, eventEvidence, quote, settingEvidence } from '../evidence.ts';
import { found } from '../finding.ts';
import { oddHeader } from '../odd-header.ts';
import { moduleOf, opening } from '../opening.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { startView, type StartView } from '../start.ts';
import { startEvidence, startMisreadings, startMissing } from '../start-words.ts';

/** What exactly is wrong, as far as the files show it. */
type Fault =
  | 'empty-path'
  | 'placeholder'
  | 'not-installed'
  | 'locked-or-twice'
  | 'unreadable'
  | 'environment'
  | 'disabled'
  | 'unknown';

const WHAT: Readonly<Record<Fault, string>> = {
  'empty-path': 'processPath of the aspNetCore element is empty, so there was no program to start',
  placeholder:
    'processPath still holds the placeholder %LAUNCHER_PATH%: the source folder was copied instead of a published build',
  'not-installed': 'the handler names a module that is not installed on this server',
  'locked-or-twice': 'a section of the configuration is locked at a higher level or stands there twice',
  unreadable: 'web.config (the aspNetCore section) could not be read',
  environment: 'the environment variables of the aspNetCore element are not valid',
  disabled: 'the module is switched off on this server (registry value DisableANCM)',
  unknown: 'the settings of the application are not valid for the module',
};

const FIXES: Readonly<Record<Fault, readonly Fix[]>> = {
  'empty-path': [
    {
      text: 'Set processPath in web.config to the program (dotnet or the exe) and leave only its arguments in arguments. If the folder is a plain virtual directory, convert it to an application: its web.config is not read for the module otherwise.',
      setting: { element: 'system.webServer/aspNetCore', attribute: 'processPath', value: 'dotnet' },
      code: '<aspNetCore processPath="dotnet" arguments=".\\MyApp.dll" ... />',
    },
  ],
  placeholder: [
    {
      text: 'Publish the application (dotnet publish) and deploy the published folder instead of copying the source folder: publishing replaces %LAUNCHER_PATH% in web.config.',
      code: 'dotnet publish -c Release',
    },
  ],
  'not-installed': [
    {
      text: 'Install or repair the .NET Hosting Bundle, then restart IIS. If the site is not an ASP.NET Core application, remove the aspNetCore handler from its web.config.',
      code: 'net stop was /y\nnet start w3svc',
    },
  ],
  'locked-or-twice': [
    {
      text: 'Remove the doubled element from web.config, or unlock the section at the parent level; the 500.19 page names the line.',
    },
  ],
  unreadable: [
    {
      text: 'Correct web.config: check the aspNetCore element and its attributes (the 500.19 page or ConfigExceptionInfo names the line), and repair the .NET Hosting Bundle when the section itself is unknown.',
    },
    { text: 'In V1, requestTimeout takes whole minutes only; a minutes or seconds part of 60 is never valid.' },
  ],
  environment: [{ text: 'Correct the environmentVariables of the aspNetCore element in web.config.' }],
  disabled: [{ text: 'Remove the registry value DisableANCM and restart IIS.' }],
  unknown: [
    {
      text: 'Check web.config of this site: processPath and arguments of the aspNetCore element, and whether the site should have an aspNetCore handler at all. Publish instead of copying the source folder.',
    },
    {
      text: 'Remove a left-over aspNetCore handler or site section (IIS Express: .vs\\config\\applicationhost.config).',
    },
  ],
};

/** The configuration, not the program, is at fault. */
export const badWebConfig: Rule & { readonly id: 'bad-web-config' } = {
  id: 'bad-web-config',
  version: 1,
  needs: [],
  uses: ['trace', 'logRows', 'eventLog', 'config'],
  judge(scene: Scene): Finding | null {
    const view = startView(scene);
    if (view === null) return null;
    const configured = configEvidence(scene);
    const leftover = leftoverHandler(scene);
    const named = view.named.get('bad-web-config');
    if (view.byCode !== 'bad-web-config' && named === undefined && configured === null && !leftover) return null;
    // WinHTTP refuses such a request with the same code before anything is sent.
    const unsent =
      scene.answer?.code === CODE.invalidParameter && scene.answer.subStatus === 3 && oddHeader(scene) !== null;
    if (unsent && named === undefined && configured === null) return null;
    const fault = faultOf(scene, view, configured?.fault ?? null);
    const info = scene.facts?.producing?.configExceptionInfo ?? '';
    const certainty = weigh(scene, info !== '' || named !== undefined || configured !== null, leftover);
    return found(badWebConfig, {
      certainty,
      whyNotHigher: leftover
        ? 'The managed handler of a classic ASP.NET application was mapped for this request, which suggests a left-over aspNetCore handler; the configuration itself is not loaded.'
        : 'The code fits settings that could not be read or used; neither the configuration nor the record of the module that would show it is loaded.',
      headline: `${scene.answer === null ? 'The application cannot be started' : opening(scene)}: the configuration is at fault, ${leftover ? 'an aspNetCore handler is mapped for a site that is no ASP.NET Core application' : WHAT[fault]}.`,
      rootCause: rootCause(scene, fault, leftover, info),
      evidence: [
        ...(scene.phase === 'config' ? answerEvidence(scene) : []),
        ...(scene.phase === 'config' ? [] : startEvidence(scene, view, 'bad-web-config')),
        ...(scene.phase === 'config' ? (named ?? []) : []),
        ...infoEvidence(scene, info),
        ...(configured === null ? [] : [configured.evidence]),
        ...leftoverEvidence(scene, leftover),
      ],
      misreadings: startMisreadings(scene),
      wouldSettle: startMissing(scene),
      fixes: FIXES[fault],
      links: [sourceLink(scene.answer?.status === 500 ? 'iis-50019' : 'docs-webconfig')],
    });
  },
};

function weigh(scene: Scene, proven: boolean, leftover: boolean): Certainty {
  if (proven) return 'high';
  if (leftover) return 'medium';
  const { answer } = scene;
  if (answer === null) return 'medium';
  // 500.19 and 500.21 are of the configuration system itself; a code in a 502 only fits.
  if (scene.phase === 'config' && answer.rows === null) return answer.subStatus === 21 ? 'high' : 'medium';
  return 'low';
}

function faultOf(scene: Scene, view: StartView, configured: Fault | null): Fault {
  if (configured !== null) return configured;
  const { answer } = scene;
  const command = view.commandLine;
  if (view.records.some((event) => /%LAUNCHER_/i.test(event.record.message))) return 'placeholder';
  if (view.records.some((event) => event.kind === 'module-disabled')) return 'disabled';
  if (view.named.has('bad-web-config') && command !== null) return 'empty-path';
  if (answer?.status === 500 && answer.subStatus === 21) return 'not-installed';
  if (answer?.code === 0x80070021 || answer?.code === 0x800700b7) return 'locked-or-twice';
  if (answer?.code === 0x8007070d) return 'environment';
  if (answer?.status === 500 && answer.subStatus === 19) return 'unreadable';
  if (answer?.code === CODE.invalidData || view.records.some((event) => event.kind === 'config-error'))
    return 'unreadable';
  return (scene.facts?.producing?.configExceptionInfo ?? '') === '' ? 'unknown' : 'unreadable';
}

/** A loaded web.config that cannot start anything. */
function configEvidence(scene: Scene): { readonly fault: Fault; readonly evidence: Evidence } | null {
  const setting = scene.config.set('aspNetCore', 'processPath');
  if (setting === null) return null;
  const fault = setting.value.trim() === '' ? 'empty-path' : /%LAUNCHER_/i.test(setting.value) ? 'placeholder' : null;
  if (fault === null) return null;
  return { fault, evidence: settingEvidence(setting) };
}

/**
 * A managed module mapped its own handler before ANCM was asked to start a process: the aspNetCore mapping was
 * inherited or left behind. Only when the start failed at once and without a code.
 */
function leftoverHandler(scene: Scene): boolean {
  const { facts, answer } = scene;
  if (facts === null || answer === null || scene.phase !== 'start' || answer.code !== 0) return false;
  const managed = facts.modules.some((name) => /^ManagedPipelineHandler$|UrlRoutingModule|^System\.Web\./i.test(name));
  const quick = (facts.moduleMs ?? Number.POSITIVE_INFINITY) < 250;
  return managed && quick;
}

function leftoverEvidence(scene: Scene, leftover: boolean): readonly Evidence[] {
  if (!leftover || scene.trace === null) return [];
  const text =
    'Managed modules of classic ASP.NET (ManagedPipelineHandler, UrlRoutingModule) took part, and the start failed within milliseconds.';
  const start = scene.facts?.ancmStart ?? null;
  return start === null ? [] : [eventEvidence(scene.trace, start, text)];
}

function infoEvidence(scene: Scene, info: string): readonly Evidence[] {
  const event = scene.facts?.producing?.event ?? null;
  if (info === '' || event === null || scene.trace === null) return [];
  return [eventEvidence(scene.trace, event, `ConfigExceptionInfo says "${quote(info)}".`)];
}

function rootCause(scene: Scene, fault: Fault, leftover: boolean, info: string): string {
  const who = scene.answer?.status === 500 ? 'IIS' : moduleOf(scene);
  const detail = info === '' ? '' : ` The configuration system says: ${quote(info)}`;
  if (leftover)
    return `${who} was asked to start a process for a site that has no aspNetCore settings of its own: the handler was inherited or left over from another project. Nothing could be started.`;
  return `${who} could not work with the configuration: ${WHAT[fault]}. No application code ran.${detail}`;
}
