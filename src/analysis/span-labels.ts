import { notificationName } from '../knowledge/notifications.ts';
import type { NameInfo } from './event-names.ts';
import type { FieldReader } from './fields.ts';

/** Longest part of a label that comes from a field; the field itself is shown elsewhere in full. */
const LONGEST = 120;

/** `EXECUTE_REQUEST_HANDLER`, `AUTHENTICATE_REQUEST (post)`, `PRE_BEGIN_REQUEST`. */
export function notificationLabel(notification: number, post: boolean): string {
  const name = notification === 0 ? 'PRE_BEGIN_REQUEST' : notificationName(notification);
  return post ? `${name} (post)` : name;
}

/** `Page Load`, `Rule: Force HTTPS`, `File cache: Default.aspx`. `event` is the one that holds the detail. */
export function phaseLabel(info: NameInfo, event: number, fields: FieldReader): string {
  if (info.detail === '') return info.label;
  const detail = shortDetail(info.detail, fields.field(event, info.detail) ?? '');
  return detail === '' ? info.label : `${info.label}: ${detail}`;
}

function shortDetail(name: string, value: string): string {
  const text = name === 'RequestURL' ? pathOf(value) : name === 'Data1' ? typeName(value) : lastPart(name, value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function lastPart(name: string, value: string): string {
  if (name !== 'FileName' && name !== 'FilterName') return value;
  return value.slice(Math.max(value.lastIndexOf('\\'), value.lastIndexOf('/')) + 1);
}

/** `System.Web.Security.FormsAuthenticationModule, System.Web, ...` -> `FormsAuthenticationModule`. */
function typeName(value: string): string {
  const comma = value.indexOf(',');
  const name = comma < 0 ? value : value.slice(0, comma);
  return name.slice(name.lastIndexOf('.') + 1);
}

function pathOf(url: string): string {
  const scheme = url.indexOf('://');
  const slash = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
  return slash < 0 ? url : url.slice(slash);
}
