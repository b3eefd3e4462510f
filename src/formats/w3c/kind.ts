import { fieldNames, readDirective } from '../textlog/grammar.ts';
import { httpErrFields } from '../httperr/fields.ts';
import { defaultFields } from './fields.ts';

/** What a file of the W3C grammar is about. */
export type W3cKind =
  | 'web'
  /** No `#Fields`, and rows with the default fields of IIS. */
  | 'headless'
  /** No `#Fields`, and rows that may be those of a log with other fields. */
  | 'nameless'
  | 'httperr'
  | 'advanced'
  | 'ftp'
  | 'smtp'
  | 'firewall'
  | 'other';

const FTP_METHODS = new Set(
  'controlchannelopened controlchannelclosed datachannelopened datachannelclosed user pass port pasv epsv eprt retr stor cwd list nlst'.split(
    ' ',
  ),
);
const SMTP_METHODS = new Set(['ehlo', 'helo', 'mail', 'rcpt', 'data', 'bdat', 'quit']);

/**
 * What kind of log the head of a file is, by its fields first and its first rows second; null when it is no such log.
 * Site, FTP, SMTP and firewall logs share the grammar and some of them the name: only the content separates them.
 */
export function w3cKind(head: string): W3cKind | null {
  const lines = head.split(/\r\n?|\n|\0+/).map((line) => line.replace(/^\uFEFF/, ''));
  let software = '';
  let fields: readonly string[] | null = null;
  const rows: string[] = [];
  for (const line of lines) {
    const directive = readDirective(line);
    if (directive?.name === 'software') software ||= directive.text.toLowerCase();
    else if (directive?.name === 'fields') fields ??= fieldNames(directive.text.toLowerCase());
    else if (directive === null && line.trim() !== '' && rows.length < 20) rows.push(line);
  }
  if (software.includes('firewall')) return 'firewall';
  if (software.includes('advanced logging')) return 'advanced';
  if (software.includes('http api')) return 'httperr';
  if (fields === null) return kindWithoutFields(software, rows);
  if (fields.includes('s-reason')) return 'httperr';
  if (!isIis(software) && isOfOthers(fields, rows)) return 'other';
  if (fields.includes('src-ip') && fields.includes('dst-ip')) return 'firewall';
  if (fields.includes('x-session') || fields.includes('x-fullpath')) return 'ftp';
  if (!fields.includes('cs-method') && !fields.includes('cs-uri-stem')) return isIis(software) ? 'web' : 'other';
  return kindOfRows(fields, rows) ?? (software === '' || isIis(software) ? 'web' : 'other');
}

/** Caches and proxies write the same field names, and mean other clocks and units by them; so do other servers of Microsoft. */
function isIis(software: string): boolean {
  return software.includes('internet information serv') || /\biis\b/.test(software);
}

/** Exchange sets its fields apart by commas, and content networks their values by tabs. */
function isOfOthers(fields: readonly string[], rows: readonly string[]): boolean {
  return fields.some((name) => name.includes(',')) || (rows[0]?.includes('\t') ?? false);
}

function kindWithoutFields(software: string, rows: readonly string[]): W3cKind | null {
  if (isIis(software)) {
    if (rows.length === 0 || rows.some((row) => defaultFields(row) !== null)) return 'headless';
    return areRows(rows) ? 'nameless' : 'other';
  }
  if (software !== '') return 'other';
  // The first row may be cut, and so may the last.
  const mostFit = (fields: (row: string) => readonly string[] | null): boolean => {
    const fitting = rows.filter((row) => fields(row) !== null).length;
    return fitting > 0 && fitting >= rows.length - 2;
  };
  if (mostFit(httpErrFields)) return 'httperr';
  if (mostFit(defaultFields)) return 'headless';
  return areRows(rows) ? 'nameless' : null;
}

/** Lines of one number of values, with a time, a path and a status among them. The last one may be cut. */
function areRows(rows: readonly string[]): boolean {
  const [first, ...more] = rows.map((row) => row.trimEnd().split(' '));
  if (first === undefined || first.length < 5) return false;
  const whole = more.length > 1 ? more.slice(0, -1) : more;
  const has = (pattern: RegExp): boolean => first.some((value) => pattern.test(value));
  return (
    whole.every((row) => row.length === first.length) &&
    has(/^\d{2}:\d{2}:\d{2}$/) &&
    has(/^\/[^\s:]*$/) &&
    has(/^[1-5]\d\d$/) &&
    has(/^[A-Z][A-Z_]{1,20}$/)
  );
}

function kindOfRows(fields: readonly string[], rows: readonly string[]): W3cKind | null {
  const method = fields.indexOf('cs-method');
  const site = fields.indexOf('s-sitename');
  for (const row of rows) {
    const values = row.split(' ');
    const verb = (values[method] ?? '').toLowerCase();
    const name = (values[site] ?? '').toLowerCase();
    if (name.startsWith('smtpsvc') || (method >= 0 && SMTP_METHODS.has(verb))) return 'smtp';
    if (/^(ms)?ftpsvc/.test(name) || (method >= 0 && FTP_METHODS.has(verb.replace(/^\[\d+\]/, '')))) return 'ftp';
  }
  return null;
}
