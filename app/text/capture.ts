/** Words of the page that says how to get a trace. */
export const CAPTURE = {
  title: 'Capture a trace',
  lead: 'Failed request tracing writes one XML file for each request that fails by a rule. The rule below is written from what the open traces lack.',
  lacking: 'What the open traces lack',
  lacksNothing: 'The open traces lack nothing. This is the rule that gets the same again.',
  path: 'Requests to trace',
  pathHint: '* for all, or a pattern below the application such as api/*',
  copy: (what: string) => `Copy: ${what}`,
  install: 'Install the feature, in PowerShell as an administrator (Windows Server):',
  installCode: 'Install-WindowsFeature Web-Http-Tracing',
  shell: 'Shell',
  appcmd: 'appcmd',
  powerShell: 'PowerShell',
  enable: 'Switch tracing on and add the rule, as an administrator:',
  orWebConfig: 'Or put the rule into web.config of the application, and only switch tracing on for the site:',
  register: 'Only if IIS answers 500.19 because it does not know the area ANCM:',
  disable: 'When done, take the rule away and switch tracing off:',
  reproduce: 'Let the request fail once, then open the files:',
  iisFolder: '%SystemDrive%\\inetpub\\logs\\FailedReqLogFiles\\W3SVC<site id>',
  appServiceRule: 'Put the rule into web.config of the application and deploy it:',
  appServiceSwitch: 'Switch tracing on, let the request fail once, download the logs and drop the zip here:',
  expressStart: 'Start the site with tracing switched on:',
  expressStartCode: '"%ProgramFiles%\\IIS Express\\iisexpress.exe" /site:<site> /trace:error',
  expressSite:
    'In applicationhost.config (folder .vs\\<solution>\\config) give the site a traceFailedRequestsLogging element with enabled="true". Put the rule into web.config:',
  expressFolder: '%USERPROFILE%\\Documents\\IISExpress\\TraceLogFiles\\<site>',
  goodToKnow: 'Good to know',
  failed: 'The rule could not be written',
} as const;

/** Where IIS runs. */
export type CaptureHostId = 'iis' | 'app-service' | 'iis-express';

/** Hosts, with the way in one breath for the start page. */
export const CAPTURE_HOSTS: readonly { readonly id: CaptureHostId; readonly host: string; readonly short: string }[] = [
  {
    id: 'iis',
    host: 'IIS and Windows Server',
    short:
      'Add the role service “Tracing”, enable Failed Request Tracing on the site, add a rule for status codes 400-599 with all areas, let it fail once. Files: %SystemDrive%\\inetpub\\logs\\FailedReqLogFiles\\W3SVC<site id>.',
  },
  {
    id: 'app-service',
    host: 'Azure App Service (Windows)',
    short:
      'App Service logs › Failed request tracing › On, let it fail once, download the logs as a zip and drop it here.',
  },
  {
    id: 'iis-express',
    host: 'IIS Express',
    short:
      'Start it with /trace:error, let it fail once. Files: %USERPROFILE%\\Documents\\IISExpress\\TraceLogFiles\\<site>.',
  },
];

/** What surprises people about tracing. */
export const CAPTURE_NOTES: readonly string[] = [
  'A 502 that never reached this server (a gateway, a load balancer, a stopped pool) leaves no trace. The HTTPERR log and the front end’s own log have it.',
  'A rule with a time limit writes the trace when the limit is reached, while the request still runs: its status is not an outcome.',
  'Files end at 1,024 KB unless maxLogFileSizeKB is raised; 0 means no limit. A cut trace is shown as far as it goes.',
];
