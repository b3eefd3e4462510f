import { LOG_TEXT_FIELDS } from '../../../model/logpart.ts';
import { dayStart } from '../../textlog/clock.ts';
import { type FieldRole, fieldRoles } from '../fields.ts';
import { roleNumber, type ScanColumn, type ScanMemory } from './memory.ts';
import { CONFIG, FIELD_BYTES, LAYOUT, ROLE } from './module.ts';

/**
 * Tells the scanner of the fields in force and gives the place of the date among them, -1 for none. Without a date and
 * a time in each row the scanner leaves all rows alone. In lean mode rows that do not fail get their path and nothing
 * else.
 */
export function bindFields(
  memory: ScanMemory,
  names: readonly string[] | null,
  columnOf: (name: string) => ScanColumn,
  lean: boolean,
): number {
  const roles = names === null ? [] : fieldRoles(names);
  const dateField = roles.findIndex((role) => role?.kind === 'date');
  const dated = dateField >= 0 && roles.some((role) => role?.kind === 'time');
  memory.setConfig(CONFIG.fields, dated && roles.length < LAYOUT.maxFields ? roles.length : 0);
  memory.setConfig(CONFIG.leanField, lean ? roles.findIndex((role) => role?.kind === 'status') + 1 : 0);
  const bound = new Set<ScanColumn>();
  for (const [ix, role] of roles.slice(0, LAYOUT.maxFields).entries()) {
    const name = columnName(role);
    const column = name === null ? null : columnOf(name);
    if (column !== null) bound.add(column);
    const used = column === null ? plainRole(role) : roleNumber(column.role);
    const leanUsed = column === null || name === LOG_TEXT_FIELDS.stem ? used : ROLE.skip;
    for (const [table, number] of [[LAYOUT.fields, used] as const, [LAYOUT.leanFields, leanUsed] as const]) {
      memory.setWord(table + ix * FIELD_BYTES, number);
      memory.setWord(table + ix * FIELD_BYTES + 4, column?.at ?? 0);
    }
  }
  for (const column of memory.columns) if (column.role !== 'skip' && !bound.has(column)) memory.clearOut(column);
  return dateField;
}

/** Shows the scanner the date of the line at `at`; false when it is no date. */
export function showDate(memory: ScanMemory, dateField: number, at: number, to: number): boolean {
  const { bytes } = memory;
  let from = at;
  for (let field = 0; field < dateField; field++) from = bytes.indexOf(0x20, from) + 1;
  if (from + 10 > to) return false;
  const text = bytes.slice(from, from + 10);
  const next = bytes[from + 10];
  if (next !== 0x20 && next !== 0x0a && next !== 0x0d) return false;
  const day = dayStart(String.fromCharCode(...text));
  if (Number.isNaN(day) || day < 0) return false;
  bytes.set(text, LAYOUT.config + CONFIG.dateText);
  memory.setConfig(CONFIG.dateSeconds, day / 1000);
  return true;
}

function columnName(role: FieldRole | null): string | null {
  if (role?.kind === 'text') return LOG_TEXT_FIELDS[role.column];
  return role?.kind === 'extra' ? role.name : null;
}

function plainRole(role: FieldRole | null): number {
  return role === null || role.kind === 'text' || role.kind === 'extra' ? ROLE.skip : ROLE[role.kind];
}
