import { WWW_AREAS } from '../../knowledge/areas.ts';
import { TIMELINE_LEVEL, verbosityLevel } from '../../knowledge/levels.ts';
import { ANCM_AREA_XML, FULL_AREAS, statusCodesCover, tracingRuleXml } from '../../knowledge/tracing.ts';
import type { ConfigFinding, ConfigPlace } from '../../model/config-check.ts';
import type { ConfigFile, TracingRule } from '../../model/sidefiles.ts';
import { type Check, finding, versionOf } from './context.ts';

const placeOf = (config: ConfigFile, rule: TracingRule): ConfigPlace => ({
  file: config.file,
  path: config.path,
  line: rule.line,
  location: rule.location,
});

const wwwServer = (rule: TracingRule) => rule.areas.find((area) => area.provider.toLowerCase() === 'www server');

/** The rule with other areas of WWW Server and full verbosity, everything else as it is. */
function ruleXml(rule: TracingRule, areas: readonly string[]): string {
  const others = rule.areas.filter((area) => area.provider.toLowerCase() !== 'www server');
  return tracingRuleXml({
    path: rule.path,
    statusCodes: rule.statusCodes,
    timeTaken: rule.timeTaken,
    providers: [
      { name: 'WWW Server', areas, verbosity: 'Verbose' },
      ...others.map(({ provider, areas: own, verbosity }) => ({ name: provider, areas: own, verbosity })),
    ],
  });
}

/** Rules that leave out what a diagnosis of ANCM needs. */
export const tracingRules: Check = (config, context) =>
  config.tracingRules.flatMap(({ rule, config: file }): readonly ConfigFinding[] => {
    const place = placeOf(file, rule);
    const own = wwwServer(rule);
    const areas = new Set(own?.areas.map((area) => area.toLowerCase()) ?? []);
    if (own === undefined) {
      return [
        finding(
          'tracing-rule-without-server',
          'problem',
          `The tracing rule for ${rule.path} does not trace the provider WWW Server: its files have no pipeline in them.`,
          place,
          { text: 'Trace WWW Server.', code: ruleXml(rule, FULL_AREAS) },
          ['iis-frt-areas'],
        ),
      ];
    }
    const findings: ConfigFinding[] = [];
    // Without a list all areas that the server knows are traced.
    const named = areas.size > 0;
    if (named && !areas.has('ancm') && versionOf(config, context) !== 'V1') {
      findings.push(
        finding(
          'tracing-rule-lacks-ancm',
          'advice',
          `The tracing rule for ${rule.path} leaves out the area ANCM: traces do not show what the ASP.NET Core Module V2 did between the forwarding and the failure.`,
          place,
          { text: 'Add the area.', code: ruleXml(rule, [...own.areas, 'ANCM']) },
          ['v2-events', 'ancm-areas'],
        ),
      );
    }
    const needed = ['RequestNotifications', 'Module'].filter((area) => named && !areas.has(area.toLowerCase()));
    if (needed.length > 0) {
      findings.push(
        finding(
          'tracing-rule-lacks-pipeline',
          'problem',
          `The tracing rule for ${rule.path} leaves out ${needed.join(' and ')}: its files cannot show which module set the status.`,
          place,
          { text: 'Add the areas.', code: ruleXml(rule, [...own.areas, ...needed]) },
          ['iis-frt-areas'],
        ),
      );
    }
    const level = verbosityLevel(own.verbosity);
    if (level !== null && level < TIMELINE_LEVEL) {
      findings.push(
        finding(
          'tracing-rule-low-verbosity',
          'advice',
          `The tracing rule for ${rule.path} has the verbosity ${own.verbosity}: starts and ends of modules are left out, so there is no timeline.`,
          place,
          { text: 'Trace verbosely.', code: ruleXml(rule, own.areas) },
          ['iis-frt-areas'],
        ),
      );
    }
    if (
      rule.statusCodes !== '' &&
      ![
        [502, 3],
        [502, 5],
        [500, 30],
        [503, 0],
      ].every(([status = 0, sub = 0]) => statusCodesCover(rule.statusCodes, status, sub))
    ) {
      findings.push(
        finding(
          'tracing-rule-misses-statuses',
          'advice',
          `The tracing rule for ${rule.path} fires for ${rule.statusCodes} only: not every failure of the module leaves a trace.`,
          place,
          {
            text: 'Cover 500 to 599.',
            code: ruleXml({ ...rule, statusCodes: '400-599' }, own.areas.length > 0 ? own.areas : FULL_AREAS),
          },
          ['iis-frt'],
        ),
      );
    }
    return findings;
  });

/** The server does not know the area ANCM, so that no rule can name it. */
export const registeredAreas: Check = (config, context) => {
  if (versionOf(config, context) !== 'V2') return [];
  const known = config.settings.filter((setting) => setting.element === 'traceProviderDefinitions/areas');
  const isServer = known.some((setting) => WWW_AREAS.some((area) => area.name === setting.attribute));
  if (!isServer || known.some((setting) => setting.attribute.toLowerCase() === 'ancm')) return [];
  return [
    finding(
      'ancm-area-not-registered',
      'advice',
      'The server does not know the trace area ANCM: a rule that names it is refused.',
      known.at(-1)?.place ?? null,
      {
        text: 'Repair the hosting bundle, or add the area to WWW Server under traceProviderDefinitions of applicationHost.config.',
        code: ANCM_AREA_XML,
      },
      ['v2-events', 'ancm-areas'],
    ),
  ];
};

/** Rules without effect, because tracing is off for the site. */
export const siteTracing: Check = (config) => {
  const setting = config.set('traceFailedRequestsLogging', 'enabled');
  if (setting === null || setting.value.toLowerCase() !== 'false' || config.tracingRules.length === 0) return [];
  return [
    finding(
      'site-tracing-off',
      'problem',
      'There are tracing rules, and tracing is switched off for the site: no file is written.',
      setting.place,
      {
        text: 'Switch it on for the site.',
        setting: { element: 'traceFailedRequestsLogging', attribute: 'enabled', value: 'true' },
        code: '<traceFailedRequestsLogging enabled="true" />',
      },
      ['iis-frt-site'],
    ),
  ];
};
