import { InputIndex, type Loaded } from '../../diagnosis/inputs.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import type { TraceInput } from '../../diagnosis/rule.ts';
import { recognise } from '../../formats/sniff.ts';
import type { ParsedItem } from '../../formats/reader.ts';
import { analyse } from '../../analysis/analyse.ts';
import { eventData, field } from '../../formats/freb/data.ts';
import type { Verdict } from '../../model/verdict.ts';
import { rowIx } from '../../model/units.ts';
import { byteSource } from '../byte-source.ts';
import { readWith } from '../read-with.ts';
import type { CaseFile } from './case.ts';

/** Reads the files of a case by the readers that recognise them. Throws when one is not read: a fixture is wrong then. */
export async function load(files: readonly CaseFile[]): Promise<Loaded> {
  const traces: TraceInput[] = [];
  const loaded = { requestLogs: [], httpErr: [], eventLog: [], stdout: [], appLog: [], config: [] } as Mutable;
  for (const { path, text } of files) {
    const source = byteSource(text, path);
    const { reader } = recognise(new TextEncoder().encode(text).subarray(0, 64 * 1024), path);
    if (reader === null) throw new Error(`${path} is recognised by no reader`);
    const { items, summary } = await readWith(reader, source);
    if (summary.state !== 'whole') throw new Error(`${path} is ${summary.state}: ${summary.reason ?? ''}`);
    for (const item of items) keep(item, traces, loaded);
  }
  return { traces, ...loaded };
}

type Mutable = { -readonly [K in Exclude<keyof Loaded, 'traces'>]: Loaded[K][number][] };

function keep(item: ParsedItem, traces: TraceInput[], loaded: Mutable): void {
  if (item.kind === 'trace') {
    const { events } = item.trace;
    const { analysed, facts } = analyse(item.trace, {
      field: (event, name) => field(events, item.bytes, event, name),
      all: (event) => eventData(events, item.bytes, event),
    });
    traces.push({ ...analysed, facts });
  } else if (item.kind === 'requestLog') loaded.requestLogs.push(item.table);
  else if (item.kind === 'httpErr') loaded.httpErr.push(item.table);
  else if (item.kind === 'eventLog') loaded.eventLog.push(...item.records);
  else if (item.kind === 'stdout') loaded.stdout.push(item.log);
  else if (item.kind === 'appLog') loaded.appLog.push(...item.entries);
  else loaded.config.push(item.config);
}

/** The verdict on what is loaded: on the first trace that has one, else on the rows, else on the side files. */
export function judge(loaded: Loaded): Verdict | null {
  const index = new InputIndex(loaded);
  if (loaded.traces.length > 0) {
    const inOrder = loaded.traces.toSorted((a, b) => Number(a.trace.startedAt) - Number(b.trace.startedAt));
    for (const trace of inOrder) {
      const verdict = diagnose(index.forTrace(trace));
      if (verdict !== null) return verdict;
    }
    return null;
  }
  const all = <Table extends { readonly length: number }>(table: Table) => ({
    table,
    rows: Array.from({ length: table.length }, (_, row) => rowIx(row)),
  });
  if (loaded.requestLogs.length + loaded.httpErr.length > 0) {
    return diagnose(index.forRows({ logRows: loaded.requestLogs.map(all), httpErr: loaded.httpErr.map(all) }));
  }
  return diagnose(index.forSideFiles());
}
