import type { AppLogEntry } from '../../model/sidefiles.ts';
import { epochMs, type FileKey } from '../../model/units.ts';
import { RunningDay } from '../textlog/clock.ts';
import { type LogScopes, logScopes } from '../../knowledge/log-scopes.ts';
import type { EntryStart, Form } from './forms.ts';
import { isTelling } from './levels.ts';

/** Entries kept whole; of a longer log only warnings and worse are kept from here on. */
const KEPT = 100_000;
/** And never more than this. */
const MOST = 400_000;
/** Characters of one entry. A stack trace with inner exceptions has some ten thousand. */
const LONGEST = 64 * 1024;

/** `System.InvalidOperationException: text`, also behind "Unhandled exception. " and " ---> ". */
const EXCEPTION = /^\s*(?:---> )?(?:Unhandled [Ee]xception[.:] )?(?:[A-Za-z_]\w*\.)+\w*(?:Exception|Error)\b/;
const STACK = /^\s+at \S/;

/** Gathers lines into entries. Lines that begin none belong to the entry before them. */
export class EntryCollector {
  readonly entries: AppLogEntry[] = [];
  /** Lines before the first entry, and entries that were left out for their number. */
  stray = 0;
  leftOut = 0;
  /** Some entries have a time of the machine's clock. */
  local = false;
  readonly #file: FileKey;
  readonly #form: Form;
  readonly #day = new RunningDay();
  #start: EntryStart | null = null;
  #line = 0;
  #more: string[] = [];
  #length = 0;

  /** `day`: midnight of the day that the name of the file names, for forms without a date; NaN for none. */
  constructor(file: FileKey, form: Form, day: number) {
    this.#file = file;
    this.#form = form;
    this.#day.start(day);
  }

  add(text: string, line: number): void {
    const start = this.#form.start(text);
    if (start !== null) {
      this.finish();
      this.#start = start;
      this.#line = line;
    } else if (this.#start === null) {
      if (text.trim() !== '') this.stray++;
    } else if (this.#length < LONGEST) {
      this.#more.push(text);
      this.#length += text.length;
    }
  }

  /** Ends the entry at hand. */
  finish(): void {
    const start = this.#start;
    if (start === null) return;
    const { length } = this.entries;
    if (length >= MOST || (length >= KEPT && !isTelling(start.level))) this.leftOut++;
    else this.entries.push(this.#entry(start));
    this.#start = null;
    this.#more = [];
    this.#length = 0;
  }

  #entry(start: EntryStart): AppLogEntry {
    this.local ||= start.local;
    const time = start.clock === null ? start.time : this.#day.at(start.clock);
    const cut = this.#more.findIndex((line) => EXCEPTION.test(line) || STACK.test(line));
    const scopes = this.#more.find((line) => line.trimStart().startsWith('=> '));
    const said = (cut < 0 ? this.#more : this.#more.slice(0, cut))
      .filter((line) => line !== scopes)
      .map((line) => line.trim());
    const exception = cut < 0 ? '' : this.#more.slice(cut).join('\n').trim();
    const message = [start.message, ...said]
      .filter((line) => line !== '')
      .join('\n')
      .slice(0, LONGEST);
    return {
      file: this.#file,
      line: this.#line,
      time: Number.isNaN(time) ? null : epochMs(time),
      level: start.level,
      category: start.category,
      message,
      ...idsOf(start.scopes, scopes ?? '', message),
      processId: start.processId,
      exception: [start.exception, exception]
        .filter((part) => part !== '')
        .join('\n')
        .slice(0, LONGEST),
    };
  }
}

/** The scopes of an entry stand on its first line or on one of their own; without any, the message may name the ids. */
function idsOf(
  first: string | LogScopes,
  line: string,
  message: string,
): Pick<AppLogEntry, 'requestId' | 'traceId' | 'parentId' | 'requestPath'> {
  const own = typeof first === 'string' ? logScopes(`${first} ${line}`) : first;
  const told = logScopes(message);
  const [traceId, parentId] = own.traceId === '' ? [told.traceId, told.parentId] : [own.traceId, own.parentId];
  const requestPath = own.requestPath || told.requestPath;
  return {
    requestId: own.requestId || told.requestId,
    ...(traceId === '' ? {} : { traceId }),
    ...(parentId === '' ? {} : { parentId }),
    ...(requestPath === '' ? {} : { requestPath }),
  };
}
