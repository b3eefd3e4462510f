import { decodeCode, hexCode, parseCode } from '../../knowledge/decode.ts';
import { enumName } from '../../knowledge/enums.ts';
import type { EventField } from '../../model/events.ts';
import { isMasked } from './secret-fields.ts';

/** Shown in columns of their own, or the same for every event of a trace. */
const ELSEWHERE = new Set([
  'ContextId',
  'ConnID',
  'Context ID',
  'ModuleName',
  'Notification',
  'fIsPostNotification',
  'fIsPostNotificationEvent',
]);

/** Fields that hold a Win32 code or HRESULT. */
const CODES = new Set(['ErrorCode', 'HResult']);

/** Fields that hold text of the client or the application, too long to be told in a cell. */
const BODIES = new Set(['Buffer']);

const LONGEST = 240;

/** What stands for a value that is masked. */
const MASK = '••••';

/** The telling fields of an event in one line: `502.3 Bad Gateway · 0x80072EE2 WININET_E_TIMEOUT`. */
export function eventKey(eventName: string, data: readonly EventField[]): string {
  const parts: string[] = [];
  let length = 0;
  for (const part of keyParts(eventName, data)) {
    if (part === '') continue;
    parts.push(part);
    length += part.length;
    if (length > LONGEST) break;
  }
  return clip(parts.join(' · '), LONGEST);
}

function* keyParts(eventName: string, data: readonly EventField[]): Iterable<string> {
  const status = statusText(data);
  if (status !== '') yield status;
  for (const { name, value } of data) {
    if (ELSEWHERE.has(name)) continue;
    if (status !== '' && (name === 'HttpStatus' || name === 'HttpSubStatus' || name === 'HttpReason')) continue;
    yield fieldText(eventName, name, value, data);
  }
}

function fieldText(eventName: string, name: string, value: string, data: readonly EventField[]): string {
  if (CODES.has(name)) return codeText(name, value);
  if (name === 'Headers') return headerNames(value);
  if (BODIES.has(name)) return value === '' ? '' : `${name}: ${value.length} characters`;
  if (value === '') return '';
  if (isMasked(eventName, name, data)) return `${name}=${MASK}`;
  const meaning = enumName(eventName, name, value);
  return `${name}=${meaning === '' ? clip(oneLine(value), 120) : meaning}`;
}

function statusText(data: readonly EventField[]): string {
  const status = valueOf(data, 'HttpStatus');
  if (status === '') return '';
  const sub = valueOf(data, 'HttpSubStatus');
  const number = sub === '' || sub === '0' ? status : `${status}.${sub}`;
  return `${number} ${oneLine(valueOf(data, 'HttpReason'))}`.trim();
}

/** `0x80072EE2 WININET_E_TIMEOUT`. 0 is left out: it says that no code was given. */
function codeText(name: string, value: string): string {
  const code = parseCode(value);
  if (code === null) return value === '' ? '' : `${name}=${clip(oneLine(value), 60)}`;
  if (code === 0) return '';
  return `${hexCode(code)} ${decodeCode(code)?.names[0] ?? ''}`.trim();
}

/** Names alone: values of headers are where the secrets are. */
function headerNames(block: string): string {
  const names: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) names.push(line.slice(0, colon).trim());
  }
  return `${names.length} header${names.length === 1 ? '' : 's'}: ${names.join(', ')}`;
}

function valueOf(data: readonly EventField[], name: string): string {
  return data.find((field) => field.name === name)?.value ?? '';
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
