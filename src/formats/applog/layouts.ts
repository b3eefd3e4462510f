import { type Form, NONE } from './forms.ts';
import { levelName } from './levels.ts';
import { timeOf } from './times.ts';

const DATE = String.raw`(\d{4}-\d\d-\d\d)`;
const CLOCK = String.raw`(\d\d:\d\d:\d\d(?:[.,]\d{1,7})?)`;
const ZONE = String.raw`(Z|[+-]\d\d:?\d\d)`;

/** `2026-03-12T14:23:39.2671234+01:00 0HN8F1V5K9A1B:00000001 [ERR] text (1a2b3c4d)`: request id, id of the event. */
const SERILOG_FILE = new RegExp(
  `^${DATE}T${CLOCK}${ZONE} {1,20}(\\S{0,80}) {0,2}\\[([A-Za-z]{3})\\] (.*?)(?: \\([0-9a-f]{8}\\))?$`,
);
/** `2026-03-12 14:23:39,267 [12] ERROR Contoso.Orders [(null)] - text`: a time, then the level, or a thread and the level. */
const DATED = new RegExp(`^\\[?${DATE}[ T]${CLOCK} ?${ZONE}?\\]?:? {1,4}(.*)$`);
const LEVEL = /^[[(|]?([A-Za-z]{3,11})[\])|]?:?(?: {1,8}(.*))?$/;
const BRACKET = /^\[[^\]]{0,64}\] {1,4}/;
/** What stands between level and message: `Contoso.Orders [context] - `. */
const LOGGER = /^([A-Za-z_][\w.+`<>$-]*)(?: \[[^\]]{0,200}\])? - (.*)$/;

/** Layouts that many applications set, or that older loggers have. Looser than the forms of one logger: asked last. */
export const LAYOUTS: readonly Form[] = [
  {
    id: 'serilog-file',
    label: 'Serilog file log',
    start(line) {
      const [, date = '', clock = '', zone = '', requestId = '', word = '', message = ''] =
        SERILOG_FILE.exec(line) ?? [];
      const level = levelName(word);
      if (level === '') return null;
      return {
        ...NONE,
        ...timeOf(date, clock, zone),
        level,
        message,
        scopes: requestId === '' ? '' : `RequestId:${requestId}`,
      };
    },
  },
  {
    id: 'date-level',
    label: 'log of log4net and its like',
    start(line) {
      const [, date = '', clock = '', zone, behind = ''] = DATED.exec(line) ?? [];
      const found = leveled(behind) ?? leveled(behind.replace(BRACKET, ''));
      if (found === null) return null;
      const [, category = '', message = found.rest] = LOGGER.exec(found.rest) ?? [];
      return { ...NONE, ...timeOf(date, clock, zone), level: found.level, category, message };
    },
  },
];

function leveled(text: string): { readonly level: string; readonly rest: string } | null {
  const [, word = '', rest = ''] = LEVEL.exec(text) ?? [];
  const level = levelName(word);
  return level === '' ? null : { level, rest };
}
