import type { LogScopes } from '../../knowledge/log-scopes.ts';
import { timeOfDay } from '../textlog/clock.ts';
import { levelName } from './levels.ts';
import { timeOf } from './times.ts';

/** The first line of an entry, read. `time`: EpochMs, NaN when the line has none or no date. */
export interface EntryStart {
  readonly time: number;
  /** The time is of the machine's clock, without a zone. */
  readonly local: boolean;
  /** A time of day without a date, milliseconds since midnight. */
  readonly clock: number | null;
  readonly level: string;
  readonly category: string;
  readonly message: string;
  /** What it says of its request beside the message: a text of scopes, or the values by name. */
  readonly scopes: string | LogScopes;
  readonly processId: number | null;
  readonly exception: string;
}

/** One way in which a logger writes. */
export interface Form {
  readonly id: string;
  readonly label: string;
  start(line: string): EntryStart | null;
}

/** A start without anything in it. */
export const NONE = {
  time: Number.NaN,
  local: false,
  clock: null,
  category: '',
  scopes: '',
  processId: null,
  exception: '',
};

const DATE = String.raw`(\d{4}-\d\d-\d\d)`;
const CLOCK = String.raw`(\d\d:\d\d:\d\d(?:[.,]\d{1,7})?)`;

/** `2025-12-08 05:06:40.434 +00:00 [Error] Category: text` */
const APP_SERVICE = new RegExp(`^${DATE} ${CLOCK} ([+-]\\d\\d:\\d\\d) \\[(\\w+)\\] (\\S+?)(?: => (.*?))?:(?: (.*))?$`);
/** `2026-03-12 14:23:39.267 +01:00 [ERR] text` */
const SERILOG = new RegExp(`^${DATE} ${CLOCK} ([+-]\\d\\d:\\d\\d) \\[([A-Z]{3})\\] ?(.*)$`);
/** `[14:23:39 ERR] text`, also with a category in brackets behind it */
const SERILOG_CONSOLE = new RegExp(`^\\[${CLOCK} ([A-Z]{3})\\] ?(.*)$`);
/** `2026-03-12 14:23:39.2670|ERROR|Category|text`, also with the number of the event in front of the level */
const NLOG = new RegExp(`^${DATE} ${CLOCK}\\|(?:\\d*\\|)?([A-Za-z]+)\\|([^|]*)\\|(.*)$`);
/** `info: Category[14]`, with a time in front where one is configured */
const CONSOLE = new RegExp(
  `^(?:\\[?(?:${DATE}[T ])?${CLOCK} ?(Z|[+-]\\d\\d:?\\d\\d)?\\]? ?)?(trce|dbug|info|warn|fail|crit): ([^\\s[]+)\\[(-?\\d+)\\] ?(.*)$`,
);
/** `<3>Category[14] text`, with a time between */
const SYSTEMD = new RegExp(
  `^<([2-7])>(?:${DATE}[T ]${CLOCK} ?(Z|[+-]\\d\\d:?\\d\\d)? ?)?([^\\s[]+)\\[(-?\\d+)\\] (.*)$`,
);

export const FORMS: readonly Form[] = [
  {
    id: 'app-service',
    label: 'App Service application log',
    start(line) {
      const [, date = '', clock = '', zone = '', word = '', category = '', scopes = '', message = ''] =
        APP_SERVICE.exec(line) ?? [];
      const level = word.length > 3 ? levelName(word) : '';
      if (level === '') return null;
      return { ...NONE, ...timeOf(date, clock, zone), level, category, message, scopes };
    },
  },
  {
    id: 'serilog',
    label: 'Serilog text log',
    start(line) {
      const [, date = '', clock = '', zone = '', word = '', message = ''] = SERILOG.exec(line) ?? [];
      const level = levelName(word);
      return level === '' ? null : { ...NONE, ...timeOf(date, clock, zone), level, message };
    },
  },
  {
    id: 'serilog-console',
    label: 'Serilog console log',
    start(line) {
      const [, clock = '', word = '', message = ''] = SERILOG_CONSOLE.exec(line) ?? [];
      const level = levelName(word);
      return level === '' ? null : { ...NONE, clock: timeOfDay(clock), local: true, level, message };
    },
  },
  {
    id: 'nlog',
    label: 'NLog log',
    start(line) {
      const [, date = '', clock = '', word = '', category = '', message = ''] = NLOG.exec(line) ?? [];
      const level = levelName(word);
      return level === '' ? null : { ...NONE, ...timeOf(date, clock, undefined), level, category, message };
    },
  },
  {
    id: 'console',
    label: '.NET console log',
    start(line) {
      const match = CONSOLE.exec(line);
      if (match === null) return null;
      const [, date, clock, zone, word = '', category = '', , message = ''] = match;
      const level = levelName(word);
      if (clock === undefined) return { ...NONE, level, category, message };
      if (date === undefined) return { ...NONE, clock: timeOfDay(clock), local: true, level, category, message };
      return { ...NONE, ...timeOf(date, clock, zone), level, category, message };
    },
  },
  {
    id: 'systemd',
    label: '.NET systemd console log',
    start(line) {
      const [, word = '', date, clock = '', zone, category = '', , message = ''] = SYSTEMD.exec(line) ?? [];
      const level = levelName(word);
      if (level === '') return null;
      return { ...NONE, ...(date === undefined ? {} : timeOf(date, clock, zone)), level, category, message };
    },
  },
];
