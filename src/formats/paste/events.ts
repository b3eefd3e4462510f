import { enumValue } from '../../knowledge/enums.ts';
import { NOTIFICATIONS } from '../../knowledge/notifications.ts';
import { pastedFields } from './fields.ts';
import type { PastedRecord } from './records.ts';
import type { PastedTime } from './starts.ts';

/** A field with what a trace would hold: `value` in `Data`, `description` in `freb:Description`, '' for none. */
export interface CanonicalField {
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

/** An event of a pasted text, its fields as a trace has them. */
export interface PastedEvent {
  readonly number: number | null;
  readonly name: string;
  /** 1 to 5; null: the text says none. */
  readonly level: number | null;
  readonly fields: readonly CanonicalField[];
  /** Text that is no field. */
  readonly rest: string;
  readonly time: PastedTime | null;
}

const LEVELS = new Map([
  ['criticalerror', 1],
  ['error', 2],
  ['warning', 3],
  ['information', 4],
  ['informational', 4],
  ['verbose', 5],
]);
const NOTIFICATION_BITS = new Map(NOTIFICATIONS.map(({ name, bit }) => [name, bit]));

export function pastedEvent(record: PastedRecord): PastedEvent {
  const { number, name, time } = record;
  const { fields, rest } = pastedFields(record.body);
  return {
    number,
    name,
    level: LEVELS.get(record.level.toLowerCase().replace(' ', '')) ?? null,
    fields: fields.map(([field, shown]) => canonicalField(name, field, shown)),
    rest,
    time,
  };
}

/** freb.xsl shows the description in place of the number; where only one number can be meant it is put back. */
function canonicalField(event: string, name: string, shown: string): CanonicalField {
  const number = name === 'Notification' ? (NOTIFICATION_BITS.get(shown) ?? null) : enumValue(event, name, shown);
  if (number !== null) return { name, value: String(number), description: shown };
  const code = name === 'ErrorCode' ? /\(0x([0-9a-f]{1,8})\)\s*$/i.exec(shown) : null;
  if (code !== null) return { name, value: String(Number.parseInt(code[1] ?? '0', 16)), description: shown };
  return { name, value: shown, description: '' };
}
