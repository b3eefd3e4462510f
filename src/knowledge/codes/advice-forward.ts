import type { CodeAdvice } from './entry.ts';

/** Codes of requests that were on their way to the application. */
export const FORWARD_ADVICE: readonly (readonly [number, CodeAdvice])[] = [
  [
    0x80072ee2,
    {
      here: 'The application took the request and then sent nothing for the whole of requestTimeout, two minutes unless set. IIS worked; ANCM answers 502, never 504.',
      causes: [
        'One action or query takes longer than the limit',
        'All threads are blocked, so that nothing answers',
        'A database or service behind it hangs',
      ],
      confirms: [
        'The silence before the status is as long as requestTimeout',
        'Log rows 502 3 12002 with that time-taken',
      ],
      refutes: [
        'A much shorter silence',
        'The module is ApplicationRequestRouting: then its own limit ran out',
        'In-process hosting',
      ],
      fix: 'Shorten the slow work or move it to a background job; raise requestTimeout only after that.',
    },
  ],
  [
    0x80072efd,
    {
      here: 'Nothing listened on the port of the application any more, although the process had been started.',
      causes: [
        'The process crashed or was stopped before this request',
        'It is being restarted',
        'The machine has no free port left',
      ],
      confirms: [
        'The token header was set, and the failure came within about two seconds',
        'Event 1030, .NET Runtime 1026 or Application Error 1000 just before',
      ],
      refutes: ['A silence as long as requestTimeout', 'No token header: the start had failed already'],
      fix: 'Find out why the process went away; if none did, count the connections of the machine.',
    },
  ],
  [
    0x80072efe,
    {
      here: 'The application dropped the connection while it had this request. WinHTTP uses the one number for closed and reset.',
      causes: [
        'The process crashed in this request',
        'The application or Kestrel aborted it',
        'An idle connection was reused at the moment it was closed',
      ],
      confirms: [
        'A crash event at that second, and a new process id after it',
        'Kestrel says that the body was not read, or that the data rate was too low',
      ],
      refutes: [
        'The same process id before and after rules out a crash',
        'Seconds of work rule out the race on an idle connection',
      ],
      fix: 'Look for the crash; without one, read the log of the application for an abort.',
    },
  ],
  [
    0x80072eff,
    {
      here: 'Not a code of ANCM: WinHTTP reports a reset as 12030. It comes from a log of the application or from WinINet.',
      causes: ['A call of the application to another server was reset'],
      confirms: ['The text around it names an outgoing call'],
      refutes: ['It stands in an event of ANCM'],
      fix: 'Look at the server that the application called.',
    },
  ],
  [
    0x80072f78,
    {
      here: 'What came back was no HTTP/1.1 response, or it broke off before its Content-Length was reached. The client mostly sees a reset instead of an error page.',
      causes: [
        'An exception after the response had begun',
        'The process ended in the middle of it',
        'A Content-Length that does not fit the body',
        'HTTP/2 or TLS only on the port',
      ],
      confirms: [
        'Response headers or body in the trace before the failure',
        'An exception in the log of the application at that second',
      ],
      refutes: ['The same process id afterwards rules out a crash'],
      fix: 'Fix the exception, and let the server set Content-Length.',
    },
  ],
  [
    0x80072f76,
    {
      here: 'The response of the application had no usable headers.',
      causes: ['An empty or broken response'],
      confirms: ['A loopback capture shows it'],
      refutes: ['Response headers in the trace'],
      fix: 'Look at what the application sends.',
    },
  ],
  [
    0x80072f79,
    {
      here: 'WinHTTP refused a header, of the request or of the response.',
      causes: ['Characters outside of ASCII in a header'],
      confirms: ['The header is visible in the trace'],
      refutes: ['Requests without that header fail too'],
      fix: 'Encode the value of the header.',
    },
  ],
  [
    0x80072f95,
    {
      here: 'The application sent more response headers than WinHTTP takes.',
      causes: ['Cookies that are split into ever more parts', 'A loop that adds headers'],
      confirms: ['The response has hundreds of Set-Cookie lines'],
      refutes: ['A handful of headers'],
      fix: 'Send fewer headers.',
    },
  ],
  [
    0x80072f96,
    {
      here: 'The response headers are larger than the 64 KB that ANCM allows.',
      causes: ['Sign-in cookies with many claims', 'A very long Location or policy header'],
      confirms: ['It works for users with few claims', 'A loopback capture shows more than 64 KB of headers'],
      refutes: ['Small headers'],
      fix: 'Shrink the cookies: fewer claims, or a session store on the server.',
    },
  ],
  [
    0x80072f97,
    {
      here: 'A chunked response of the application is malformed.',
      causes: ['Code that writes the chunks by itself'],
      confirms: ['A loopback capture shows it'],
      refutes: ['The server does the framing'],
      fix: 'Let the server frame the response.',
    },
  ],
  [
    0x80072f98,
    {
      here: 'More than 4 MB of a response were left that nobody wanted.',
      causes: ['A large response that was broken off'],
      confirms: ['The response was cut short'],
      refutes: ['A small response'],
      fix: 'Find out why the response was not taken to its end.',
    },
  ],
  [
    0x80072f9e,
    {
      here: 'The application answered in another version of HTTP; ANCM speaks HTTP/1.1.',
      causes: ['An endpoint that takes HTTP/2 only, as for gRPC'],
      confirms: ['Kestrel is set to Http2'],
      refutes: ['HTTP/1.1 is allowed on the endpoint'],
      fix: 'Allow HTTP/1.1 on the endpoint that IIS uses, or host in-process.',
    },
  ],
  [
    0x80072f00,
    {
      here: 'WinHTTP wanted to send the request again, which ANCM does not do.',
      causes: ['The application asks for authentication itself', 'A stale connection'],
      confirms: ['The application answers 401 with a challenge'],
      refutes: ['No challenge in its log'],
      fix: 'Let IIS do Windows authentication and hand the token on.',
    },
  ],
  [
    0x80072ee5,
    {
      here: 'WinHTTP did not take the URL; nothing was forwarded.',
      causes: ['Characters that are not allowed', 'A rewrite rule that makes a bad URL'],
      confirms: ['URL_CHANGED or rewrite events in the trace show the URL'],
      refutes: ['Plain URLs fail too'],
      fix: 'Correct the rule or encode the URL.',
    },
  ],
  [
    0x80072eec,
    {
      here: 'The worker process went down while the request was under way.',
      causes: ['Recycle or stop of the pool'],
      confirms: ['A recycle or stop event at that second'],
      refutes: ['The process id of the worker did not change'],
      fix: 'Recycle with overlap and at quiet hours.',
    },
  ],
  [
    0x80072ef1,
    {
      here: 'The module itself closed the request to the application. That is an effect: of a client that left, or of an application that stops.',
      causes: ['The client left', 'Recycle, deployment or app_offline.htm'],
      confirms: ['A failed read or write to the client before it', 'Event 1006, 1012 or 1021 at that second'],
      refutes: ['Neither of the two'],
      fix: 'Nothing if the client left; drain before deployments.',
    },
  ],
  [
    0x80072ef3,
    {
      here: 'ANCM went on with a request that had ended already.',
      causes: [
        'The application answered before it had read the body, and closed',
        'The client left at the same moment',
      ],
      confirms: ['An upload, and a stdout line about a body that was not read'],
      refutes: ['A request without a body'],
      fix: 'Read the body before answering; update the hosting bundle.',
    },
  ],
  [
    0x80070057,
    {
      here: 'Three things share this code: a request header that WinHTTP refuses, a response header that ANCM cannot read, and a port outside of 1025 to 48000 at start. A client that left can hide behind it too.',
      causes: [
        'Transfer-Encoding on a GET, sent by a gateway',
        'A malformed response header',
        'ASPNETCORE_PORT set by hand',
        'The client left during a flush',
      ],
      confirms: ['Only requests through one gateway fail', 'The request headers in the trace show it'],
      refutes: ['A failed flush just before: then the client left', 'All requests fail: then it is the start'],
      fix: 'Correct the header at its sender; take a fixed port out.',
    },
  ],
  [
    0x80070006,
    {
      here: 'The process that the request was meant for had just been torn down.',
      causes: ['A race with a recycle or stop'],
      confirms: ['A stop event at that second'],
      refutes: ['It goes on for minutes'],
      fix: 'Let callers try again; drain before recycling.',
    },
  ],
  [
    0x80072747,
    {
      here: 'The machine has no free port or no socket memory left, so that nothing can connect to the application.',
      causes: ['An HttpClient or connection made for each call', 'A leaking driver'],
      confirms: ['Thousands of connections in TIME_WAIT', 'Tcpip 4227 or 4231 in the System log'],
      refutes: ['Few connections at that time'],
      fix: 'Reuse clients and connections.',
    },
  ],
  [
    0x8007274d,
    {
      here: 'Nobody listened. While the application starts this only means "not yet".',
      causes: ['The application is not ready', 'It listens on another port'],
      confirms: ['The stdout log says where it listens'],
      refutes: ['It listens on the port of event 1001'],
      fix: 'Compare the port of event 1001 with the one in the stdout log.',
    },
  ],
];
