import { baseName } from '../../intake/litter.ts';
import { utc } from '../../base/time.ts';
import type { FormatReader } from '../reader.ts';
import { parseStdoutName } from '../stdout/name.ts';
import { lineIssues } from '../textlog/issues.ts';
import { eachLine, logHead } from '../textlog/lines.ts';
import { EntryCollector } from './entries.ts';
import { type Form, FORMS } from './forms.ts';
import { JSON_FORM, ObjectJoiner } from './json.ts';
import { LAYOUTS } from './layouts.ts';

const ALL: readonly Form[] = [...FORMS, ...LAYOUTS, JSON_FORM];
const LINES_ASKED = 60;

/** The form that most of the first lines are in, with their share among the lines that could begin an entry. */
export function formOf(head: string): { readonly form: Form; readonly share: number } | null {
  const joiner = new ObjectJoiner();
  const lines = head
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .flatMap((line, ix) => joiner.next(line, ix)?.text ?? [])
    .slice(0, LINES_ASKED);
  // Lines of a stack trace or a message are set in; they begin nothing.
  const first = lines.filter((line) => !/^\s/.test(line));
  let best: { form: Form; share: number } | null = null;
  for (const form of ALL) {
    const hits = first.filter((line) => form.start(line) !== null).length;
    const share = first.length === 0 ? 0 : hits / first.length;
    if (share > (best?.share ?? 0)) best = { form, share };
  }
  return best;
}

/** Logs that applications write themselves. */
export const appLogReader: FormatReader = {
  id: 'applog',
  label: 'Application log',

  sniff(head, name) {
    const found = formOf(logHead(head));
    if (found === null || found.share < 0.15) return { score: 0, why: '' };
    // Output that ANCM caught says by its name which process it is of; that is worth more than times.
    const caught = parseStdoutName(name) !== null;
    const plain = found.form.id === 'console' || found.form.id === 'systemd';
    // Plain console output has no times. With a phrase of a start in it, it is worth more as what a process printed.
    const score = caught ? 0.3 : plain ? 0.45 : 0.6 + 0.3 * Math.min(1, found.share * 2);
    return { score, why: `lines of a ${found.form.label}` };
  },

  async read(source, sink, signal) {
    const form = formOf(logHead(await source.slice(0, 65_536)))?.form;
    if (form === undefined)
      return { state: 'refused', reason: 'applog-unknown', counts: { events: null, rows: 0, damaged: 0 } };
    const collector = new EntryCollector(source.file, form, dayOfName(source.path));
    const joiner = new ObjectJoiner();
    const facts = await eachLine(source, sink, signal, (text, line) => {
      const whole = form === JSON_FORM ? joiner.next(text, line) : { text, line };
      if (whole !== null) collector.add(whole.text, whole.line);
    });
    collector.finish();
    const { entries, leftOut } = collector;
    sink.add({ kind: 'appLog', entries });
    const issues = [...lineIssues(facts)];
    if (leftOut > 0)
      issues.push({ code: 'applog-left-out', severity: 'warning', count: leftOut, args: { count: leftOut } });
    if (collector.local && entries.some((entry) => entry.time !== null))
      issues.push({ code: 'applog-local-time', severity: 'info' });
    if (entries.length > 0 && entries.every((entry) => entry.time === null))
      issues.push({ code: 'applog-no-time', severity: 'info' });
    for (const issue of issues) sink.issue(issue);
    const warning = issues.find((issue) => issue.severity === 'warning');
    const counts = { events: null, rows: entries.length, damaged: collector.stray };
    if (entries.length === 0) return { state: 'refused', reason: 'applog-unknown', counts };
    return { state: warning === undefined ? 'whole' : 'partial', reason: warning?.code ?? null, counts };
  },
};

/** Day in the name of a file that is rolled daily: `log20260312.txt`, `app-2026-03-12.log`; NaN for none. */
function dayOfName(path: string): number {
  const [, year, month, day] = /(20\d\d)-?(\d\d)-?(\d\d)(?!\d)/.exec(baseName(path)) ?? [];
  return year === undefined ? Number.NaN : (utc(Number(year), Number(month), Number(day), 0, 0, 0) ?? Number.NaN);
}
