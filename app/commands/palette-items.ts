import type { RequestRow } from '#core/engine/questions/requests';
import { CODES } from '#core/knowledge/codes/table';
import { hexCode } from '#core/knowledge/decode';
import { FAMILIES } from '#core/knowledge/modules';
import { STATUSES } from '#core/knowledge/statuses';
import { formatStatus } from '#core/knowledge/substatus';
import { COMMANDS } from '../text/commands.ts';
import { lookUp, subjectKey } from '../text/look-up.ts';
import { shortUrl } from '../text/urls.ts';
import { COMMAND_LIST, type Command } from './command-list.ts';

/** What choosing an entry of the palette does. */
export type PaletteAction =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'trace'; readonly row: RequestRow }
  | { readonly kind: 'code'; readonly key: string }
  | { readonly kind: 'module'; readonly name: string };

/** One line of the palette. */
export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly keys: string;
  readonly action: PaletteAction;
}

/** Lines of one kind under their heading. */
export interface PaletteGroup {
  readonly label: string;
  readonly items: readonly PaletteItem[];
}

const MOST_CODES = 8;
const MOST_MODULES = 6;

/** Entries for a typed text, by group; groups without entries are left out. `rows`: requests that match the text. */
export function paletteItems(text: string, rows: readonly RequestRow[]): readonly PaletteGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (hay: string) => words.every((word) => hay.toLowerCase().includes(word));
  const { groups } = COMMANDS;
  const all: readonly PaletteGroup[] = [
    { label: groups.commands, items: COMMAND_LIST.filter((command) => holds(command.label)).map(commandItem) },
    { label: groups.requests, items: rows.map(traceItem) },
    { label: groups.codes, items: words.length === 0 ? [] : codeItems(text, holds) },
    { label: groups.modules, items: words.length === 0 ? [] : moduleItems(holds) },
  ];
  return all.filter((group) => group.items.length > 0);
}

function commandItem(command: Command): PaletteItem {
  const { id, label, keys = '' } = command;
  return { id: `command ${id}`, label, detail: '', keys, action: { kind: 'command', command } };
}

function traceItem(row: RequestRow): PaletteItem {
  const { path, query } = shortUrl(row.url);
  return {
    id: `trace ${row.key}`,
    label: `${row.statusCode} ${row.verb} ${path}${query}`,
    detail: row.headline === '' ? row.path : row.headline,
    keys: '',
    action: { kind: 'trace', row },
  };
}

function codeItems(text: string, holds: (hay: string) => boolean): readonly PaletteItem[] {
  const keys = new Map<string, string>();
  for (const subject of lookUp(text)) keys.set(subjectKey(subject), '');
  for (const { code, names } of CODES) {
    const key = hexCode(code);
    if (keys.has(key) || holds(`${key} ${code} ${names.join(' ')}`)) keys.set(key, names.join(' / '));
  }
  for (const { status, subStatus, name } of STATUSES) {
    const key = formatStatus(status, subStatus);
    if (keys.has(key) || holds(`${key} ${name}`)) keys.set(key, name);
  }
  return [...keys].slice(0, MOST_CODES).map(([key, detail]) => ({
    id: `code ${key}`,
    label: key,
    detail,
    keys: '',
    action: { kind: 'code', key },
  }));
}

function moduleItems(holds: (hay: string) => boolean): readonly PaletteItem[] {
  return FAMILIES.flatMap((family) => family.names.map((name) => ({ name, family })))
    .filter(({ name, family }) => holds(`${name} ${family.label}`))
    .slice(0, MOST_MODULES)
    .map(({ name, family }) => ({
      id: `module ${name}`,
      label: name,
      detail: COMMANDS.module(family.does),
      keys: '',
      action: { kind: 'module', name },
    }));
}
