import type { EventView } from '#core/engine/questions/events';
import { levelName } from '#core/knowledge/levels';
import { formatSeconds } from '../../../text/durations.ts';
import { WORDS } from '../../../text/words.ts';

/** One event as plain text, to paste into a report. What is masked on screen is masked here too. */
export function eventText(view: Pick<EventView, 'row' | 'fields'>): string {
  const { row, fields } = view;
  const time = row.timeMs === null ? 'no time' : `at ${formatSeconds(row.timeMs)}`;
  const lines = fields.map((field) => {
    const value = field.secret ? WORDS.masked : field.value.trimEnd().replaceAll('\n', '\n    ');
    const said = [field.secret ? '' : field.description.trim().replace(/\s+/g, ' '), field.decoded].filter(
      (text) => text !== '',
    );
    return `  ${field.name}: ${value}${said.length === 0 ? '' : ` (${[...new Set(said)].join('; ')})`}`;
  });
  return [`#${row.ix + 1} ${row.name}, ${levelName(row.level)}, ${time}`, ...lines, ''].join('\n');
}
