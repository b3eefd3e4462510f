import { counted } from '../text/numbers.ts';
import type { FieldMatch } from './field-names.ts';

/** Words of the dialog that asks for the fields of a log. */
export const FIELD_LINE = {
  ask: 'Give the field line',
  askOther: 'Give another field line',
  title: 'Fields of a log',
  why: 'does not say which fields its rows have. Copy the #Fields line from another log of the same site; the log is then read again.',
  line: 'Field line',
  placeholder: '#Fields: date time s-ip cs-method cs-uri-stem …',
  offers: (count: number) => `Usual lines of ${counted(count, 'field')}:`,
  offer: (line: string) =>
    line.includes('s-computername')
      ? 'every field of IIS'
      : line.includes('cs(Cookie)')
        ? 'App Service'
        : line.includes('cs(Referer)')
          ? 'IIS 8 and later'
          : 'IIS 7',
  match: (match: FieldMatch, names: number, values: number, at: number) =>
    match === 'nothing'
      ? 'No field is named yet.'
      : match === 'fits'
        ? `${counted(names, 'field')}, as many as the row of line ${at} has values.`
        : `${counted(names, 'field')}, but the row of line ${at} has ${counted(values, 'value')}: such rows would be left out.`,
  refused: 'The line must name cs-uri-stem, cs-method or sc-status.',
  table: (at: number) => `Values of line ${at} by field`,
  field: 'Field',
  value: (at: number) => `Value in line ${at}`,
  noField: 'no field',
  noValue: 'no value',
  gone: 'The file is no longer open, or names its fields.',
  cancel: 'Cancel',
  read: 'Read the log again',
} as const;
