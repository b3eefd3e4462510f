import type { FieldReader } from '../../analysis/fields.ts';
import { authenticationGuide } from '../../analysis/guides/authentication.ts';
import { rewriteGuide } from '../../analysis/guides/rewrite.ts';
import { formatStatus } from '../../knowledge/substatus.ts';
import type { StoredTrace } from '../../store/traces.ts';
import type { ComparedFact, ComparedFactId, ComparedHeader } from '../questions/compare.ts';
import type { HeaderLine } from '../questions/traces.ts';
import { traceHeaders } from '../traces/trace-headers.ts';

/** Facts and headers of one trace, ready to be set beside another's. */
export interface SideFacts {
  readonly facts: ReadonlyMap<ComparedFactId, string>;
  readonly headers: readonly HeaderLine[];
}

export function sideFacts(stored: StoredTrace, fields: FieldReader): SideFacts {
  const { trace, facts } = stored;
  const { request, events } = trace;
  const passes = rewriteGuide(events, fields);
  const rules = passes.flatMap((pass) => pass.rules.filter(({ outcome }) => outcome === 'applied'));
  const tries = authenticationGuide(events, fields, facts).attempts;
  const number = (value: number | null): string => (value === null ? '' : String(value));
  return {
    facts: new Map<ComparedFactId, string>([
      ['status', request.statusCode],
      ['statusPath', statusPath(stored)],
      ['setBy', facts.producing?.module ?? ''],
      ['handler', facts.handlerName],
      ['handlerModules', facts.handlerModules],
      ['hosting', facts.hosting ?? ''],
      ['rewrittenTo', passes.map(({ result }) => result).findLast((result) => result !== '') ?? ''],
      ['rewriteRules', rules.map(({ name }) => name).join(', ')],
      ['authentication', tries.map(({ scheme, outcome }) => `${scheme}: ${outcome}`).join(', ')],
      ['appPool', request.appPool],
      ['processId', number(request.processId)],
      ['computer', trace.computer],
      ['physicalPath', facts.physicalPath],
      ['childRequests', number(facts.childRequests)],
      ['bytesReceived', number(facts.bytesReceived)],
      ['bytesSent', number(facts.bytesSent)],
    ]),
    headers: traceHeaders(stored, fields),
  };
}

/** Every status on the way in order, with who set it: `401.2 WindowsAuthenticationModule → 200`. */
function statusPath({ trace, facts }: StoredTrace): string {
  const steps = facts.statusEvents.map(({ status, subStatus, module }) =>
    `${formatStatus(status, subStatus)} ${module}`.trim(),
  );
  const last = facts.statusEvents.at(-1);
  const { status, subStatus, statusCode } = trace.request;
  const ended = last === undefined || last.status !== status || last.subStatus !== subStatus;
  return [...steps, ...(ended && statusCode !== '' ? [statusCode] : [])].join(' → ');
}

/** Facts of a trace beside those of the others; one that neither side has is left out. */
export function compareFacts(a: SideFacts, others: readonly SideFacts[]): readonly ComparedFact[] {
  return [...a.facts].flatMap(([id, own]) => {
    const usual = mostFrequent(others.map((other) => other.facts.get(id) ?? ''));
    return own === '' && usual.value === '' ? [] : [{ id, a: own, b: usual.value, share: usual.share }];
  });
}

/** Headers of a trace beside those of the others. What fewer than half of the others have only they have. */
export function compareHeaders(a: SideFacts, others: readonly SideFacts[]): readonly ComparedHeader[] {
  const own = byName(a.headers);
  const theirs = others.map((other) => byName(other.headers));
  const lines = new Map(theirs.toReversed().flatMap((headers) => [...headers]));
  for (const [key, line] of own) lines.set(key, line);
  return [...lines].flatMap(([key, { group, name, secret }]) => {
    const usual = mostFrequent(theirs.map((headers) => headers.get(key)?.value ?? null));
    const mine = own.get(key)?.value ?? null;
    if (mine === null && usual.value === null) return [];
    return [{ group, name, a: mine, b: usual.value, secret, share: usual.share }];
  });
}

/** Values of a header that comes several times stand below each other. */
function byName(
  headers: readonly HeaderLine[],
): ReadonlyMap<string, Pick<HeaderLine, 'group' | 'name' | 'value' | 'secret'>> {
  const lines = new Map<string, Pick<HeaderLine, 'group' | 'name' | 'value' | 'secret'>>();
  for (const { group, name, value, secret } of headers) {
    const key = `${group} ${name.toLowerCase()}`;
    const known = lines.get(key);
    lines.set(key, { group, name, secret, value: known === undefined ? value : `${known.value}\n${value}` });
  }
  return lines;
}

/** The value that occurs most often, the first one of several. */
function mostFrequent<Value>(values: readonly Value[]): { readonly value: Value; readonly share: number } {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: readonly [Value, number] | null = null;
  for (const entry of counts) if (best === null || entry[1] > best[1]) best = entry;
  if (best === null) throw new Error('a side without members');
  return { value: best[0], share: best[1] / values.length };
}
