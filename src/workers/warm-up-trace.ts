/** Pairs of START and END of a module in a trace. */
const PAIRS = 40;

interface Ending {
  readonly status: number;
  readonly sub: number;
  readonly code: number;
  /** Ms. */
  readonly took: number;
}

/** Timeout, refused connection, failed start, success: what the rules will meet. */
const TIMEOUT: Ending = { status: 502, sub: 3, code: 2147954402, took: 900 };
const ENDINGS: readonly Ending[] = [
  TIMEOUT,
  { status: 502, sub: 3, code: 2147954429, took: 50 },
  { status: 500, sub: 30, code: 2147942433, took: 400 },
  { status: 200, sub: 0, code: 0, took: 300 },
];

/**
 * A trace in the layout in which IIS writes it: a pipeline of modules, the last of which ends the request. Each number
 * makes another content, numbers in a row end in different ways, and a multiple of four in a 502.3.
 */
export function warmUpTrace(number: number): string {
  const { status, sub, code, took } = ENDINGS[number % ENDINGS.length] ?? TIMEOUT;
  const events: string[] = [
    event(
      0,
      1,
      0,
      'GENERAL_REQUEST_START',
      GENERAL,
      [
        ['SiteId', '1'],
        ['RequestURL', 'http://localhost/'],
        ['RequestVerb', 'GET'],
      ],
      [],
    ),
    event(
      4,
      50,
      0,
      'GENERAL_REQUEST_HEADERS',
      GENERAL,
      [['Headers', `Host: localhost\r\nX-Number: ${number}\r\n`]],
      [],
    ),
  ];
  for (let round = 0; round < PAIRS; round++) {
    const notify: Pairs = [
      ['ModuleName', `Module${round % 12}`],
      ['Notification', '1'],
      ['fIsPostNotification', 'false'],
    ];
    const ended: Pairs = [
      ['ModuleName', `Module${round % 12}`],
      ['Notification', '1'],
      ['fIsPostNotificationEvent', 'false'],
      ['NotificationStatus', '0'],
    ];
    events.push(event(5, 1, round, 'NOTIFY_MODULE_START', NOTIFY, notify, [['Notification', 'BEGIN_REQUEST']]));
    events.push(
      event(5, 2, round, 'NOTIFY_MODULE_END', NOTIFY, ended, [
        ['Notification', 'BEGIN_REQUEST'],
        ['NotificationStatus', 'NOTIFICATION_CONTINUE'],
      ]),
    );
  }
  const module: Pairs = [
    ['ModuleName', 'AspNetCoreModule'],
    ['Notification', '128'],
  ];
  const handler: Pairs = [['Notification', 'EXECUTE_REQUEST_HANDLER']];
  const answer: Pairs = [
    ['HttpStatus', `${status}`],
    ['HttpReason', 'Made up'],
    ['HttpSubStatus', `${sub}`],
    ['ErrorCode', `${code}`],
    ['ConfigExceptionInfo', ''],
  ];
  events.push(
    event(5, 1, PAIRS, 'NOTIFY_MODULE_START', NOTIFY, [...module, ['fIsPostNotification', 'false']], handler),
  );
  events.push(
    event(
      5,
      53,
      PAIRS,
      'GENERAL_SET_REQUEST_HEADER',
      GENERAL,
      [
        ['HeaderName', 'MS-ASPNETCORE-TOKEN'],
        ['HeaderValue', 'x'],
        ['Replace', 'true'],
      ],
      [],
    ),
  );
  if (status >= 400)
    events.push(event(3, 16, took, 'MODULE_SET_RESPONSE_ERROR_STATUS', NOTIFY, [...module, ...answer], handler));
  events.push(
    event(
      5,
      2,
      took,
      'NOTIFY_MODULE_END',
      NOTIFY,
      [...module, ['fIsPostNotificationEvent', 'false'], ['NotificationStatus', '2']],
      handler,
    ),
  );
  events.push(
    event(
      0,
      2,
      took,
      'GENERAL_REQUEST_END',
      GENERAL,
      [
        ['BytesSent', '1'],
        ['HttpStatus', `${status}`],
        ['HttpSubStatus', `${sub}`],
      ],
      [],
    ),
  );
  return [rootTag(status, sub, took), ...events, '</failedRequest>'].join('\r\n');
}

type Pairs = readonly (readonly [string, string])[];

const ACTIVITY = '{00000000-0000-0000-0000-000000000001}';
const GENERAL = '{D42CF7EF-DE92-473E-8B6C-621EA663113A}';
const NOTIFY = '{002E91E3-E7AE-44AB-8E07-99230FFA6ADE}';

function rootTag(status: number, sub: number, took: number): string {
  const text = sub === 0 ? `${status}` : `${status}.${sub}`;
  return [
    '<?xml version="1.0" encoding="UTF-8" ?>',
    "<?xml-stylesheet type='text/xsl' href='freb.xsl'?>",
    '<!-- saved from url=(0014)about:internet -->',
    '<failedRequest url="http://localhost/"',
    '               siteId="1"',
    '               appPoolId="Pool"',
    '               processId="1"',
    '               verb="GET"',
    '               authenticationType="anonymous"',
    `               activityId="${ACTIVITY}"`,
    '               failureReason="STATUS_CODE"',
    `               statusCode="${text}"`,
    `               triggerStatusCode="${text}"`,
    `               timeTaken="${took}"`,
    '               xmlns:freb="http://schemas.microsoft.com/win/2006/06/iis/freb"',
    '               >',
  ].join('\r\n');
}

function event(
  level: number,
  opcode: number,
  at: number,
  name: string,
  area: string,
  data: Pairs,
  descriptions: Pairs,
): string {
  const keywords =
    area === NOTIFY ? ['  <Keywords>', '   <Keyword>RequestNotifications</Keyword>', '  </Keywords>'] : [];
  return [
    '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">',
    ' <System>',
    '  <Provider Name="WWW Server" Guid="{3A2A4E84-4C21-4981-AE10-3FDA0D9B0F83}"/>',
    '  <EventID>0</EventID>',
    '  <Version>1</Version>',
    `  <Level>${level}</Level>`,
    `  <Opcode>${opcode}</Opcode>`,
    `  <Keywords>${area === NOTIFY ? '0x100' : '0x0'}</Keywords>`,
    `  <TimeCreated SystemTime="2026-01-01T00:00:00.${String(at).padStart(3, '0')}Z"/>`,
    `  <Correlation ActivityID="${ACTIVITY}"/>`,
    '  <Execution ProcessID="1" ThreadID="1"/>',
    '  <Computer>WARM-UP</Computer>',
    ' </System>',
    ' <EventData>',
    `  <Data Name="ContextId">${ACTIVITY}</Data>`,
    ...data.map(([field, value]) => `  <Data Name="${field}">${value}</Data>`),
    ' </EventData>',
    ' <RenderingInfo Culture="en-US">',
    `  <Opcode>${name}</Opcode>`,
    ...keywords,
    ...descriptions.map(([field, value]) => `  <freb:Description Data="${field}">${value}</freb:Description>`),
    ' </RenderingInfo>',
    ' <ExtendedTracingInfo xmlns="http://schemas.microsoft.com/win/2004/08/events/trace">',
    `  <EventGuid>${area}</EventGuid>`,
    ' </ExtendedTracingInfo>',
    '</Event>',
  ].join('\r\n');
}
