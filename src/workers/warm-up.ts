import type { Engine } from '../engine/engine.ts';

/** Events per trace and traces per parse worker: enough that the hot loops are compiled, done in some tens of ms. */
const ROUNDS = 40;
const TRACES_EACH = 4;

/**
 * Sends small made-up traces the way that dropped ones take, through an engine that is thrown away, so that the code
 * of every worker is compiled before the first file comes.
 */
export async function warmUp(engine: Engine, parsers: number): Promise<void> {
  const files = Array.from({ length: parsers * TRACES_EACH }, (_, ix) => ({
    path: `warm-up-${ix}.xml`,
    blob: new Blob([warmUpTrace(ix)]),
    lastModified: null,
  }));
  await engine.open(files, () => undefined);
  const { rows } = await engine.requests({ filter: '', sort: null, from: 0, count: 10 });
  const key = rows[0]?.key;
  if (key === undefined) return;
  await engine.trace(key);
  await engine.timeline(key);
  await engine.headers(key);
  await engine.events(key, { filter: '', from: 0, count: 50 });
}

/** A trace in the layout in which IIS writes it: a pipeline of modules, the last of which ends in a 502.3. */
export function warmUpTrace(number: number): string {
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
  for (let round = 0; round < ROUNDS; round++) {
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
  const status: Pairs = [
    ['HttpStatus', '502'],
    ['HttpReason', 'Bad Gateway'],
    ['HttpSubStatus', '3'],
    ['ErrorCode', '2147954402'],
    ['ConfigExceptionInfo', ''],
  ];
  events.push(
    event(5, 1, ROUNDS, 'NOTIFY_MODULE_START', NOTIFY, [...module, ['fIsPostNotification', 'false']], handler),
  );
  events.push(
    event(
      5,
      53,
      ROUNDS,
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
  events.push(event(3, 16, 900, 'MODULE_SET_RESPONSE_ERROR_STATUS', NOTIFY, [...module, ...status], handler));
  events.push(
    event(
      5,
      2,
      900,
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
      900,
      'GENERAL_REQUEST_END',
      GENERAL,
      [
        ['BytesSent', '1'],
        ['HttpStatus', '502'],
        ['HttpSubStatus', '3'],
      ],
      [],
    ),
  );
  return [ROOT, ...events, '</failedRequest>'].join('\r\n');
}

type Pairs = readonly (readonly [string, string])[];

const ACTIVITY = '{00000000-0000-0000-0000-000000000001}';
const GENERAL = '{D42CF7EF-DE92-473E-8B6C-621EA663113A}';
const NOTIFY = '{002E91E3-E7AE-44AB-8E07-99230FFA6ADE}';

const ROOT = [
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
  '               statusCode="502.3"',
  '               triggerStatusCode="502.3"',
  '               timeTaken="900"',
  '               xmlns:freb="http://schemas.microsoft.com/win/2006/06/iis/freb"',
  '               >',
].join('\r\n');

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
