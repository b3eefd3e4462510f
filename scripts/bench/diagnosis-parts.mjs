// The steps between the bytes of traces and their verdicts, each to be timed by itself. The bundle of this file is what
// runs. The order and the calls are those of the parse worker (key, reader, spans, facts) and of the engine (rules,
// incidents).
import { eventNames } from '../../src/analysis/event-names.ts';
import { traceFacts } from '../../src/analysis/facts.ts';
import { memberOfTrace } from '../../src/analysis/incident-member.ts';
import { groupIncidents } from '../../src/analysis/incidents.ts';
import { pairEvents } from '../../src/analysis/pairing.ts';
import { findSilences } from '../../src/analysis/silences.ts';
import { buildSpans } from '../../src/analysis/spans.ts';
import { steadyTimes } from '../../src/analysis/times.ts';
import { timeSpans } from '../../src/analysis/timing.ts';
import { contentKey } from '../../src/base/hash.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { InputIndex } from '../../src/diagnosis/inputs.ts';
import { fieldReader } from '../../src/engine/events/field-reader.ts';
import { frebReader } from '../../src/formats/freb/reader.ts';

const { signal } = new AbortController();

/** Takes files ({ name, content }) to verdicts. Gives the milliseconds of each step and what came out. */
export async function diagnoseAll(files) {
  const ms = { key: 0, events: 0, spans: 0, facts: 0, index: 0, rules: 0, incidents: 0 };
  let from = performance.now();
  const lap = (part) => {
    const now = performance.now();
    ms[part] += now - from;
    from = now;
  };
  const traces = [];
  for (const { name, content } of files) {
    const bytes = new Uint8Array(content);
    from = performance.now();
    const file = await contentKey({ size: bytes.length, slice: async (start, end) => bytes.subarray(start, end) });
    lap('key');
    const item = await read(bytes, file, name);
    lap('events');
    const { trace } = item;
    const { events, grain } = trace;
    const fields = fieldReader(events, bytes);
    const names = eventNames(events);
    const times = steadyTimes(events.time);
    const walk = buildSpans({ events, names, pairing: pairEvents(events, names), times, grain, fields });
    const spans = timeSpans(walk, times, grain, names);
    const silences = findSilences(walk, times, grain, events.strings, null);
    lap('spans');
    const facts = traceFacts(trace, names, times, walk, spans, fields);
    lap('facts');
    traces.push({ trace, spans, eventSpans: walk.eventSpans, silences, facts });
  }
  from = performance.now();
  const index = new InputIndex({ ...NOTHING, traces });
  lap('index');
  const verdicts = traces.map((trace) => diagnose(index.forTrace(trace)));
  lap('rules');
  const members = verdicts.flatMap((verdict, ix) =>
    verdict === null ? [] : [memberOfTrace(traces[ix].trace, verdict)],
  );
  const incidents = groupIncidents(members);
  lap('incidents');
  return { ms, verdicts: members.length, incidents: incidents.length };
}

const NOTHING = { requestLogs: [], httpErr: [], eventLog: [], stdout: [], appLog: [], config: [] };

async function read(bytes, file, path) {
  let item = null;
  const source = {
    file,
    path,
    size: bytes.length,
    lastModified: null,
    bytes: async () => bytes,
    slice: async (from, to) => bytes.slice(from, to),
    async *stream() {
      yield bytes;
    },
  };
  await frebReader.read(source, { add: (found) => (item ??= found), issue() {}, progress() {} }, signal);
  if (item === null) throw new Error(`${path} was not read`);
  return item;
}
