import type { TextColumn } from '../textlog/requestlog-builder.ts';

/** What a field of a row is for us. Everything else is an extra under its own name. */
export type FieldRole =
  | { readonly kind: 'date'; readonly local: boolean }
  | { readonly kind: 'time'; readonly local: boolean }
  | { readonly kind: 'text'; readonly column: TextColumn }
  | { readonly kind: 'status' | 'substatus' | 'win32' | 'timeTaken' }
  | { readonly kind: 'extra'; readonly name: string };

const text = (column: TextColumn): FieldRole => ({ kind: 'text', column });

/** Lower-case field name to role. IIS, its documentation and Advanced Logging spell some names differently. */
const ROLES = new Map<string, FieldRole>([
  ['date', { kind: 'date', local: false }],
  ['time', { kind: 'time', local: false }],
  ['date-utc', { kind: 'date', local: false }],
  ['time-utc', { kind: 'time', local: false }],
  ['date-local', { kind: 'date', local: true }],
  ['time-local', { kind: 'time', local: true }],
  ['cs-method', text('method')],
  ['cs-uri-stem', text('stem')],
  ['cs-uri-query', text('query')],
  ['cs-host', text('host')],
  ['cs(host)', text('host')],
  ['c-ip', text('clientIp')],
  ['cs-username', text('user')],
  ['cs(user-agent)', text('userAgent')],
  ['cs(useragent)', text('userAgent')],
  ['sc-status', { kind: 'status' }],
  ['sc-substatus', { kind: 'substatus' }],
  ['sc-win32-status', { kind: 'win32' }],
  ['time-taken', { kind: 'timeTaken' }],
  ['timetakenms', { kind: 'timeTaken' }],
  ['time-taken-ms', { kind: 'timeTaken' }],
]);

/**
 * Roles of the fields of one `#Fields` line, in order. A name that occurs twice counts once: the second is an extra
 * that is not kept (null). Where a log has times of both kinds, UTC is taken.
 */
export function fieldRoles(names: readonly string[]): readonly (FieldRole | null)[] {
  const seen = new Set<string>();
  const utc = names.some((name) => /^(date|time)-utc$/i.test(name));
  return names.map((name) => {
    const key = name.toLowerCase();
    const known = utc && key.endsWith('-local') ? undefined : ROLES.get(key);
    const role = known ?? { kind: 'extra' as const, name };
    const identity = role.kind === 'text' ? role.column : role.kind === 'extra' ? `extra ${key}` : role.kind;
    if (seen.has(identity)) return null;
    seen.add(identity);
    return role;
  });
}

/** Fields that IIS writes unless told otherwise: IIS 8 and later, IIS 7 without Referer, with its site, IIS 6. */
const DEFAULTS: readonly string[] = [
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken',
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken',
  'date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken',
  'date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status',
];

/** Field lists that are usual beside the default ones: App Service, and every field that IIS offers. */
const USUAL: readonly string[] = [
  ...DEFAULTS,
  'date time s-sitename cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken',
  'date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken',
];

/** Field lists of this many fields that IIS and App Service write. */
export function usualFields(count: number): readonly string[] {
  return USUAL.filter((fields) => fields.split(' ').length === count);
}

/** What a value must look like where it tells one list from another. */
const SHAPES = new Map<string, RegExp>([
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['time', /^\d\d:\d\d:\d\d/],
  ['s-sitename', /^(?:W3SVC\d+|[~\w-]*[A-Za-z][\w~-]*)$/],
  ['cs-uri-stem', /^(?:[/*-]|https?:)/i],
  ['s-port', /^\d{1,5}$/],
  ['cs-version', /^(?:HTTP\/|-$)/],
  ['sc-status', /^\d{3}$/],
  ['sc-substatus', /^(?:\d{1,5}|-)$/],
  ['sc-win32-status', /^(?:-?\d+|-)$/],
  ['sc-bytes', /^(?:\d+|-)$/],
  ['cs-bytes', /^(?:\d+|-)$/],
  ['time-taken', /^(?:\d+|-)$/],
]);

/** The usual fields that a row without `#Fields` fits, by count and by what stands where; null for none. */
export function defaultFields(row: string): readonly string[] | null {
  const values = row.trimEnd().split(' ');
  for (const fields of USUAL) {
    const names = fields.split(' ');
    if (values.length === names.length && names.every((name, ix) => SHAPES.get(name)?.test(values[ix] ?? '') ?? true))
      return names;
  }
  return null;
}
