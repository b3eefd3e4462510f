import type { CodeAdvice } from './entry.ts';

/** Codes of applications that did not start. */
export const START_ADVICE: readonly (readonly [number, CodeAdvice])[] = [
  [
    0x80070002,
    {
      here: 'The program of processPath was not found, as the pool identity sees it. A file that it may not read looks the same as one that is not there.',
      causes: [
        '.NET is not installed, or IIS was not restarted since',
        'A placeholder was left in processPath',
        'The identity may not read the folder',
        'A 32-bit pool with 64-bit .NET only',
      ],
      confirms: ['Event 1000 quotes the command line', 'No token header in the trace'],
      refutes: ['The token header is there: the process was running'],
      fix: 'Run the quoted command line by hand as the pool identity.',
    },
  ],
  [
    0x80070003,
    {
      here: 'A folder on the way to the program, the content or the stdout log does not exist for the pool identity.',
      causes: ['A wrong path', 'A share that cannot be reached'],
      confirms: ['Event 1000 or the 500.19 page names the path'],
      refutes: ['The path opens as the pool identity'],
      fix: 'Correct the path, and make the folder.',
    },
  ],
  [
    0x80070005,
    {
      here: 'The pool identity may not start the program, read the folder or write the log; or a policy blocks the program.',
      causes: ['Missing rights for IIS AppPool\\<pool>', 'AppLocker, WDAC or a virus scanner'],
      confirms: ['Event 1000 with this code', 'It works under an administrator account'],
      refutes: ['It fails under every account'],
      fix: 'Give the pool identity read and execute rights on the folder.',
    },
  ],
  [
    0x800700c1,
    {
      here: 'The program is for another processor architecture than the pool, or the file is damaged.',
      causes: ['An x86 build in a 64-bit pool, or the other way round', 'An upload that was cut'],
      confirms: ['Event 1000 or 1010 with this code', 'BadImageFormatException in the stdout log'],
      refutes: ['The program runs by hand on this server'],
      fix: 'Set enable32BitAppOnWin64 to fit the build, or publish for the pool.',
    },
  ],
  [
    0x8007000b,
    {
      here: 'The .NET form of the wrong architecture: BadImageFormatException.',
      causes: ['A native or managed library of the other kind'],
      confirms: ['The exception names the library'],
      refutes: ['All libraries are of one kind'],
      fix: 'Publish everything for one architecture.',
    },
  ],
  [
    0x8007000d,
    {
      here: 'The configuration cannot be read. As 500.19 it is the sign of an aspNetCore section that the server does not know.',
      causes: [
        'The hosting bundle is missing, or was installed before IIS',
        'A value out of range, such as seconds in requestTimeout under V1',
        'Broken XML',
        'A section of another module that is missing, such as rewrite',
      ],
      confirms: ['ConfigExceptionInfo or the 500.19 page names the line'],
      refutes: ['The request was forwarded'],
      fix: 'Install or repair the hosting bundle, then correct the line that is named.',
    },
  ],
  [
    0x80070021,
    {
      here: 'The section is locked above web.config. IIS says so before ANCM runs.',
      causes: ['overrideModeDefault is Deny for the section'],
      confirms: ['The 500.19 page names the section'],
      refutes: ['Other sites use the section in their web.config'],
      fix: 'Unlock the section, or set it in applicationHost.config.',
    },
  ],
  [
    0x800700b7,
    {
      here: 'The same entry stands twice in a collection, often because an application inherits it and adds it again.',
      causes: ['A child application with handlers of its own'],
      confirms: ['The 500.19 page names the entry'],
      refutes: ['No application above this one'],
      fix: 'Remove the entry before adding it, or set inheritInChildApplications="false" above.',
    },
  ],
  [
    0x8007010b,
    {
      here: 'The folder in which the program should run is none.',
      causes: ['A physical path that is a file or does not exist'],
      confirms: ['IIS Manager shows the path'],
      refutes: ['The folder opens as the pool identity'],
      fix: 'Correct the physical path.',
    },
  ],
  [
    0x800701b1,
    {
      here: 'ANCM opens the device NUL for the output of the program, and the driver behind it is stopped.',
      causes: ['Hardening or a virus scanner stopped the service Null'],
      confirms: ['sc query null says STOPPED', 'Every start on this machine fails at once'],
      refutes: ['Other applications of the machine start'],
      fix: 'Start it (sc start null), and find out who stopped it.',
    },
  ],
  [
    0x800702e4,
    {
      here: 'The executable asks for administrator rights, which a pool cannot give.',
      causes: ['requireAdministrator in its manifest'],
      confirms: ['It asks for consent when started by hand'],
      refutes: ['It starts without asking'],
      fix: 'Take the setting out of the manifest.',
    },
  ],
  [
    0x800704ec,
    {
      here: 'A software policy blocks the program.',
      causes: ['AppLocker or software restriction rules'],
      confirms: ['AppLocker events at that time'],
      refutes: ['It starts as the pool identity by hand'],
      fix: 'Allow the program in the policy.',
    },
  ],
  [
    0x80070522,
    {
      here: 'The pool identity lacks a user right that starting a process needs.',
      causes: ['A custom account without these rights'],
      confirms: ['ApplicationPoolIdentity works'],
      refutes: ['It fails under ApplicationPoolIdentity too'],
      fix: 'Use ApplicationPoolIdentity, or grant the right.',
    },
  ],
  [
    0x8007052e,
    {
      here: 'The password of the pool identity or of the "connect as" account is wrong.',
      causes: ['The password was changed'],
      confirms: ['WAS events about the identity of the pool'],
      refutes: ['Other requests of the pool work'],
      fix: 'Enter the password again.',
    },
  ],
  [
    0x8007053d,
    {
      here: 'ANCM blocks starts for the rest of the minute, after more failures than rapidFailsPerMinute. A consequence: the cause lies in the failures before.',
      causes: ['The application ended at every start'],
      confirms: ['Event 1003', 'The failure takes milliseconds'],
      refutes: ['No failure in the minute before'],
      fix: 'Find the first failure of the series.',
    },
  ],
  [
    0x800705b4,
    {
      here: 'V1: the process was started and did not listen within startupTimeLimit.',
      causes: [
        'Slow work at start: migrations, caches, remote calls',
        'It listens on another URL',
        'It waits for something before it runs',
      ],
      confirms: ['The trace lasts about startupTimeLimit', 'Event 1000 with this code'],
      refutes: ['A short trace'],
      fix: 'Move work out of the start; raise startupTimeLimit, not requestTimeout.',
    },
  ],
  [
    0x8027025a,
    {
      here: 'V2, out-of-process: the process runs and did not listen within startupTimeLimit.',
      causes: ['Slow work at start', 'It listens on another port', 'It waits for something before it runs'],
      confirms: [
        'The trace lasts about startupTimeLimit',
        'The stdout log has no line "Now listening on", or one with another port',
      ],
      refutes: ['An exit code in the event text: then it ended'],
      fix: 'Move work out of the start, or take the fixed URL out.',
    },
  ],
  [
    0x8027025b,
    {
      here: 'V2, out-of-process: the process was started and ended before it listened. The event text has its exit code as processStatus.',
      causes: ['An exception at start', 'A missing framework or file', 'Wrong arguments'],
      confirms: ['Event 1000 with processStatus', 'An exception in the stdout log'],
      refutes: ['No event 1000 at that time'],
      fix: 'Decode processStatus and read the stdout log.',
    },
  ],
  [
    0x80004005,
    {
      here: 'Says nothing by itself. V1: the process ended before it listened, and its exit code follows in the event text. V2: a code that was masked by disableStartUpErrorPage, or applications that do not go together in one pool.',
      causes: [
        'An exception at start (exit code 0xE0434352)',
        'A missing framework (0x80008096)',
        'Two applications in one pool (500.34, 500.35)',
        'disableStartUpErrorPage',
      ],
      confirms: ['Event 1000 has "0x80004005 : exit code"'],
      refutes: ['The request was forwarded'],
      fix: 'Decode the exit code and read the stdout log; switch disableStartUpErrorPage off while looking.',
    },
  ],
  [
    0x8007023e,
    {
      here: 'V2 wraps every start exception of its own into this code. It is the usual code of 500.30 and says nothing about the cause.',
      causes: [
        'The application threw or ended as it started (500.30)',
        'hostfxr, dotnet.exe or the dll of the application was not found (500.0, 500.38)',
      ],
      confirms: ['Events 1018 to 1035 give the text', 'ANCM_EXCEPTION_CAUGHT in the trace has it too'],
      refutes: ['Nothing: it fits every failed start'],
      fix: 'Read the event log or the stdout log, and do not search for this code.',
    },
  ],
  [
    0x8000ffff,
    {
      here: 'With 500.31: the framework that the application asks for was not found.',
      causes: ['Its version or architecture is not installed', 'An incomplete publish output'],
      confirms: ['Events 1025 to 1027 list the frameworks that were found'],
      refutes: ['The list holds what is asked for: then the publish output is at fault'],
      fix: 'Install the runtime, retarget, or publish self-contained.',
    },
  ],
  [
    0x80070485,
    {
      here: '500.33: the request handler for in-process hosting was not found.',
      causes: [
        'The application does not refer to Microsoft.AspNetCore.App',
        'A hosting bundle older than the application',
      ],
      confirms: ['Event 1028'],
      refutes: ['The framework is listed in runtimeconfig.json and installed'],
      fix: 'Use the Web SDK and install the matching runtime.',
    },
  ],
  [
    0x8007007e,
    {
      here: 'A native library, or one that it needs, could not be loaded.',
      causes: [
        'The Visual C++ runtime is missing',
        'A module is registered and its dll is gone',
        'A library of the other architecture',
      ],
      confirms: ['The event text names the library'],
      refutes: ['The library loads by hand'],
      fix: 'Repair the hosting bundle and install what is missing.',
    },
  ],
  [
    0x8007042b,
    {
      here: 'The process ended while ANCM waited for its port.',
      causes: ['An exception at start', 'A script that starts the server and ends'],
      confirms: ['The stdout log ends with an exception'],
      refutes: ['The process is still there'],
      fix: 'Read the stdout log, and start the server directly.',
    },
  ],
  [
    0x8007065f,
    {
      here: 'The process runs and is not ready: another process owns its port, or it is on its way out.',
      causes: [
        'A script or launcher starts the real server',
        'A start that raced with a stop',
        'The port was taken meanwhile',
      ],
      confirms: ['Event 1000 names another process id'],
      refutes: ['The same process id listens'],
      fix: 'Start dotnet or the executable directly, not through a script.',
    },
  ],
  [
    0x80070282,
    {
      here: 'ANCM tried ten ports between 1025 and 48000, and none was free.',
      causes: ['Ports are used up', 'Large excluded ranges (Hyper-V, containers)'],
      confirms: ['netsh int ipv4 show excludedportrange protocol=tcp'],
      refutes: ['Plenty of free ports'],
      fix: 'Free ports or shrink the excluded ranges.',
    },
  ],
  [
    0x80072740,
    {
      here: 'The port is taken.',
      causes: ['A fixed port, and the old process still runs', 'Two applications with the same fixed URL'],
      confirms: ['"address already in use" in the stdout log'],
      refutes: ['ANCM chooses the port'],
      fix: 'Do not fix the port: let ANCM choose it.',
    },
  ],
  [
    0x8007070d,
    {
      here: 'The environment of the process could not be built.',
      causes: ['A broken environmentVariables section', 'Damaged variables of the account'],
      confirms: ['It starts without the section'],
      refutes: ['There is no such section'],
      fix: 'Check environmentVariables in web.config.',
    },
  ],
  [
    0x80070020,
    {
      here: 'A file of the application was locked as it was needed.',
      causes: ['A deployment over a running application', 'A virus scanner'],
      confirms: ['A deployment at that time'],
      refutes: ['Nothing was deployed'],
      fix: 'Deploy with app_offline.htm or shadow copies.',
    },
  ],
];
