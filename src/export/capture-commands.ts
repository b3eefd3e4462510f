import { ANCM_AREA_XML, type SiteTracing, type TracingRuleSpec, tracingRuleXml } from '../knowledge/tracing.ts';

/** What a person pastes into a shell, line by line. */
export interface CommandSet {
  readonly appcmd: readonly string[];
  readonly powerShell: readonly string[];
}

const RULES = 'system.webServer/tracing/traceFailedRequests';

/** Stands for a name that the loaded files do not give, or give in a form that must not go into a command. */
export const SITE_PLACEHOLDER = 'Your Site';

/**
 * A site name for a command. Names come from files: anything but letters, digits, blanks and `._()-` would be read by
 * the shell rather than by appcmd, so such a name is left for the person to fill in.
 */
export function commandName(name: string | null): string {
  return name !== null && /^[A-Za-z0-9][\w .()-]{0,127}$/.test(name) ? name : SITE_PLACEHOLDER;
}

/** A path pattern for a rule: `*` unless it is plain. */
export function rulePath(path: string): string {
  return /^[\w*./-]{1,200}$/.test(path) ? path : '*';
}

/** The block that goes into web.config of the application. */
export function webConfigBlock(rule: TracingRuleSpec): string {
  return [
    '<configuration>',
    '  <system.webServer>',
    '    <tracing>',
    '      <traceFailedRequests>',
    tracingRuleXml(rule, 8),
    '      </traceFailedRequests>',
    '    </tracing>',
    '  </system.webServer>',
    '</configuration>',
  ].join('\n');
}

/** Commands that switch tracing on for a site and add the rule. */
export function enableCommands(rule: TracingRuleSpec, site: SiteTracing, siteName: string): CommandSet {
  const appcmd = `%windir%\\system32\\inetsrv\\appcmd.exe`;
  const here = `[path='${rule.path}']`;
  const definitions = [
    ['statusCodes', rule.statusCodes],
    ['timeTaken', rule.timeTaken],
  ].filter(([, value]) => value !== '');
  const logging = `/[name='${siteName}'].traceFailedRequestsLogging`;
  return {
    appcmd: [
      `${appcmd} set config -section:system.applicationHost/sites "${logging}.enabled:True" "${logging}.maxLogFiles:${site.maxLogFiles}" "${logging}.maxLogFileSizeKB:${site.maxLogFileSizeKB}" /commit:apphost`,
      `${appcmd} set config "${siteName}" -section:${RULES} /+"${here}"`,
      ...rule.providers.map(
        ({ name, areas, verbosity }) =>
          `${appcmd} set config "${siteName}" -section:${RULES} /+"${here}.traceAreas.[provider='${name}',areas='${areas.join(',')}',verbosity='${verbosity}']"`,
      ),
      `${appcmd} set config "${siteName}" -section:${RULES} ${definitions.map(([key, value]) => `"/${here}.failureDefinitions.${key}:${value}"`).join(' ')}`,
    ],
    powerShell: [
      'Import-Module WebAdministration',
      `$logging = "system.applicationHost/sites/site[@name='${siteName}']/traceFailedRequestsLogging"`,
      ...Object.entries({
        enabled: '$true',
        maxLogFiles: site.maxLogFiles,
        maxLogFileSizeKB: site.maxLogFileSizeKB,
      }).map(
        ([key, value]) =>
          `Set-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Filter $logging -Name ${key} -Value ${value}`,
      ),
      `$site = 'IIS:\\Sites\\${siteName}'`,
      `Add-WebConfigurationProperty -PSPath $site -Filter '${RULES}' -Name '.' -Value @{ path = '${rule.path}' }`,
      `$rule = "${RULES}/add[@path='${rule.path}']"`,
      ...rule.providers.map(
        ({ name, areas, verbosity }) =>
          `Add-WebConfigurationProperty -PSPath $site -Filter "$rule/traceAreas" -Name '.' -Value @{ provider = '${name}'; areas = '${areas.join(',')}'; verbosity = '${verbosity}' }`,
      ),
      ...definitions.map(
        ([key, value]) =>
          `Set-WebConfigurationProperty -PSPath $site -Filter "$rule/failureDefinitions" -Name ${key} -Value '${value}'`,
      ),
    ],
  };
}

/** Commands that take the rule away again and switch tracing off. */
export function disableCommands(rule: TracingRuleSpec, siteName: string): CommandSet {
  const appcmd = `%windir%\\system32\\inetsrv\\appcmd.exe`;
  return {
    appcmd: [
      `${appcmd} set config "${siteName}" -section:${RULES} /-"[path='${rule.path}']"`,
      `${appcmd} set config -section:system.applicationHost/sites "/[name='${siteName}'].traceFailedRequestsLogging.enabled:False" /commit:apphost`,
    ],
    powerShell: [
      'Import-Module WebAdministration',
      `Remove-WebConfigurationProperty -PSPath 'IIS:\\Sites\\${siteName}' -Filter '${RULES}' -Name '.' -AtElement @{ path = '${rule.path}' }`,
      `Set-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Filter "system.applicationHost/sites/site[@name='${siteName}']/traceFailedRequestsLogging" -Name enabled -Value $false`,
    ],
  };
}

/** Commands that make the area ANCM known to a server whose hosting bundle did not. */
export function registerAreaCommands(): CommandSet {
  const value = /value="(\d+)"/.exec(ANCM_AREA_XML)?.[1] ?? '';
  const section = 'system.webServer/tracing/traceProviderDefinitions';
  return {
    appcmd: [
      `%windir%\\system32\\inetsrv\\appcmd.exe set config -section:${section} /+"[name='WWW Server'].areas.[name='ANCM',value='${value}']" /commit:apphost`,
    ],
    powerShell: [
      'Import-Module WebAdministration',
      `Add-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Filter "${section}/add[@name='WWW Server']/areas" -Name '.' -Value @{ name = 'ANCM'; value = ${value} }`,
    ],
  };
}
