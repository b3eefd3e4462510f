import type { FieldReader } from '../../analysis/fields.ts';
import { decodeCode, formatCode, parseCode } from '../../knowledge/decode.ts';
import { enumName } from '../../knowledge/enums.ts';
import { levelName } from '../../knowledge/levels.ts';
import { notificationName } from '../../knowledge/notifications.ts';
import { LIMITS } from '../../intake/limits.ts';
import type { EventDetail } from '../../model/events.ts';
import type { StoredTrace } from '../../store/traces.ts';
import type { EventView, FieldView } from '../questions/events.ts';
import { eventRow } from './event-rows.ts';
import { isMasked } from './secret-fields.ts';

/** Fields whose number is a Win32 code or HRESULT. */
const CODES = new Set(['ErrorCode', 'HResult']);

/** Everything the detail pane shows of one event. */
export function eventView(
  stored: StoredTrace,
  bytes: Uint8Array<ArrayBuffer>,
  fields: FieldReader,
  detail: EventDetail,
  ix: number,
): EventView {
  const { events } = stored.trace;
  const from = events.rawStart[ix] ?? 0;
  const to = events.rawEnd[ix] ?? from;
  const shown = Math.min(to, from + LIMITS.valueShown);
  const raw = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(from, shown));
  return {
    row: eventRow(stored, fields, ix),
    detail,
    fields: detail.data.map((field) => fieldView(detail, field.name, field.value)),
    system: systemFields(detail),
    raw,
    rawLength: shown === to ? raw.length : to - from,
  };
}

function fieldView(detail: EventDetail, name: string, value: string): FieldView {
  const description = detail.descriptions.find((one) => one.name === name)?.value ?? '';
  const secret = isMasked(detail.name, name, detail.data);
  return { name, value, description, decoded: decoded(detail.name, name, value), secret };
}

function decoded(eventName: string, name: string, value: string): string {
  if (CODES.has(name)) {
    const code = parseCode(value);
    if (code === null) return '';
    const known = decodeCode(code);
    return known === null ? '' : `${formatCode(code)}: ${known.text}`;
  }
  if (name === 'Notification') return /^\d+$/.test(value) ? notificationName(Number(value)) : '';
  return enumName(eventName, name, value);
}

function systemFields(detail: EventDetail): FieldView[] {
  const level = /^\d$/.test(detail.level) ? levelName(Number(detail.level)) : '';
  const all: readonly (readonly [string, string, string])[] = [
    ['Provider', detail.provider, ''],
    ['Provider Guid', detail.providerGuid, ''],
    ['EventGuid', detail.eventGuid, ''],
    ['Version', detail.version, ''],
    ['Level', detail.level, level],
    ['Opcode', detail.opcode, detail.name],
    ['Keywords', detail.keywords, detail.keywordNames.join(', ')],
    ['SystemTime', detail.systemTime, ''],
    ['ActivityID', detail.activityId, ''],
    ['ProcessID', detail.processId, ''],
    ['ThreadID', detail.threadId, ''],
    ['Computer', detail.computer, ''],
    ['Culture', detail.culture, ''],
  ];
  return all
    .filter(([, value]) => value !== '')
    .map(([name, value, meaning]) => ({ name, value, description: '', decoded: meaning, secret: false }));
}
