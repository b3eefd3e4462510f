import { AREAS, NOTIFICATION_BITS, PROVIDERS, eventShape, type NotificationName } from './freb-events.ts';

/** A value; `{ raw }` goes in without escaping. */
export type FrebValue = string | number | boolean | { readonly raw: string };
export type FrebData = readonly (readonly [string, FrebValue])[];

/** Root attributes and layout. What is not given has the value a server would write for an anonymous GET. */
export interface FrebOptions {
  /** `502.3`, `500.30`, `404`. */
  readonly status?: string;
  readonly url?: FrebValue;
  readonly verb?: FrebValue;
  readonly siteId?: number | string;
  readonly appPool?: FrebValue;
  readonly processId?: number | string;
  readonly remoteUserName?: string;
  readonly userName?: string;
  readonly tokenUserName?: string;
  readonly authenticationType?: string;
  readonly activityId?: string;
  readonly failureReason?: string;
  /** Default: `status`, or 0 when the reason is not STATUS_CODE. */
  readonly triggerStatusCode?: string;
  /** Ms; default: time of the last event. */
  readonly timeTaken?: number | string;
  /** No user attributes, authenticationType NOT_AVAILABLE, as when the request never got a user. */
  readonly shortForm?: boolean;
  /** Instant of `at: 0`. */
  readonly start?: string;
  readonly computer?: string;
  readonly threadId?: number;
  readonly culture?: string;
  /** `lines` as the writer does it, `flat`: everything of an event on one line. */
  readonly layout?: 'lines' | 'flat';
  readonly newline?: '\r\n' | '\n';
  readonly encoding?: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** Replaces declaration, stylesheet instruction and comment. */
  readonly prolog?: string;
  /** false: no end tag of the root. */
  readonly closed?: boolean;
}

/** What one event says. */
export interface FrebEvent {
  /** Ms since `start`; default: same as the event before. */
  readonly at?: number;
  readonly data?: FrebData;
  /** `freb:Description` by Data name. Default: names of Notification and NotificationStatus. */
  readonly descriptions?: FrebData;
  readonly level?: number;
  readonly opcode?: number;
  readonly version?: number;
  /** `SystemTime` as it shall stand there, in place of `at`. */
  readonly systemTime?: string;
  readonly provider?: 'www' | 'aspnet';
  /** false: no ContextId as first Data. */
  readonly contextId?: boolean;
  /** EventGuid without braces. */
  readonly guid?: string;
  readonly relatedActivityId?: string;
}

const STATUS_NAMES = ['NOTIFICATION_CONTINUE', 'NOTIFICATION_PENDING', 'NOTIFICATION_FINISH_REQUEST'];
const ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

/** XML escaping as the trace writer does it. */
export function escapeXml(value: FrebValue): string {
  if (typeof value === 'object') return value.raw;
  return String(value).replace(/[&<>"]/g, (c) => ESCAPES.get(c) ?? c);
}

/**
 * Text of a FREB trace in the writer's own layout.
 *
 *   freb({ status: '502.3' })
 *     .start('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: 10 })
 *     .errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 120_050 })
 *     .end('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: 120_050, status: 2 })
 *     .toString()
 */
export class FrebBuilder {
  readonly #options: FrebOptions;
  readonly #parts: string[] = [];
  readonly #start: number;
  #at = 0;
  #count = 0;

  constructor(options: FrebOptions) {
    this.#options = options;
    this.#start = Date.parse(options.start ?? '2026-03-12T14:21:37.204Z');
  }

  /** Events so far. */
  get count(): number {
    return this.#count;
  }

  event(name: string, event: FrebEvent = {}): this {
    const o = this.#options;
    const shape = eventShape(name);
    const provider = PROVIDERS[event.provider ?? shape.provider];
    const area = AREAS[shape.area];
    const activity = this.#activityId();
    if (event.at !== undefined) this.#at = event.at;
    const time = event.systemTime ?? new Date(this.#start + this.#at).toISOString();
    const synthetic = shape.area === 'none';
    const given = event.data ?? [];
    const first: FrebData =
      event.contextId === false || synthetic
        ? []
        : (event.provider ?? shape.provider) === 'aspnet'
          ? [
              ['ConnID', 0],
              ['Context ID', activity],
            ]
          : [['ContextId', activity]];
    const related = event.relatedActivityId === undefined ? '' : ` RelatedActivityID="${event.relatedActivityId}"`;
    const keywords = area.keywordNames.map((k) => `   <Keyword>${k}</Keyword>`);
    const lines = [
      '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">',
      ' <System>',
      `  <Provider Name="${provider.name}" Guid="${provider.guid}"/>`,
      '  <EventID>0</EventID>',
      `  <Version>${event.version ?? (synthetic ? 0 : provider.version)}</Version>`,
      `  <Level>${event.level ?? shape.level}</Level>`,
      `  <Opcode>${event.opcode ?? shape.opcode}</Opcode>`,
      `  <Keywords>${area.keywords}</Keywords>`,
      `  <TimeCreated SystemTime="${time}"/>`,
      `  <Correlation ActivityID="${activity}"${related}/>`,
      `  <Execution ProcessID="${o.processId ?? 6120}" ThreadID="${o.threadId ?? 7420}"/>`,
      `  <Computer>${escapeXml(o.computer ?? 'WEB-01')}</Computer>`,
      ' </System>',
      ' <EventData>',
      ...[...first, ...given].map(([n, v]) => `  <Data Name="${escapeXml(n)}">${escapeXml(v)}</Data>`),
      ' </EventData>',
      ` <RenderingInfo Culture="${o.culture ?? 'en-US'}">`,
      `  <Opcode>${escapeXml(name)}</Opcode>`,
      ...(keywords.length === 0 ? [] : ['  <Keywords>', ...keywords, '  </Keywords>']),
      ...(event.descriptions ?? defaultDescriptions(given)).map(
        ([n, v]) => `  <freb:Description Data="${escapeXml(n)}">${escapeXml(v)}</freb:Description>`,
      ),
      ' </RenderingInfo>',
      ' <ExtendedTracingInfo xmlns="http://schemas.microsoft.com/win/2004/08/events/trace">',
      `  <EventGuid>{${event.guid ?? area.guid}}</EventGuid>`,
      ' </ExtendedTracingInfo>',
      '</Event>',
    ];
    const flat = o.layout === 'flat';
    this.#parts.push(lines.map((l) => (flat ? l.trimStart() : l)).join(flat ? '' : this.#newline()) + this.#newline());
    this.#count++;
    return this;
  }

  /** NOTIFY_MODULE_START. */
  start(module: string, notification: NotificationName, more: FrebEvent & { readonly post?: boolean } = {}): this {
    return this.event('NOTIFY_MODULE_START', {
      ...more,
      data: [
        ['ModuleName', module],
        ['Notification', NOTIFICATION_BITS[notification]],
        ['fIsPostNotification', more.post ?? false],
        ...(more.data ?? []),
      ],
    });
  }

  /** NOTIFY_MODULE_END; `status` 0 CONTINUE, 1 PENDING, 2 FINISH_REQUEST. */
  end(
    module: string,
    notification: NotificationName,
    more: FrebEvent & { readonly post?: boolean; readonly status?: number } = {},
  ): this {
    return this.event('NOTIFY_MODULE_END', {
      ...more,
      data: [
        ['ModuleName', module],
        ['Notification', NOTIFICATION_BITS[notification]],
        ['fIsPostNotificationEvent', more.post ?? false],
        ['NotificationStatus', more.status ?? 0],
        ...(more.data ?? []),
      ],
    });
  }

  /** NOTIFY_MODULE_COMPLETION. */
  completion(
    module: string,
    notification: NotificationName,
    more: FrebEvent & { readonly bytes?: number; readonly errorCode?: number } = {},
  ): this {
    return this.event('NOTIFY_MODULE_COMPLETION', {
      ...more,
      data: [
        ['ModuleName', module],
        ['Notification', NOTIFICATION_BITS[notification]],
        ['fIsPostNotificationEvent', false],
        ['CompletionBytes', more.bytes ?? 0],
        ['ErrorCode', more.errorCode ?? 0],
      ],
    });
  }

  /** MODULE_SET_RESPONSE_ERROR_STATUS with status `502.3`. */
  errorStatus(
    module: string,
    status: string,
    errorCode: number,
    more: FrebEvent & {
      readonly notification?: NotificationName;
      readonly reason?: string;
      readonly config?: string;
    } = {},
  ): this {
    const [code = '0', sub = '0'] = status.split('.');
    return this.event('MODULE_SET_RESPONSE_ERROR_STATUS', {
      ...more,
      data: [
        ['ModuleName', module],
        ['Notification', NOTIFICATION_BITS[more.notification ?? 'EXECUTE_REQUEST_HANDLER']],
        ['HttpStatus', code],
        ['HttpReason', more.reason ?? 'Bad Gateway'],
        ['HttpSubStatus', sub],
        ['ErrorCode', errorCode],
        ['ConfigExceptionInfo', more.config ?? ''],
      ],
    });
  }

  /** Text that goes in between events as it is. */
  raw(text: string): this {
    this.#parts.push(text);
    return this;
  }

  toString(): string {
    return this.#head() + this.#parts.join('') + (this.#options.closed === false ? '' : '</failedRequest>');
  }

  /** The file, in the encoding asked for. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return encodeText(this.toString(), this.#options.encoding ?? 'utf-8');
  }

  #newline(): string {
    return this.#options.newline ?? '\r\n';
  }

  #activityId(): string {
    return this.#options.activityId ?? '{4000021C-0003-F400-B63F-84710C7967BB}';
  }

  #head(): string {
    const o = this.#options;
    const n = this.#newline();
    const status = o.status ?? '200';
    const reason = o.failureReason ?? 'STATUS_CODE';
    const declared =
      o.encoding?.startsWith('utf-16') === true ? 'UTF-16' : o.encoding === 'windows-1252' ? 'windows-1252' : 'UTF-8';
    const prolog =
      o.prolog ??
      `<?xml version="1.0" encoding="${declared}" ?>${n}<?xml-stylesheet type='text/xsl' href='freb.xsl'?>${n}<!-- saved from url=(0014)about:internet -->${n}`;
    const users: FrebData =
      o.shortForm === true
        ? [['authenticationType', 'NOT_AVAILABLE']]
        : [
            ['remoteUserName', o.remoteUserName ?? ''],
            ['userName', o.userName ?? ''],
            ['tokenUserName', o.tokenUserName ?? 'NT AUTHORITY\\IUSR'],
            ['authenticationType', o.authenticationType ?? 'anonymous'],
          ];
    const attributes: FrebData = [
      ['url', o.url ?? 'https://orders.example.com:443/api/orders'],
      ['siteId', o.siteId ?? 1],
      ['appPoolId', o.appPool ?? 'OrdersPool'],
      ['processId', o.processId ?? 6120],
      ['verb', o.verb ?? 'GET'],
      ...users,
      ['activityId', this.#activityId()],
      ['failureReason', reason],
      ['statusCode', status],
      ['triggerStatusCode', o.triggerStatusCode ?? (reason === 'STATUS_CODE' ? status : '0')],
      ['timeTaken', o.timeTaken ?? this.#at],
      ['xmlns:freb', 'http://schemas.microsoft.com/win/2006/06/iis/freb'],
    ];
    const written = attributes.map(([name, value]) => `${name}="${escapeXml(value)}"`);
    if (o.layout === 'flat') return `${prolog}<failedRequest ${written.join(' ')}>${n}`;
    return `${prolog}<failedRequest ${written.join(`${n}               `)}${n}               >${n}`;
  }
}

/** Names of enumeration values that the writer always adds. */
function defaultDescriptions(data: FrebData): FrebData {
  const out: (readonly [string, string])[] = [];
  for (const [name, value] of data) {
    if (name === 'Notification') {
      const bit = Object.entries(NOTIFICATION_BITS).find(([, b]) => b === Number(value));
      if (bit !== undefined) out.push([name, bit[0]]);
    } else if (name === 'NotificationStatus') {
      const text = STATUS_NAMES[Number(value)];
      if (text !== undefined) out.push([name, text]);
    }
  }
  return out;
}

/** Bytes of a text; windows-1252 covers Latin-1 only, which is enough for tests. */
export function encodeText(text: string, encoding: NonNullable<FrebOptions['encoding']>): Uint8Array<ArrayBuffer> {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-8-bom') return new TextEncoder().encode(`\uFEFF${text}`);
  if (encoding === 'windows-1252') return Uint8Array.from(text, (c) => c.charCodeAt(0) & 0xff);
  const out = new Uint8Array(2 + text.length * 2);
  const view = new DataView(out.buffer);
  const little = encoding === 'utf-16le';
  view.setUint16(0, 0xfeff, little);
  for (let i = 0; i < text.length; i++) view.setUint16(2 + i * 2, text.charCodeAt(i), little);
  return out;
}

/** Starts a trace. */
export function freb(options: FrebOptions = {}): FrebBuilder {
  return new FrebBuilder(options);
}
