import { parseInstant } from '../../base/time.ts';
import type { AppLogEntry } from '../../model/sidefiles.ts';
import { epochMs } from '../../model/units.ts';
import type { FormatReader } from '../reader.ts';
import { lineIssues } from '../textlog/issues.ts';
import { eachLine, logHead } from '../textlog/lines.ts';

const ENTRY = /^(?:\[([^,\]]{10,40}), PID: (\d{1,10})\] )?\[(aspnetcore[\w]{0,40}\.dll)\] ?(.*)$/i;
const ENTRIES_KEPT = 100_000;
const MESSAGE_KEPT = 16_384;

interface Draft {
  readonly line: number;
  readonly time: string;
  readonly pid: string;
  readonly dll: string;
  message: string;
}

/** The module does not write a level: its own words say what failed. */
function levelOf(message: string): string {
  if (/^Failed HRESULT|^Unhandled|exception|error/i.test(message)) return 'error';
  return message.startsWith('Event Log: ') ? 'event' : '';
}

/** Debug log of ANCM V2. */
export const ancmDebugReader: FormatReader = {
  id: 'ancmdebug',
  label: 'Debug log of ANCM',

  sniff(head) {
    const mine = logHead(head)
      .split(/\r?\n/, 20)
      .some((line) => ENTRY.test(line));
    return { score: mine ? 0.95 : 0, why: 'lines that begin with [aspnetcorev2.dll]' };
  },

  async read(source, sink, signal) {
    const entries: AppLogEntry[] = [];
    let draft: Draft | null = null;
    let leftOut = 0;
    let stray = 0;
    let processId: number | null = null;
    const close = (): void => {
      if (draft === null) return;
      if (entries.length >= ENTRIES_KEPT) {
        leftOut++;
        return;
      }
      const at = parseInstant(draft.time);
      // The first entry of a dll names the process for all that follow.
      const named = /Process Id: (\d{1,10})/.exec(draft.message)?.[1] ?? draft.pid;
      if (named !== '') processId = Number(named);
      entries.push({
        file: source.file,
        line: draft.line,
        time: at === null ? null : epochMs(at),
        level: levelOf(draft.message),
        category: draft.dll,
        message: draft.message,
        requestId: '',
        processId,
        exception: '',
      });
    };
    const facts = await eachLine(source, sink, signal, (text, line) => {
      const match = ENTRY.exec(text);
      if (match) {
        close();
        draft = { line, time: match[1] ?? '', pid: match[2] ?? '', dll: match[3] ?? '', message: match[4] ?? '' };
      } else if (draft === null) stray++;
      else if (draft.message.length < MESSAGE_KEPT) draft.message += `\n${text}`;
    });
    close();
    sink.add({ kind: 'appLog', entries });
    const issues = lineIssues(facts);
    for (const issue of issues) sink.issue(issue);
    if (leftOut > 0)
      sink.issue({ code: 'ancmdebug-entries-left-out', severity: 'info', count: leftOut, args: { count: leftOut } });
    const warning = issues.find((issue) => issue.severity === 'warning');
    return {
      state: warning === undefined ? 'whole' : 'partial',
      reason: warning?.code ?? null,
      counts: { events: null, rows: entries.length, damaged: facts.longLines + stray },
    };
  },
};
