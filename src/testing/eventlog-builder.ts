import type { EventLogRecord } from '../model/sidefiles.ts';
import { epochMs, type FileKey } from '../model/units.ts';
import { escapeXml } from './freb-builder.ts';

/** One record as a test states it. What is not given has the value that ANCM V2 would write. */
export interface EventLogInput {
  readonly time: string;
  readonly id: number;
  /** First Data of the record: the text that ANCM and .NET Runtime write. */
  readonly message: string;
  readonly provider?: string;
  /** Windows level: 2 error, 3 warning, 4 information. */
  readonly level?: number;
  readonly channel?: string;
  readonly computer?: string;
  /** ANCM names it in its second Data; Event Viewer also in `Execution`. */
  readonly processId?: number | null;
  /** `RenderingInfo/Message`, which only exports of Event Viewer have. */
  readonly rendered?: string;
  /** Data with names, as .NET and the System log write them; replaces `message` in EventData. */
  readonly data?: readonly (readonly [string, string])[];
}

export interface EventLogOptions {
  /** `viewer`: `Save All Events As` of Event Viewer; `query`: output of `wevtutil qe`, no root; `app-service`: eventlog.xml. */
  readonly shape?: 'viewer' | 'query' | 'app-service';
  readonly encoding?: 'utf-8' | 'utf-8-bom' | 'utf-16le';
  readonly declaration?: boolean;
  /** false: cut before the end tag of the root. */
  readonly closed?: boolean;
}

const ANCM_V2 = 'IIS AspNetCore Module V2';
/** App Service writes the classic type of an entry: 1 error, 2 warning, 4 information. */
const CLASSIC = new Map([
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 4],
]);

/** Text of an event log export. */
export function eventLogXml(records: readonly EventLogInput[], options: EventLogOptions = {}): string {
  const shape = options.shape ?? 'viewer';
  const body = records.map((record, ix) =>
    shape === 'app-service' ? appServiceEvent(record, ix) : viewerEvent(record, ix),
  );
  if (shape === 'query') return body.join('\r\n');
  const declaration =
    (options.declaration ?? shape === 'viewer') ? '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n' : '';
  return `${declaration}<Events>${body.join('')}${options.closed === false ? '' : '</Events>'}`;
}

/** The same as bytes in the encoding asked for. */
export function eventLogBytes(
  records: readonly EventLogInput[],
  options: EventLogOptions = {},
): Uint8Array<ArrayBuffer> {
  const text = eventLogXml(records, options);
  if (options.encoding === 'utf-16le') return utf16(`\ufeff${text}`);
  return new TextEncoder().encode(options.encoding === 'utf-8-bom' ? `\ufeff${text}` : text);
}

function utf16(text: string): Uint8Array<ArrayBuffer> {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return new Uint8Array(units.buffer);
}

function dataOf(record: EventLogInput): string {
  if (record.data) {
    return record.data.map(([name, value]) => `<Data Name="${escapeXml(name)}">${escapeXml(value)}</Data>`).join('');
  }
  const values = [record.message];
  if ((record.provider ?? ANCM_V2).includes('AspNetCore') && record.processId !== null) {
    values.push(
      `Process Id: ${record.processId ?? 6120}.`,
      'File Version: 18.0.26022.24. Description: IIS ASP.NET Core Module V2. Commit: ',
    );
  }
  return values.map((value) => `<Data>${escapeXml(value)}</Data>`).join('');
}

function viewerEvent(record: EventLogInput, ix: number): string {
  const execution = record.processId == null ? '' : `<Execution ProcessID='${record.processId}' ThreadID='0'/>`;
  const rendering =
    record.rendered === undefined
      ? ''
      : `<RenderingInfo Culture='en-US'><Message>${escapeXml(record.rendered)}</Message><Level>Error</Level></RenderingInfo>`;
  return (
    `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>` +
    `<Provider Name='${escapeXml(record.provider ?? ANCM_V2)}'/><EventID Qualifiers='0'>${record.id}</EventID><Version>0</Version>` +
    `<Level>${record.level ?? 2}</Level><Task>0</Task><Opcode>0</Opcode><Keywords>0x80000000000000</Keywords>` +
    `<TimeCreated SystemTime='${record.time}'/><EventRecordID>${5000 + ix}</EventRecordID>${execution}` +
    `<Channel>${record.channel ?? 'Application'}</Channel><Computer>${escapeXml(record.computer ?? 'WEB01')}</Computer><Security/></System>` +
    `<EventData>${dataOf(record)}</EventData>${rendering}</Event>`
  );
}

function appServiceEvent(record: EventLogInput, ix: number): string {
  return (
    `<Event><System><Provider Name="${escapeXml(record.provider ?? ANCM_V2)}"/><EventID>${record.id}</EventID>` +
    `<Level>${CLASSIC.get(record.level ?? 2) ?? 4}</Level><Task>0</Task><Keywords>Keywords</Keywords>` +
    `<TimeCreated SystemTime="${record.time.replace(/\.\d+Z$/, 'Z')}"/><EventRecordID>${208640 + ix * 1000}</EventRecordID>` +
    `<Channel>Application</Channel><Computer>${escapeXml(record.computer ?? 'dw1sdwk0000AB')}</Computer><Security/></System>` +
    `<EventData>${dataOf(record)}</EventData></Event>`
  );
}

/** A record as the reader would give it, for tests of rules. */
export function eventLogRecord(input: EventLogInput, file = 'test:eventlog.xml', line = 1): EventLogRecord {
  const isAncm = (input.provider ?? ANCM_V2).includes('AspNetCore');
  return {
    file: file as FileKey,
    line,
    time: epochMs(Date.parse(input.time)),
    provider: input.provider ?? ANCM_V2,
    eventId: input.id,
    level: input.level ?? 2,
    channel: input.channel ?? 'Application',
    computer: input.computer ?? 'WEB01',
    processId: input.processId === undefined ? (isAncm ? 6120 : null) : input.processId,
    message: input.rendered ?? input.data?.map(([, value]) => value).join('\n') ?? input.message,
    data: input.data?.map(([name, value]) => ({ name, value })) ?? [{ name: '', value: input.message }],
  };
}
