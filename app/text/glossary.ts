/** One word of the trade, explained in a sentence or two. */
export interface GlossaryEntry {
  readonly term: string;
  readonly text: string;
}

/** Words of traces, of the module and of this page, in alphabetical order (held by a test). */
export const GLOSSARY = [
  {
    term: 'activity id',
    text: 'Identifier that IIS gives to one request. All events of a trace carry it, and with ETW other logs do too.',
  },
  {
    term: 'ANCM',
    text: 'ASP.NET Core Module: the IIS module that runs an ASP.NET Core application or forwards requests to it. AspNetCoreModule is version 1, AspNetCoreModuleV2 version 2.',
  },
  {
    term: 'app_offline.htm',
    text: 'A file in the application’s folder. While it is there ANCM stops the application and answers 503 with its content.',
  },
  {
    term: 'application pool',
    text: 'Group of applications that share a worker process, its account and its recycling rules.',
  },
  {
    term: 'area',
    text: 'Part of a trace provider that a tracing rule can switch on or off, for example RequestNotifications or Module. Events of an area that is off are missing from the trace.',
  },
  {
    term: 'ARR',
    text: 'Application Request Routing: a reverse proxy for IIS. Its 502s look like those of ANCM and have other causes and other time-outs.',
  },
  {
    term: 'back-end process',
    text: 'The application’s own process (dotnet.exe or the published program) when it is hosted out-of-process. ANCM starts it and talks HTTP to it on this machine.',
  },
  {
    term: 'cause',
    text: 'The category a verdict belongs to, from a closed list. Each has a first fix of its own; an error code alone is not a cause.',
  },
  {
    term: 'certainty',
    text: 'How far the files carry the verdict: high, medium or low. It is never higher than the evidence allows, and what would raise it is named.',
  },
  {
    term: 'child request',
    text: 'A request that a module starts inside another one, for example for a default document or an error page. It has its own start and end in the same trace.',
  },
  {
    term: 'clock grain',
    text: 'The step of the clock that stamps events, about 15.6 ms on Windows. What is shorter is shown as “under 16 ms”: it may have taken any time up to that.',
  },
  {
    term: 'evidence',
    text: 'What a sentence of a verdict rests on: an event, a silence, a line of a log, a published fact, or something that should be there and is not.',
  },
  {
    term: 'failed request tracing',
    text: 'IIS feature, FREB for short, that writes every event of a request into an XML file when the request fails or takes too long by a rule.',
  },
  {
    term: 'handler',
    text: 'The module that IIS chose to produce the response, by path and verb. Its name and modules are in the event HANDLER_CHANGED.',
  },
  {
    term: 'HRESULT',
    text: '32-bit error code of Windows. 0x8007xxxx wraps a Win32 number: the lower half is that number.',
  },
  {
    term: 'HTTPERR',
    text: 'Log of HTTP.sys, the driver in front of IIS. It has requests and connections that never reached a worker process.',
  },
  {
    term: 'in-process',
    text: 'The application runs inside the worker process of IIS (w3wp.exe). There is no back-end process and no forwarding; requestTimeout has no effect.',
  },
  {
    term: 'incident',
    text: 'Traces and log rows with one cause in one window of time.',
  },
  {
    term: 'Kestrel',
    text: 'The web server inside an ASP.NET Core application. Out-of-process, ANCM forwards requests to it.',
  },
  {
    term: 'level',
    text: 'Severity of an event: 1 critical, 2 error, 3 warning, 4 information, 5 verbose.',
  },
  {
    term: 'module',
    text: 'A part of the IIS pipeline that may act on a request at certain notifications.',
  },
  {
    term: 'notification',
    text: 'A stage of the pipeline, for example AUTHENTICATE_REQUEST or EXECUTE_REQUEST_HANDLER, at which IIS calls the modules that asked for it; most have a post pass after the first.',
  },
  {
    term: 'out-of-process',
    text: 'The application runs in a process of its own. ANCM forwards each request to it over HTTP on this machine, and answers 502 when that fails.',
  },
  {
    term: 'pairing token',
    text: 'Secret that ANCM sends as MS-ASPNETCORE-TOKEN with every forwarded request. Its event shows that forwarding began.',
  },
  {
    term: 'pass',
    text: 'First or post run of a notification. A module may act in either.',
  },
  {
    term: 'producing event',
    text: 'The event in which a module set the final status. Everything after it is clean-up.',
  },
  {
    term: 'provisional status',
    text: 'Status of a trace that was written before the request ended. 200 is only what it was set to so far.',
  },
  {
    term: 'rapid-fail protection',
    text: 'Switches an application pool off after several crashes in a short time. HTTP.sys then answers 503, and no trace is written.',
  },
  {
    term: 'recycling',
    text: 'Planned replacement of a worker process by a new one. Requests at that moment may fail.',
  },
  {
    term: 'requestTimeout',
    text: 'How long ANCM waits for the application’s response, two minutes unless set. Out-of-process only.',
  },
  {
    term: 'self time',
    text: 'Time a span spent itself, without the spans inside it.',
  },
  {
    term: 'silence',
    text: 'Stretch of a trace without any event that is longer than the clock grain. It belongs to the innermost span that was open.',
  },
  {
    term: 'site id',
    text: 'Number of a site in IIS. Folders of traces and logs are named after it: W3SVC1 is site 1.',
  },
  {
    term: 'span',
    text: 'Time between a start event and its end event: the request, a notification, a module, a phase.',
  },
  {
    term: 'startupTimeLimit',
    text: 'How long ANCM waits for the application to become ready, two minutes unless set.',
  },
  {
    term: 'sub-status',
    text: 'Number after the status that says more: 502.3 is not 502.5. The client does not see it; traces and logs of IIS do. 500.30 is thirty, not three.',
  },
  {
    term: 'total time',
    text: 'Time from the start of a span to its end, with everything inside it.',
  },
  {
    term: 'trace',
    text: 'One file of failed request tracing: one request, with its child requests.',
  },
  {
    term: 'verbosity',
    text: 'How much a tracing rule records. Verbose is needed for the events this page draws.',
  },
  {
    term: 'verdict',
    text: 'What frebscope says of a trace: cause, certainty, evidence for and against, what to do, and what would settle it.',
  },
  {
    term: 'waiting',
    text: 'Part of the self time in which an asynchronous module had nothing to do but wait for others: a back end, the network, the client.',
  },
  {
    term: 'win32 status',
    text: 'Column sc-win32-status of the IIS log: a Windows error number beside the HTTP status. 64 means the client left.',
  },
  {
    term: 'worker process',
    text: 'w3wp.exe: the process of an application pool in which the IIS pipeline runs.',
  },
] as const satisfies readonly GlossaryEntry[];

/** A word that has an entry. */
export type GlossaryTerm = (typeof GLOSSARY)[number]['term'];

const BY_TERM: ReadonlyMap<string, GlossaryEntry> = new Map(GLOSSARY.map((entry) => [entry.term, entry]));

/** The explanation of a word. */
export function explain(term: GlossaryTerm): string {
  return BY_TERM.get(term)?.text ?? '';
}

/** Address of a word in the glossary. */
export function glossaryHref(term: GlossaryTerm): string {
  return `#/glossary/${encodeURIComponent(term)}`;
}

export const GLOSSARY_PAGE = {
  title: 'Glossary',
  lead: 'Words of IIS traces and of this page.',
  placeholder: 'a word',
  noMatch: 'No such word here',
} as const;
