import type { IssueSeverity, ParseIssue } from '../../model/source.ts';
import type { PastedEvent } from './events.ts';
import type { PastedRequest } from './request.ts';

/** What a trace file would hold and this text does not, each as one issue; the reason of the file comes first. */
export function losses(
  events: readonly PastedEvent[],
  request: PastedRequest,
  strayLines: number,
): readonly ParseIssue[] {
  const out: ParseIssue[] = [];
  const say = (code: string, severity: IssueSeverity, args?: ParseIssue['args']): void =>
    void out.push(args === undefined ? { code, severity } : { code, severity, args });
  const known = new Map(request.attributes);
  const timed = events.filter((event) => event.time !== null);

  say('paste', 'warning');
  if (timed.length > 0) say('paste-no-date', 'warning');
  if (timed.length < events.length) say('paste-no-time', 'warning', { count: events.length - timed.length });
  const first = events[0]?.number ?? 1;
  if (first > 1) say('paste-starts-late', 'warning', { first });
  else if (!has(events, 'GENERAL_REQUEST_START')) say('paste-no-start', 'warning');
  const missing = leftOut(events);
  if (missing > 0) say('paste-numbers-missing', 'warning', { count: missing });
  if (!has(events, 'GENERAL_REQUEST_END')) say('paste-no-end', 'warning');
  if (!known.has('url')) say('paste-no-url', 'warning');
  if (request.statusFrom !== '')
    say('paste-status-derived', 'info', { status: known.get('statusCode') ?? '', event: request.statusFrom });
  else if (!known.has('statusCode')) say('paste-no-status', 'warning');
  if (!known.has('timeTaken')) say('paste-no-time-taken', 'info');
  say('paste-no-ids', 'info');
  if (events.some((event) => event.level === null)) say('paste-no-levels', 'info');
  const names = events.reduce(
    (sum, event) => sum + event.fields.filter(({ description }) => description !== '').length,
    0,
  );
  if (names > 0) say('paste-names', 'info', { count: names });
  const stray = strayLines + events.reduce((sum, { rest }) => sum + (rest === '' ? 0 : rest.split('\n').length), 0);
  if (stray > 0) say('paste-stray-text', 'warning', { count: stray });
  return out;
}

function has(events: readonly PastedEvent[], name: string): boolean {
  return events.some((event) => event.name === name);
}

/** Numbers that are jumped over between the first event and the last. */
function leftOut(events: readonly PastedEvent[]): number {
  let missing = 0;
  let last: number | null = null;
  for (const { number } of events) {
    if (number !== null && last !== null) missing += Math.max(0, number - last - 1);
    last = number ?? last;
  }
  return missing;
}
