import type { CodeAdvice } from './entry.ts';

/** Exit codes and exceptions of processes, and codes of other modules. */
export const PROCESS_ADVICE: readonly (readonly [number, CodeAdvice])[] = [
  [
    0xe0434352,
    {
      here: 'Exit code of a process that a .NET exception ended, often written as -532462766. At start it gives 502.5; later the requests in flight get 502.3.',
      causes: ['An exception in Program or Startup', 'An exception on a background thread or in async void'],
      confirms: ['.NET Runtime 1026 with the stack', '"Unhandled exception" in the stdout log'],
      refutes: ['No such event at that second'],
      fix: 'Read the exception and fix it; catch on background threads.',
    },
  ],
  [
    0x80008096,
    {
      here: 'The .NET host found no installed framework that fits runtimeconfig.json: the most frequent of its codes.',
      causes: [
        'The version or architecture is not installed',
        'A preview that was removed, on App Service',
        'A 32-bit pool with 64-bit .NET only',
      ],
      confirms: ['The stdout log lists what was asked for and what was found'],
      refutes: ['An exception of the application in the same log'],
      fix: 'Install the runtime, retarget, or publish self-contained.',
    },
  ],
  [
    0x80008083,
    {
      here: 'The .NET host lacks one of its own parts: hostfxr, hostpolicy or coreclr.',
      causes: [
        'The runtime is not installed for this architecture',
        'An incomplete publish output, often without runtimeconfig.json',
      ],
      confirms: ['The stdout log names the part'],
      refutes: ['dotnet --info by hand is in order'],
      fix: 'Deploy the whole publish folder, or install the runtime.',
    },
  ],
  [
    0x80008091,
    {
      here: 'dotnet took the arguments for an SDK command, because they do not name a dll that exists.',
      causes: ['A wrong name or folder in arguments'],
      confirms: ['"Did you mean to run dotnet SDK commands?" in the stdout log'],
      refutes: ['The dll is there under that name'],
      fix: 'Correct arguments to the dll of the application.',
    },
  ],
  [
    0x8000809b,
    {
      here: 'dotnet was started without an application and looked for an SDK.',
      causes: ['Arguments that are no application', 'A global.json that asks for an SDK'],
      confirms: ['The stdout log says so'],
      refutes: ['The dll is there under that name'],
      fix: 'Correct arguments; take global.json away from the site.',
    },
  ],
  [
    0x8000808c,
    {
      here: 'A file that deps.json names is missing.',
      causes: ['A deployment that left files out, often because they were locked'],
      confirms: ['The stdout log names the file'],
      refutes: ['The folder equals the publish output'],
      fix: 'Deploy the whole publish folder again.',
    },
  ],
  [
    0x80008089,
    {
      here: 'The .NET runtime could not initialise.',
      causes: [
        'A memory limit that is too low for the heap',
        'A virus scanner',
        'Wrong settings of the garbage collector',
      ],
      confirms: ['The stdout log has the inner code'],
      refutes: ['It starts by hand in the same pool'],
      fix: 'Raise the memory limit, and read the inner code.',
    },
  ],
  [
    0x800080a0,
    {
      here: 'A single-file application could not unpack itself.',
      causes: ['The pool identity may not write to the folder for it'],
      confirms: ['The stdout log names the folder'],
      refutes: ['The folder is writable'],
      fix: 'Set DOTNET_BUNDLE_EXTRACT_BASE_DIR to a folder that the pool identity may write to.',
    },
  ],
  [
    0xc00000fd,
    {
      here: 'The process ended at once through a stack overflow; no code of the application could catch it.',
      causes: ['Endless recursion', 'A very deep object graph in a serialiser'],
      confirms: ['Application Error 1000 with c00000fd', '.NET Runtime names the repeating stack'],
      refutes: ['The process id is the same afterwards'],
      fix: 'Fix the recursion.',
    },
  ],
  [
    0xc0000005,
    {
      here: 'The process crashed in native code. Out-of-process its requests get 502.3; in-process the whole worker goes.',
      causes: ['A faulty native library', 'Unsafe code', 'An injected agent'],
      confirms: ['Application Error 1000 names the faulting module'],
      refutes: ['The process id is the same afterwards'],
      fix: 'Take a dump; take agents out and update.',
    },
  ],
  [
    0xc0000135,
    {
      here: 'The process could not even begin: a dll that it links to is missing.',
      causes: ['The Visual C++ runtime is missing', 'A dll was not deployed'],
      confirms: ['Starting it by hand shows a box that names the dll'],
      refutes: ['It starts by hand'],
      fix: 'Install or deploy the dll.',
    },
  ],
  [
    0xc0000142,
    {
      here: 'A dll refused to initialise as the process began.',
      causes: ['Very many pools with accounts of their own (desktop heap)', 'An injected security dll'],
      confirms: ['It works after some pools are stopped'],
      refutes: ['It fails by hand too'],
      fix: 'Reduce the number of pools, or exclude the program from injection.',
    },
  ],
  [
    0xc000007b,
    {
      here: 'The process mixes 32-bit and 64-bit parts.',
      causes: ['A native dll of the other kind'],
      confirms: ['It fails by hand in the same way'],
      refutes: ['All parts are of one kind'],
      fix: 'Publish everything for one architecture.',
    },
  ],
  [
    0xc000013a,
    {
      here: 'The process ended through Ctrl+C: the normal way in which ANCM stops it when the shutdown request did not work.',
      causes: ['A recycle or stop', 'Somebody at a console'],
      confirms: ['A stop event at that second'],
      refutes: ['No stop event'],
      fix: 'Nothing if the stop was intended.',
    },
  ],
  [
    0xc0000409,
    {
      here: 'The process ended itself at once: abort() in native code, a failed security check, or FailFast.',
      causes: ['A native library', 'Environment.FailFast'],
      confirms: ['Application Error 1000 with c0000409'],
      refutes: ['The process id is the same afterwards'],
      fix: 'Look at the dump.',
    },
  ],
  [
    0x80131506,
    {
      here: 'The .NET runtime met a state that cannot be.',
      causes: ['Memory damaged by native code', 'A profiler or agent'],
      confirms: ['.NET Runtime 1023'],
      refutes: ['No such event'],
      fix: 'Take agents out, update the runtime, then look at the dump.',
    },
  ],
  [
    0x8007000e,
    {
      here: 'An allocation failed, in the worker process or in the module.',
      causes: ['A 32-bit worker without address space', 'A memory limit'],
      confirms: ['Memory of the process at its limit'],
      refutes: ['Plenty of memory'],
      fix: 'Use a 64-bit pool, and find the leak.',
    },
  ],
  [
    0x800705af,
    {
      here: 'The machine cannot give any more memory to anybody: the page file is used up.',
      causes: ['A leak', 'A small page file or plan'],
      confirms: ['Resource-Exhaustion-Detector 2004'],
      refutes: ['Commit charge far below its limit'],
      fix: 'Find the process that grows; add memory meanwhile.',
    },
  ],
  [
    0x80070102,
    {
      here: 'Not a code of ANCM: FastCGI waited too long for a script.',
      causes: ['A script longer than activityTimeout or requestTimeout of FastCGI'],
      confirms: ['The module is FastCgiModule'],
      refutes: ['The module is AspNetCoreModule or V2'],
      fix: 'Shorten the script or raise activityTimeout.',
    },
  ],
  [
    0x8007006d,
    {
      here: 'The process at the other end of a pipe ended: the output of a back end, or node behind iisnode.',
      causes: ['The process crashed or was stopped'],
      confirms: ['A crash event at that second'],
      refutes: ['The process id is the same afterwards'],
      fix: 'Find out why the process ended.',
    },
  ],
  [
    0x8009030e,
    {
      here: 'The challenge of Windows authentication: the browser will come again with credentials.',
      causes: ['The first request of a handshake'],
      confirms: ['401.2, and a request with a user right after'],
      refutes: ['No such request follows'],
      fix: 'Nothing to do.',
    },
  ],
];
