/** Words of the page that says how to get a trace. */
export const CAPTURE = {
  title: 'Capture a trace',
  lead: 'Failed request tracing writes one XML file for each request that fails by a rule. It is safe to leave on: the folder keeps the newest 50 files unless set otherwise.',
  copy: 'Copy',
  goodToKnow: 'Good to know',
} as const;

/** One step, with what to paste where there is something to paste. */
export interface CaptureStep {
  readonly text: string;
  readonly code?: string;
}

export interface CaptureHost {
  readonly host: string;
  /** The way in one breath, for the start page. */
  readonly short: string;
  readonly steps: readonly CaptureStep[];
}

/** How to get traces on each host, step by step. */
export const CAPTURE_HOSTS: readonly CaptureHost[] = [
  {
    host: 'IIS and Windows Server',
    short:
      'Add the role service “Tracing”, enable Failed Request Tracing on the site, add a rule for status codes 400-599 with all areas, let it fail once. Files: %SystemDrive%\\inetpub\\logs\\FailedReqLogFiles\\W3SVC<site id>.',
    steps: [
      {
        text: 'Add the role service “Tracing” (Web Server › Health and Diagnostics), in PowerShell as an administrator:',
        code: 'Install-WindowsFeature Web-Http-Tracing',
      },
      {
        text: 'Switch tracing on for the site:',
        code: '%windir%\\system32\\inetsrv\\appcmd configure trace "Default Web Site" /enablesite',
      },
      { text: 'IIS Manager › the site › Failed Request Tracing Rules › Add: all content, status codes 400-599.' },
      {
        text: 'Providers: WWW Server at verbosity Verbose, all areas. RequestNotifications and Module are what the pipeline is drawn from.',
      },
      {
        text: 'Let the request fail once. The file is in this folder, one number per site:',
        code: '%SystemDrive%\\inetpub\\logs\\FailedReqLogFiles\\W3SVC1',
      },
    ],
  },
  {
    host: 'Azure App Service (Windows)',
    short:
      'App Service logs › Failed request tracing › On, let it fail once, download the logs as a zip and drop it here.',
    steps: [
      {
        text: 'Portal › the app › App Service logs › Failed request tracing › On. Or with the Azure command line:',
        code: 'az webapp log config --name APP --resource-group GROUP --failed-request-tracing true',
      },
      { text: 'Let the request fail once.' },
      {
        text: 'Download all logs, and drop the zip here:',
        code: 'az webapp log download --name APP --resource-group GROUP --log-file logs.zip',
      },
    ],
  },
  {
    host: 'IIS Express',
    short:
      'Start it with /trace:error, let it fail once. Files: %USERPROFILE%\\Documents\\IISExpress\\TraceLogFiles\\<site>.',
    steps: [
      {
        text: 'Run it with tracing switched on (trace level error, warning or info):',
        code: '"%ProgramFiles%\\IIS Express\\iisexpress.exe" /site:SITE /trace:error',
      },
      {
        text: 'In applicationhost.config (folder .vs\\<solution>\\config) give the site a traceFailedRequestsLogging element with enabled="true", and add the rule to web.config.',
      },
      {
        text: 'Let the request fail once. The file is below this folder:',
        code: '%USERPROFILE%\\Documents\\IISExpress\\TraceLogFiles',
      },
    ],
  },
];

/** What surprises people about tracing. */
export const CAPTURE_NOTES: readonly string[] = [
  'A 502 that never reached this server (a gateway, a load balancer, a stopped pool) leaves no trace. The HTTPERR log and the front end’s own log have it.',
  'A rule with a time limit writes the trace when the limit is reached, while the request still runs: its status is not an outcome.',
  'Files end at 1,024 KB unless maxLogFileSizeKB is raised; 0 means no limit. A cut trace is shown as far as it goes.',
  'Traces hold cookies, authorization headers and bodies. Send them with care.',
];
