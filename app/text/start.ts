/** Words of the start page. */
export const START = {
  title: 'Why did IIS answer 502?',
  lead: 'Drop Failed Request Tracing files (fr000001.xml …), with logs and web.config if you have them. You get the module that produced the error, the decoded code, the silence before it, and what to do first.',
  drop: 'Drop files, folders or archives anywhere on this page',
  sample: 'Open the sample incident',
  privacy:
    'Files are read inside this browser tab. Once the page has loaded it makes no network request, and nothing of a file is stored.',
  openNow: 'Open now',
  samples: 'Or look at one trace',
  capture: 'Switch tracing on',
  captureMore: 'Write the rule for me',
  captureIis: 'IIS and Windows Server',
  captureAzure: 'Azure App Service (Windows)',
  captureExpress: 'IIS Express',
} as const;

/** How to get traces, the shortest way for each host. */
export const CAPTURE_STEPS: readonly { readonly host: string; readonly steps: readonly string[] }[] = [
  {
    host: START.captureIis,
    steps: [
      'Add the role service “Tracing” (Web Server › Health and Diagnostics).',
      'IIS Manager › the site › Failed Request Tracing… › Enable.',
      'Failed Request Tracing Rules › Add: all content, status codes 400-599, provider WWW Server with all areas.',
      'Let it fail once. Open %SystemDrive%\\inetpub\\logs\\FailedReqLogFiles\\W3SVC<site id>.',
    ],
  },
  {
    host: START.captureAzure,
    steps: [
      'App Service logs › Failed request tracing › On.',
      'Let it fail once.',
      'Download LogFiles\\W3SVC<number> by FTPS, or the whole LogFiles as a zip from the Kudu console, and drop it here.',
    ],
  },
  {
    host: START.captureExpress,
    steps: [
      'In applicationhost.config set traceFailedRequestsLogging enabled="true" on the site, and add the rule to the web.config.',
      'Open %USERPROFILE%\\Documents\\IISExpress\\TraceLogFiles\\<site>.',
    ],
  },
];
