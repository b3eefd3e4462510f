import type { SourceKey } from './sources.ts';

/** Providers under which ANCM writes to the Application event log. Source: v2-messages. */
const ANCM_PROVIDERS: ReadonlySet<string> = new Set([
  'iis aspnetcore module',
  'iis aspnetcore module v2',
  'iis express aspnetcore module',
  'iis express aspnetcore module v2',
]);

/** What an event log record stands for in the story of a process, as finely as anyone asks. */
export type LogEventRole =
  | 'start-failed'
  | 'started'
  /** The application inside the worker process ended, mostly during its start. */
  | 'app-ended'
  /** A process was ended by a fault: the runtime or Windows says so. */
  | 'crashed'
  /** The module noticed that the back-end process is gone. */
  | 'exited'
  | 'rapid-fail'
  | 'stopped'
  | 'stopping'
  /** The stop took longer than it may. */
  | 'stop-slow'
  | 'recycled'
  | 'recycle-failed'
  | 'app-offline'
  | 'config'
  /** The aspNetCore section cannot be used. */
  | 'config-unusable'
  | 'module-disabled'
  /** Applications that cannot share a pool. */
  | 'pool-shared'
  | 'handler-missing'
  /** A dll of a module or filter could not be loaded into the worker process. */
  | 'module-not-loaded'
  | 'worker-died'
  /** The worker process does not answer. */
  | 'unresponsive'
  | 'pool-disabled'
  /** The machine has no port left. */
  | 'ports'
  | 'memory'
  /** What the application itself logs. */
  | 'application'
  /** Free text of ANCM. */
  | 'general'
  /** Free text of ANCM about an error. */
  | 'general-error'
  | 'other';

/** One record of the Windows event log that bears on a failure. */
export interface LogEventKind {
  /** Provider in lower case, without what `providerOf` takes off; `ancm` for all of ANCM_PROVIDERS. */
  readonly provider: string;
  readonly id: number;
  readonly name: string;
  readonly role: LogEventRole;
  readonly meaning: string;
  readonly sources: readonly SourceKey[];
}

const ancm = (id: number, name: string, role: LogEventRole, meaning: string): LogEventKind => ({
  provider: 'ancm',
  id,
  name,
  role,
  meaning,
  sources: ['v2-messages'],
});

const windows = (
  provider: string,
  id: number,
  name: string,
  role: LogEventRole,
  meaning: string,
  source: SourceKey = 'docs-troubleshoot',
): LogEventKind => ({ provider, id, name, role, meaning, sources: [source] });

const was = (id: number, name: string, role: LogEventRole, meaning: string): LogEventKind =>
  windows('was', id, name, role, meaning, role === 'recycled' || id === 5186 ? 'was-recycling' : 'was-pool');

/** Event log ids of ANCM and of its neighbours. */
export const LOG_EVENTS: readonly LogEventKind[] = [
  ancm(
    1000,
    'PROCESS_START_ERROR',
    'start-failed',
    'The back-end process did not start; the text holds stage, command line, code and exit code.',
  ),
  ancm(
    1001,
    'PROCESS_START_SUCCESS',
    'started',
    'The back-end process listens; the text holds its process id and port.',
  ),
  ancm(1002, 'PROCESS_CRASH', 'exited', 'The back-end process crashed.'),
  ancm(
    1003,
    'RAPID_FAIL_COUNT_EXCEEDED',
    'rapid-fail',
    'More failures in one minute than rapidFailsPerMinute allows: starts are blocked until the minute ends.',
  ),
  ancm(1004, 'CONFIG_ERROR', 'config', 'The stdout log file could not be created.'),
  ancm(
    1005,
    'GRACEFUL_SHUTDOWN_FAILURE',
    'stop-slow',
    'The process did not end within shutdownTimeLimit and was killed.',
  ),
  ancm(1006, 'SENT_SHUTDOWN_HTTP_REQUEST', 'stopping', 'The shutdown request was sent to the application.'),
  ancm(
    1007,
    'LOAD_CLR_FAILURE',
    'start-failed',
    'The runtime or the in-process application could not be loaded in time.',
  ),
  ancm(1008, 'DUPLICATED_INPROCESS_APP', 'pool-shared', 'A second in-process application in one pool (500.35).'),
  ancm(
    1009,
    'MIXED_HOSTING_MODEL_ERROR',
    'pool-shared',
    'In-process and out-of-process applications in one pool (500.34).',
  ),
  ancm(1010, 'ADD_APPLICATION_ERROR', 'start-failed', 'The application could not be started; the text holds the code.'),
  ancm(1011, 'INPROCESS_THREAD_EXIT', 'app-ended', 'The main thread of the in-process application ended.'),
  ancm(1012, 'RECYCLE_APPOFFLINE', 'app-offline', 'app_offline.htm was found: the application stops.'),
  ancm(1013, 'MODULE_DISABLED', 'module-disabled', 'A registry switch disables ANCM on this machine.'),
  ancm(
    1014,
    'INPROCESS_FULL_FRAMEWORK_APP',
    'start-failed',
    'An application for .NET Framework cannot run in-process.',
  ),
  ancm(1015, 'PORTABLE_APP_DOTNET_MISSING', 'start-failed', 'dotnet was not found, which the application needs.'),
  ancm(1016, 'HOSTFXR_DIRECTORY_NOT_FOUND', 'start-failed', 'The folder of hostfxr was not found.'),
  ancm(1017, 'HOSTFXR_DLL_NOT_FOUND', 'start-failed', 'hostfxr.dll was not found.'),
  ancm(
    1018,
    'INPROCESS_THREAD_EXCEPTION',
    'app-ended',
    'The in-process application ended with an exception; the text holds its code.',
  ),
  ancm(1019, 'APPLICATION_EXE_NOT_FOUND', 'start-failed', 'The program of the application was not found.'),
  ancm(1020, 'PROCESS_START_FAILURE', 'start-failed', 'The back-end process did not start, after all tries.'),
  ancm(1021, 'RECYCLE_CONFIGURATION', 'recycled', 'web.config changed: the application restarts.'),
  ancm(1022, 'RECYCLE_APP_FAILURE', 'recycle-failed', 'The recycle of the application failed.'),
  ancm(1023, 'APP_IN_SHUTDOWN', 'stopping', 'The application is shutting down.'),
  ancm(1024, 'MONITOR_APPOFFLINE_ERROR', 'config', 'app_offline.htm cannot be watched.'),
  ancm(1025, 'GENERAL_INFO', 'general', 'Free text of ANCM.'),
  ancm(1026, 'GENERAL_WARNING', 'general', 'Free text of ANCM; not the 1026 of .NET Runtime.'),
  ancm(
    1027,
    'GENERAL_ERROR',
    'general-error',
    'Free text of ANCM about an error, often what is missing: runtime, framework or host.',
  ),
  ancm(1028, 'INPROCESS_RH_MISSING', 'handler-missing', 'The in-process request handler is missing (500.33).'),
  ancm(1029, 'OUT_OF_PROCESS_RH_MISSING', 'handler-missing', 'The out-of-process request handler is missing (500.36).'),
  ancm(1030, 'PROCESS_SHUTDOWN', 'exited', 'The back-end process has ended.'),
  ancm(1031, 'INPROCESS_START_ERROR', 'start-failed', 'The in-process application did not start.'),
  ancm(1032, 'INPROCESS_START_SUCCESS', 'started', 'The in-process application started.'),
  ancm(1033, 'APP_SHUTDOWN_SUCCESSFUL', 'stopped', 'The application has shut down.'),
  ancm(1034, 'CONFIGURATION_LOAD_ERROR', 'config-unusable', 'The aspNetCore section cannot be used.'),
  ancm(
    1035,
    'INPROCESS_THREAD_EXIT_STDOUT',
    'app-ended',
    'The in-process application ended; the text holds exit code and the last output.',
  ),
  ancm(1036, 'DEBUG_LOG', 'other', 'A line of the ANCM debug log.'),
  windows(
    '.net runtime',
    1000,
    'application log',
    'application',
    'A line that the application logged to the event log.',
  ),
  windows('.net runtime', 1023, 'runtime fatal error', 'crashed', 'The .NET runtime ended with an internal error.'),
  windows('.net runtime', 1025, 'FailFast', 'crashed', 'The application ended itself through Environment.FailFast.'),
  windows(
    '.net runtime',
    1026,
    'unhandled exception',
    'crashed',
    'A .NET process ended through an exception that nobody handled; the text holds the stack.',
  ),
  windows(
    'application error',
    1000,
    'application crash',
    'crashed',
    'A process crashed; the text holds the exception code and the faulting module.',
  ),
  windows('windows error reporting', 1001, 'crash report', 'crashed', 'Windows made a report of a crash.'),
  windows('asp.net', 1309, 'ASP.NET web event', 'application', 'An exception in a classic ASP.NET application.'),
  windows(
    'w3svc-wp',
    2268,
    'filters failed to load',
    'module-not-loaded',
    'The ISAPI filters of a site could not all be loaded: the worker process does not start.',
  ),
  windows(
    'w3svc-wp',
    2274,
    'filter failed to load',
    'module-not-loaded',
    'An ISAPI filter could not be loaded, often one of the other bitness.',
  ),
  windows(
    'w3svc-wp',
    2280,
    'module failed to load',
    'module-not-loaded',
    'A module dll could not be loaded into the worker process.',
    'was-worker',
  ),
  windows(
    'w3svc-wp',
    2299,
    'worker restart asked for',
    'recycled',
    'The worker process asks to be recycled, for example after a failed start.',
    'was-pool',
  ),
  was(
    5002,
    'rapid-fail protection',
    'pool-disabled',
    'The pool was switched off after too many failures: requests get 503 without a trace.',
  ),
  was(5009, 'worker ended', 'worker-died', 'A worker process ended unexpectedly.'),
  was(5010, 'worker ping failed', 'unresponsive', 'A worker process did not answer the health check.'),
  was(5011, 'worker communication error', 'worker-died', 'A worker process was lost through a communication error.'),
  was(5012, 'start limit', 'worker-died', 'A worker process was not up within its time limit.'),
  was(5013, 'shutdown limit', 'stop-slow', 'A worker process did not end in time and was killed.'),
  was(5021, 'pool identity', 'pool-disabled', 'The account of the pool is not valid: the pool cannot start.'),
  was(5022, 'worker not created', 'pool-disabled', 'No worker process could be created for the pool.'),
  was(5057, 'pool disabled', 'pool-disabled', 'The pool was disabled because its account cannot be used.'),
  was(5059, 'pool disabled', 'pool-disabled', 'The pool was disabled: no worker process could be started.'),
  was(5074, 'recycle by time', 'recycled', 'The worker process is recycled because its time is up.'),
  was(5075, 'recycle by request count', 'recycled', 'The worker process is recycled after its number of requests.'),
  was(5076, 'recycle by schedule', 'recycled', 'The worker process is recycled at its scheduled time.'),
  was(5077, 'recycle by memory', 'recycled', 'The worker process is recycled because of its virtual memory.'),
  was(
    5078,
    'recycle of an unhealthy worker',
    'recycled',
    'The worker process is recycled: an ISAPI extension called it unhealthy.',
  ),
  was(5079, 'recycle on demand', 'recycled', 'An administrator asked for the recycle.'),
  was(5080, 'recycle by configuration', 'recycled', 'A configuration change recycles the pool.'),
  was(
    5081,
    'recycle by configuration store',
    'recycled',
    'The pool is recycled because the configuration store had a problem.',
  ),
  was(5117, 'recycle by private memory', 'recycled', 'The worker process is recycled because of its private memory.'),
  was(5138, 'listener not stopped', 'stop-slow', 'A worker process that ends did not stop listening in time.'),
  was(5186, 'idle stop', 'stopped', 'The worker process ended after its idle time.'),
  was(
    5189,
    'pool configuration not written',
    'pool-disabled',
    'The configuration file of the pool could not be written: the pool cannot start.',
  ),
  windows(
    'tcpip',
    4227,
    'ports used up',
    'ports',
    'An outgoing connection failed: the port was used too recently, a sign of too many short connections.',
    'port-exhaustion',
  ),
  windows(
    'tcpip',
    4231,
    'ports used up',
    'ports',
    'No dynamic port is left for outgoing connections.',
    'port-exhaustion',
  ),
  windows(
    'resource-exhaustion-detector',
    2004,
    'memory short',
    'memory',
    'Windows is short of virtual memory; the text names the largest processes.',
  ),
];

/** Roles of the records that the table does not list, where the provider says enough. */
const PROVIDER_ROLES: ReadonlyMap<string, LogEventRole> = new Map([
  ['.net runtime', 'application'],
  ['asp.net', 'application'],
  ['resource-exhaustion-detector', 'memory'],
]);

/** `Microsoft-Windows-IIS-W3SVC-WP` and `W3SVC-WP`, `ASP.NET 4.0.30319.0` and any other version are one provider each. */
function providerOf(provider: string): string {
  const name = provider.trim().toLowerCase();
  if (ANCM_PROVIDERS.has(name)) return 'ancm';
  return name
    .replace(/^microsoft-windows-(?:iis-)?/, '')
    .replace(/^iis-(?=w3svc)/, '')
    .replace(/^(asp\.net) [\d.]+$/, '$1');
}

const BY_KEY: ReadonlyMap<string, LogEventKind> = new Map(
  LOG_EVENTS.map((event) => [`${event.provider} ${event.id}`, event]),
);

/** Whether ANCM wrote the record. */
export const isAncmProvider = (provider: string): boolean => providerOf(provider) === 'ancm';

/** What a record stands for; null when the tables do not know it. Same numbers mean other things at other providers. */
export function logEvent(provider: string, id: number): LogEventKind | null {
  return BY_KEY.get(`${providerOf(provider)} ${id}`) ?? null;
}

/** Its role, also where only the provider is known. */
export function logEventRole(provider: string, id: number): LogEventRole | null {
  return logEvent(provider, id)?.role ?? PROVIDER_ROLES.get(providerOf(provider)) ?? null;
}
