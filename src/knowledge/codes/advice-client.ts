import type { CodeAdvice } from './entry.ts';

const LEFT =
  'Nothing for single requests. If many end after the same time, a limit in front of IIS ran out: look for it there.';

/** Codes of clients that left, and of applications that stop. */
export const CLIENT_ADVICE: readonly (readonly [number, CodeAdvice])[] = [
  [
    0x800704cd,
    {
      here: 'IIS could not write to the client, because it had gone. Where that happens while the response is read, ANCM reports 502.3 although the application was in order.',
      causes: ['The client or a proxy in front closed the connection', 'A download that was broken off'],
      confirms: ['GENERAL_FLUSH_RESPONSE_END with the same code just before the status', 'Log row 502 3 64'],
      refutes: ['No failed flush in the trace', 'A WinHTTP code in the status event'],
      fix: LEFT,
    },
  ],
  [
    0x80070040,
    {
      here: 'The client or a proxy in front closed the connection. As win32 status 64 it is the most common code of a log, and mostly harmless.',
      causes: ['The user went on', 'A proxy in front gave up', 'The end of a WebSocket or long poll'],
      confirms: ['Win32 status 64 in the log', 'A failed read or write to the client just before'],
      refutes: ['A crash or restart at that second'],
      fix: LEFT,
    },
  ],
  [
    0x80072746,
    {
      here: 'The mark by which ANCM says "the client is gone": 400.0 with this code. Not a bad request.',
      causes: ['The client left before there was a response', 'It stopped uploading'],
      confirms: ['400 without sub-status, set by AspNetCoreModule or V2'],
      refutes: ['The same status by another module'],
      fix: LEFT,
    },
  ],
  [
    0x000004d4,
    {
      here: 'ANCM passes the bare number for a connection that was aborted. ANCM_REQUEST_FORWARD_FAIL has it when the client left, and the status may still be a good one.',
      causes: ['The client left', 'A stop of the application (V1)'],
      confirms: ['No 502 in the trace'],
      refutes: ['A 502.3 with a full HRESULT'],
      fix: 'Leave it alone when the client left; for a 502.3 of V1 look for a recycle at that second.',
    },
  ],
  [
    0x800704d4,
    {
      here: 'This machine ended the connection, mostly because the client was no longer there.',
      causes: ['The client left', 'A WebSocket that closed', 'The site was stopped'],
      confirms: ['Status 101 or 200 beside it'],
      refutes: ['A stop event at that second points to the server'],
      fix: LEFT,
    },
  ],
  [
    0x800703e3,
    {
      here: 'A read or write with the client was cancelled.',
      causes: ['The client left during an upload or download', 'The worker process stops', 'The application aborted'],
      confirms: ['Win32 status 995 in the log', 'A failed read or flush with this code'],
      refutes: ['A recycle at that second: then it is the server that stops'],
      fix: LEFT,
    },
  ],
  [
    0x80070079,
    {
      here: 'The client did not answer on the network any more.',
      causes: ['It lost its network or went to sleep', 'A device in between forgot the connection'],
      confirms: ['Win32 status 121 in the log'],
      refutes: ['It happens to all clients at once'],
      fix: LEFT,
    },
  ],
  [
    0x80072745,
    {
      here: 'The network stack of this machine gave the connection up.',
      causes: ['The client left without closing', 'Security software'],
      confirms: ['Single clients only'],
      refutes: ['All clients at once'],
      fix: LEFT,
    },
  ],
  [
    0x80070026,
    {
      here: 'The normal end of a request body. GENERAL_READ_ENTITY_END shows it as a code, and it is none.',
      causes: ['The body was read to its end'],
      confirms: ['It stands at the last read of the body'],
      refutes: ['It stands in the status event'],
      fix: 'Nothing to do.',
    },
  ],
  [
    0x00000000,
    {
      here: 'No code was given. By ANCM: the application answered this status itself (no sub-status), app_offline.htm is there (503), or an old V1 lost the code of a failed start (502.5).',
      causes: [
        'The application answered it',
        'app_offline.htm',
        'A failed start under V1 up to 1.0.1985',
        'No farm member is online (502.4 of ARR)',
      ],
      confirms: [
        'No sub-status and the module AspNetCoreModule or V2: the application',
        '502.5 with a nested child request: a failed start',
      ],
      refutes: ['Another code in the same event'],
      fix: 'Read the log of the application; for a 502.5 read event 1000.',
    },
  ],
  [
    0x800704e7,
    {
      here: 'The worker process is stopping and starts nothing new. Windows is not shutting down.',
      causes: ['Recycle or stop', 'A configuration change', 'A process that hangs while it stops'],
      confirms: ['A short burst of 503 around a recycle event'],
      refutes: ['The same process answers so for minutes: it hangs'],
      fix: 'Wait for the recycle; if it hangs, recycle by hand and update the hosting bundle.',
    },
  ],
  [
    0x8007045b,
    {
      here: 'The in-process application is stopping, so requests get 503.',
      causes: ['Recycle, deployment, web.config or app_offline.htm', 'The application stopped itself'],
      confirms: ['Event 1012, 1021 or 1033 nearby'],
      refutes: ['It goes on: then the application ends again and again'],
      fix: 'Deploy with slots or overlapped recycling, and let callers try again.',
    },
  ],
  [
    0x8000001a,
    {
      here: 'The out-of-process application is stopping. The status event shows ErrorCode 0; this value stands in ANCM_HRESULT_FAILED or the debug log.',
      causes: ['app_offline.htm', 'Recycle or configuration change'],
      confirms: ['503 without sub-status by AspNetCoreModuleV2'],
      refutes: ['Another status'],
      fix: 'Wait for the recycle.',
    },
  ],
];
