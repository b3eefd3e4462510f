import { formatCode } from '../../knowledge/decode.ts';
import { urlTemplate } from '../url-template.ts';
import { eventSource, source, type Draft } from './draft.ts';
import type { StoryInputs, StoryTrace } from './inputs.ts';
import { counted, some, took } from './words.ts';

/** More traces than these are told as groups of one status. */
const TOLD_ALONE = 4;

/** What traces tell: when the request began and which event ended it; many of them by status. */
export function traceSteps(inputs: Pick<StoryInputs, 'traces' | 'window'>): readonly Draft[] {
  const { window } = inputs;
  const within = inputs.traces.filter(({ startedAt, endedAt }) => startedAt <= window.to && endedAt >= window.from);
  const failed = within.filter((trace) => trace.failed);
  return failed.length <= TOLD_ALONE ? failed.flatMap(alone) : byStatus(failed).map(together);
}

function byStatus(traces: readonly StoryTrace[]): readonly (readonly StoryTrace[])[] {
  const groups = new Map<string, StoryTrace[]>();
  for (const trace of traces) {
    const group = groups.get(trace.statusCode);
    if (group === undefined) groups.set(trace.statusCode, [trace]);
    else group.push(trace);
  }
  return [...groups.values()];
}

function alone(trace: StoryTrace): readonly Draft[] {
  const { row } = trace;
  const from = trace.client === '' ? '' : ` from ${trace.client}`;
  const rowSource = row === null ? [] : [source(row, row.line, 'request')];
  const path = urlTemplate(trace.url);
  const started: Draft = {
    kind: 'trace',
    at: trace.startedAt,
    to: trace.endedAt,
    title: `The traced request begins: ${trace.verb} ${path}${from}.`,
    details: row === null ? [] : ['Its row in the request log is the only one that fits in path, status and time.'],
    sources: [eventSource(trace, null), ...rowSource],
    exact: true,
  };
  if (trace.producing === null) return [started];
  const { event, at, module, code, silentMs } = trace.producing;
  const withCode = code === null || code === 0 ? '' : ` with ${formatCode(code)}`;
  return [
    started,
    {
      kind: 'trace',
      at,
      title: `${module === '' ? 'A module' : module} sets ${trace.statusCode}${withCode}${silentMs === null ? '' : ` after ${took(silentMs)} of silence`}.`,
      details: [`Event ${event + 1} of the trace.`],
      sources: [eventSource(trace, event), ...rowSource],
      exact: true,
    },
  ];
}

function together(traces: readonly StoryTrace[]): Draft {
  const order = traces.toSorted((a, b) => a.startedAt - b.startedAt);
  const [first] = order;
  const paths = [...new Set(order.map(({ url }) => urlTemplate(url)))];
  return {
    kind: 'trace',
    at: first?.startedAt ?? 0,
    to: Math.max(...order.map(({ endedAt }) => endedAt)),
    title: `${counted(order.length, 'traced request')} of ${some(paths)} fail with ${first?.statusCode ?? ''}.`,
    details: [],
    count: order.length,
    sources: order.slice(0, 3).map((trace) => eventSource(trace, trace.producing?.event ?? null)),
    exact: true,
  };
}
