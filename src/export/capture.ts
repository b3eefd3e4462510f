import { FULL_AREAS, SITE_TRACING, type SiteTracing, type TracingRuleSpec, fullRule } from '../knowledge/tracing.ts';
import {
  type CommandSet,
  commandName,
  disableCommands,
  enableCommands,
  registerAreaCommands,
  rulePath,
  webConfigBlock,
} from './capture-commands.ts';
import { type CaptureNeed, type CaptureNeedId, type CapturedTrace, captureNeeds } from './capture-needs.ts';

/** What the advice is for. */
export interface CaptureInput {
  readonly traces: readonly CapturedTrace[];
  /** Name of the site, where a loaded applicationHost.config gives it. */
  readonly siteName: string | null;
  /** Requests to trace: `*`, or a pattern below the application such as `api/*`. */
  readonly path: string;
}

/** How to capture the failure next time. */
export interface CaptureAdvice {
  /** What the loaded traces lack; empty when nothing. */
  readonly needs: readonly CaptureNeed[];
  readonly rule: TracingRuleSpec;
  readonly site: SiteTracing;
  /** Block for web.config. */
  readonly webConfig: string;
  readonly enable: CommandSet;
  /** Only where the server does not know the area ANCM: naming it is refused there. */
  readonly registerArea: CommandSet | null;
  readonly disable: CommandSet;
  /** Lines for Azure App Service, where the block goes into web.config and tracing is switched on by the platform. */
  readonly appService: readonly string[];
  readonly notes: readonly string[];
}

const LARGE_TRACE_KB = 10_240;
const MANY_FILES = 1_000;
/** Above the default requestTimeout of two minutes, so that its failure comes first. */
const ABOVE_TIMEOUT = '00:02:30';

/** What to record next time, from what the loaded traces lack. */
export function captureAdvice(input: CaptureInput): CaptureAdvice {
  const needs = captureNeeds(input.traces);
  const lacking = new Set<CaptureNeedId>(needs.map((need) => need.id));
  const rule = ruleFor(input, lacking);
  const site: SiteTracing = {
    maxLogFiles: lacking.has('folder-full') ? MANY_FILES : SITE_TRACING.maxLogFiles,
    maxLogFileSizeKB: lacking.has('size-limit') ? LARGE_TRACE_KB : SITE_TRACING.maxLogFileSizeKB,
  };
  const siteName = commandName(input.siteName);
  const namesAncm = rule.providers.some((provider) => provider.areas.includes('ANCM'));
  return {
    needs,
    rule,
    site,
    webConfig: webConfigBlock(rule),
    enable: enableCommands(rule, site, siteName),
    registerArea: namesAncm ? registerAreaCommands() : null,
    disable: disableCommands(rule, siteName),
    appService: [
      'az webapp log config --resource-group <group> --name <app> --failed-request-tracing true --detailed-error-messages true',
      'az webapp log download --resource-group <group> --name <app> --log-file logs.zip',
    ],
    notes: notesFor(lacking, namesAncm, rule),
  };
}

function ruleFor(input: CaptureInput, lacking: ReadonlySet<CaptureNeedId>): TracingRuleSpec {
  const { traces } = input;
  // V1 writes no events of its own, and a server that has only V1 refuses a rule that names the area.
  const onlyV1 = traces.length > 0 && traces.every((trace) => trace.moduleVersion === 'V1');
  const areas = onlyV1 ? FULL_AREAS.filter((area) => area !== 'ANCM') : FULL_AREAS;
  const failing = traces.filter((trace) => trace.failed);
  const onlyServerErrors = failing.length > 0 && failing.every((trace) => trace.status >= 500);
  // A request is traced once: with a time rule a slow failure would be written before it fails.
  const timeTaken = lacking.has('time-rule') && failing.length === 0 ? ABOVE_TIMEOUT : '';
  return fullRule(rulePath(input.path), onlyServerErrors ? '500-599' : '400-599', timeTaken, areas);
}

function notesFor(lacking: ReadonlySet<CaptureNeedId>, namesAncm: boolean, rule: TracingRuleSpec): readonly string[] {
  const notes = [
    'Failed Request Tracing is a feature of IIS that has to be installed (Tracing, under Health and Diagnostics): Install-WindowsFeature Web-Http-Tracing',
    'Traces hold headers, cookies and bodies. Switch tracing off when it is no longer needed.',
  ];
  if (namesAncm) {
    notes.push(
      'The hosting bundle makes the area ANCM known to the server. Where IIS refuses the rule with 500.19, register the area first or leave it out.',
    );
  }
  if (rule.timeTaken === '' && lacking.has('time-rule')) {
    notes.push(
      'The rule names no time: a request is written once, by the first condition that holds, and a slow one would be written before it fails.',
    );
  }
  if (rule.timeTaken !== '') {
    notes.push(
      `Requests that run longer than ${rule.timeTaken} are written while they run; shorter failures are recorded to their end.`,
    );
  }
  return notes;
}
