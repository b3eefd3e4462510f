import { EntryCollector } from '../../formats/applog/entries.ts';
import { formOf } from '../../formats/applog/reader.ts';
import type { AppLogEntry, StdoutLog } from '../../model/sidefiles.ts';

/** The first lines decide in which form the application prints. */
const LINES_ASKED = 200;
/** Less, and what is printed is no log. */
const LEAST_SHARE = 0.15;

/** Entries of a stdout log. `local`: their times are of the server's own zone. */
export interface StdoutEntries {
  readonly entries: readonly AppLogEntry[];
  readonly local: boolean;
}

const read = new WeakMap<StdoutLog, StdoutEntries>();

/**
 * What an application printed, as entries: those of its logger where it prints in the form of one, else lines, with
 * those that are set in (stack traces) as part of the line before.
 */
export function stdoutEntries(log: StdoutLog): StdoutEntries {
  const known = read.get(log);
  if (known !== undefined) return known;
  const head = log.lines.slice(0, LINES_ASKED).map(({ text }) => text);
  const found = formOf(head.join('\n'));
  const answer =
    found === null || found.share < LEAST_SHARE
      ? { entries: plainEntries(log), local: false }
      : formedEntries(log, found.form);
  read.set(log, answer);
  return answer;
}

function formedEntries(log: StdoutLog, form: NonNullable<ReturnType<typeof formOf>>['form']): StdoutEntries {
  const day = log.startedAt === null ? Number.NaN : Math.floor(log.startedAt / 86_400_000) * 86_400_000;
  const collector = new EntryCollector(log.file, form, day);
  const stray: AppLogEntry[] = [];
  let last = 0;
  for (const { line, text } of log.lines) {
    // Behind lines that were left out nothing goes on.
    if (line !== last + 1) collector.finish();
    last = line;
    const { stray: before } = collector;
    collector.add(text, line);
    if (collector.stray > before) stray.push(plainEntry(log, line, text));
  }
  collector.finish();
  return { entries: [...collector.entries, ...stray].toSorted((a, b) => a.line - b.line), local: collector.local };
}

/** `   at Contoso.Reports.Data…`, `--- End of inner exception stack trace ---`, blank lines. */
const GOES_ON = /^(?:\s|--- End of|$)/;

function plainEntries(log: StdoutLog): readonly AppLogEntry[] {
  const entries: { readonly at: number; readonly lines: string[] }[] = [];
  for (const { line, text } of log.lines) {
    const last = entries.at(-1);
    if (last !== undefined && GOES_ON.test(text)) last.lines.push(text);
    else entries.push({ at: line, lines: [text] });
  }
  return entries.map(({ at, lines }) => plainEntry(log, at, lines.join('\n').trimEnd()));
}

function plainEntry({ file }: StdoutLog, line: number, message: string): AppLogEntry {
  return {
    file,
    line,
    time: null,
    level: '',
    category: '',
    message,
    requestId: '',
    processId: null,
    exception: '',
  };
}
