import { fieldNames, readDirective } from '../textlog/grammar.ts';
import { defaultFields } from './fields.ts';

/** What a file of the W3C grammar is about. */
export type W3cKind = 'web' | 'headless' | 'httperr' | 'advanced' | 'ftp' | 'smtp' | 'firewall' | 'other';

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
  const lines = head.split(/\r?\n|\0+/).map((line) => line.replace(/^\uFEFF/, ''));
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
  if (fields.includes('src-ip') && fields.includes('dst-ip')) return 'firewall';
  if (fields.includes('x-session') || fields.includes('x-fullpath')) return 'ftp';
  if (!fields.includes('cs-method') && !fields.includes('cs-uri-stem')) return isIis(software) ? 'web' : 'other';
  return kindOfRows(fields, rows) ?? (software === '' || isIis(software) ? 'web' : 'other');
}

/** Caches and proxies write the same field names, and mean other clocks and units by them. */
function isIis(software: string): boolean {
  return software.includes('internet information serv') || software.includes('iis') || software.includes('microsoft');
}

function kindWithoutFields(software: string, rows: readonly string[]): W3cKind | null {
  if (isIis(software))
    return rows.length === 0 || rows.some((row) => defaultFields(row) !== null) ? 'headless' : 'other';
  if (software !== '') return 'other';
  const fitting = rows.filter((row) => defaultFields(row) !== null).length;
  return fitting > 0 && fitting >= rows.length - 2 ? 'headless' : null;
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
