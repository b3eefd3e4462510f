import type { SourceKey } from './sources.ts';

/** Providers under which ANCM writes to the Application event log. Source: v2-messages. */
const ANCM_PROVIDERS: readonly string[] = [
  'IIS AspNetCore Module',
  'IIS AspNetCore Module V2',
  'IIS Express AspNetCore Module',
  'IIS Express AspNetCore Module V2',
];

/** What an event log record stands for in the story of a process. */
export type LogEventRole =
  | 'start-failed'
  | 'started'
  | 'crashed'
  | 'rapid-fail'
  | 'stopped'
  | 'stopping'
  | 'recycled'
  | 'app-offline'
  | 'config'
  | 'hosting'
  | 'missing-part'
  | 'pool'
  | 'resources'
  | 'application'
  | 'other';

/** One record of the Windows event log that bears on a failure. */
export interface LogEventKind {
  /** Provider name in lower case; `ancm` for all of ANCM_PROVIDERS. */
  readonly provider: string;
  readonly id: number;
  readonly name: string;
  readonly role: LogEventRole;
  readonly meaning: string;
  readonly sources: readonly SourceKey[];
}

const WINDOWS_SOURCES: ReadonlyMap<string, readonly SourceKey[]> = new Map([
  ['was', ['iis-pool-failure', 'iis-pool-recycling']],
  ['tcpip', ['port-exhaustion']],
]);

const ancm = (id: number, name: string, role: LogEventRole, meaning: string): LogEventKind => ({
  provider: 'ancm',
  id,
  name,
  role,
  meaning,
  sources: ['v2-messages'],
});

const windows = (provider: string, id: number, name: string, role: LogEventRole, meaning: string): LogEventKind => ({
  provider,
  id,
  name,
  role,
  meaning,
  sources: WINDOWS_SOURCES.get(provider) ?? ['docs-troubleshoot'],
});

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
  ancm(1002, 'PROCESS_CRASH', 'crashed', 'The back-end process crashed.'),
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
    'stopped',
    'The process did not end within shutdownTimeLimit and was killed.',
  ),
  ancm(1006, 'SENT_SHUTDOWN_HTTP_REQUEST', 'stopping', 'The shutdown request was sent to the application.'),
  ancm(
    1007,
    'LOAD_CLR_FAILURE',
    'start-failed',
    'The runtime or the in-process application could not be loaded in time.',
  ),
  ancm(1008, 'DUPLICATED_INPROCESS_APP', 'hosting', 'A second in-process application in one pool (500.35).'),
  ancm(
    1009,
    'MIXED_HOSTING_MODEL_ERROR',
    'hosting',
    'In-process and out-of-process applications in one pool (500.34).',
  ),
  ancm(1010, 'ADD_APPLICATION_ERROR', 'start-failed', 'The application could not be started; the text holds the code.'),
  ancm(1011, 'INPROCESS_THREAD_EXIT', 'crashed', 'The main thread of the in-process application ended.'),
  ancm(1012, 'RECYCLE_APPOFFLINE', 'app-offline', 'app_offline.htm was found: the application stops.'),
  ancm(1013, 'MODULE_DISABLED', 'config', 'A registry switch disables ANCM on this machine.'),
  ancm(
    1018,
    'INPROCESS_THREAD_EXCEPTION',
    'crashed',
    'The in-process application ended with an exception; the text holds its code.',
  ),
  ancm(1020, 'PROCESS_START_FAILURE', 'start-failed', 'The back-end process did not start, after all tries.'),
  ancm(1021, 'RECYCLE_CONFIGURATION', 'recycled', 'web.config changed: the application restarts.'),
  ancm(1022, 'RECYCLE_APP_FAILURE', 'recycled', 'The recycle of the application failed.'),
  ancm(1023, 'APP_IN_SHUTDOWN', 'stopping', 'The application is shutting down.'),
  ancm(1024, 'MONITOR_APPOFFLINE_ERROR', 'config', 'app_offline.htm cannot be watched.'),
  ancm(1025, 'GENERAL_INFO', 'other', 'Free text of ANCM.'),
  ancm(1026, 'GENERAL_WARNING', 'other', 'Free text of ANCM; not the 1026 of .NET Runtime.'),
  ancm(
    1027,
    'GENERAL_ERROR',
    'start-failed',
    'Free text of ANCM about an error, often what is missing: runtime, framework or host.',
  ),
  ancm(1028, 'INPROCESS_RH_MISSING', 'missing-part', 'The in-process request handler is missing (500.33).'),
  ancm(1029, 'OUT_OF_PROCESS_RH_MISSING', 'missing-part', 'The out-of-process request handler is missing (500.36).'),
  ancm(1030, 'PROCESS_SHUTDOWN', 'stopped', 'The back-end process has ended.'),
  ancm(1031, 'INPROCESS_START_ERROR', 'start-failed', 'The in-process application did not start.'),
  ancm(1032, 'INPROCESS_START_SUCCESS', 'started', 'The in-process application started.'),
  ancm(1033, 'APP_SHUTDOWN_SUCCESSFUL', 'stopped', 'The application has shut down.'),
  ancm(1034, 'CONFIGURATION_LOAD_ERROR', 'config', 'The aspNetCore section cannot be used.'),
  ancm(
    1035,
    'INPROCESS_THREAD_EXIT_STDOUT',
    'crashed',
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
  windows(
    'asp.net 4.0.30319.0',
    1309,
    'ASP.NET web event',
    'application',
    'An exception in a classic ASP.NET application.',
  ),
  windows(
    'iis-w3svc-wp',
    2280,
    'module failed to load',
    'missing-part',
    'A module dll could not be loaded into the worker process.',
  ),
  windows(
    'iis-w3svc-wp',
    2299,
    'worker restart asked for',
    'recycled',
    'The worker process asks to be recycled, for example after a failed start.',
  ),
  windows(
    'w3svc-wp',
    2280,
    'module failed to load',
    'missing-part',
    'A module dll could not be loaded into the worker process.',
  ),
  windows(
    'w3svc-wp',
    2299,
    'worker restart asked for',
    'recycled',
    'The worker process asks to be recycled, for example after a failed start.',
  ),
  windows(
    'was',
    5002,
    'rapid-fail protection',
    'pool',
    'The pool was switched off after too many failures: requests get 503 without a trace.',
  ),
  windows('was', 5009, 'worker ended', 'pool', 'A worker process ended unexpectedly.'),
  windows('was', 5010, 'worker ping failed', 'pool', 'A worker process did not answer the health check.'),
  windows(
    'was',
    5011,
    'worker communication error',
    'pool',
    'A worker process was lost through a communication error.',
  ),
  windows('was', 5013, 'shutdown limit', 'pool', 'A worker process did not end in time and was killed.'),
  windows('was', 5021, 'pool identity', 'pool', 'The account of the pool is not valid: the pool cannot start.'),
  windows('was', 5057, 'pool disabled', 'pool', 'The pool was disabled because its account cannot be used.'),
  windows('was', 5059, 'pool disabled', 'pool', 'The pool was disabled: no worker process could be started.'),
  windows('was', 5074, 'recycle by time', 'recycled', 'The worker process is recycled because its time is up.'),
  windows(
    'was',
    5076,
    'recycle by request count',
    'recycled',
    'The worker process is recycled after its number of requests.',
  ),
  windows(
    'was',
    5077,
    'recycle by memory',
    'recycled',
    'The worker process is recycled because of its virtual memory.',
  ),
  windows('was', 5079, 'recycle on demand', 'recycled', 'An administrator asked for the recycle.'),
  windows('was', 5080, 'recycle by configuration', 'recycled', 'A configuration change recycles the pool.'),
  windows(
    'was',
    5117,
    'recycle by private memory',
    'recycled',
    'The worker process is recycled because of its private memory.',
  ),
  windows('was', 5186, 'idle stop', 'stopped', 'The worker process ended after its idle time.'),
  windows(
    'tcpip',
    4227,
    'ports used up',
    'resources',
    'An outgoing connection failed: the port was used too recently, a sign of too many short connections.',
  ),
  windows('tcpip', 4231, 'ports used up', 'resources', 'No dynamic port is left for outgoing connections.'),
  windows(
    'microsoft-windows-resource-exhaustion-detector',
    2004,
    'memory short',
    'resources',
    'Windows is short of virtual memory; the text names the largest processes.',
  ),
];

const PROVIDER_PREFIX = 'microsoft-windows-';

/** What a record stands for; null when the tables do not know it. Same numbers mean other things at other providers. */
export function logEvent(provider: string, id: number): LogEventKind | null {
  const name = provider.trim().toLowerCase();
  const isAncm = ANCM_PROVIDERS.some((known) => known.toLowerCase() === name);
  const bare = name.startsWith(PROVIDER_PREFIX) ? name.slice(PROVIDER_PREFIX.length) : name;
  return (
    LOG_EVENTS.find(
      (event) =>
        event.id === id && (isAncm ? event.provider === 'ancm' : event.provider === name || event.provider === bare),
    ) ?? null
  );
}
