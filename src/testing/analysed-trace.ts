import { readFileSync } from 'node:fs';
import { analyse } from '../analysis/analyse.ts';
import type { FieldReader } from '../analysis/fields.ts';
import { digits, eventData, field } from '../formats/freb/data.ts';
import { frebReader } from '../formats/freb/reader.ts';
import type { TraceFacts } from '../model/facts.ts';
import type { AnalysedTrace } from '../model/trace.ts';
import type { FrebBuilder } from './freb-builder.ts';
import { byteSource } from './byte-source.ts';

/** A trace, read by the reader of its format and analysed. */
export interface TestTrace extends AnalysedTrace {
  readonly facts: TraceFacts;
  readonly fields: FieldReader;
}

/** Reads and analyses one trace: a builder, or the text or bytes of a file. Throws when it holds none. */
export async function analysedTrace(
  content: FrebBuilder | Uint8Array | string,
  path = 'fr000001.xml',
): Promise<TestTrace> {
  const input = typeof content === 'string' || content instanceof Uint8Array ? content : content.toBytes();
  const found: TestTrace[] = [];
  const issues: string[] = [];
  await frebReader.read(
    byteSource(input, path),
    {
      add(item) {
        if (item.kind !== 'trace') return;
        const { events } = item.trace;
        const fields: FieldReader = {
          field: (event, name) => field(events, item.bytes, event, name),
          digits: (event, name) => digits(events, item.bytes, event, name),
          all: (event) => eventData(events, item.bytes, event),
        };
        const { analysed, facts } = analyse(item.trace, fields);
        found.push({ ...analysed, facts, fields });
      },
      issue: (issue) => void issues.push(issue.code),
      progress() {},
    },
    new AbortController().signal,
  );
  const [first] = found;
  if (first === undefined) throw new Error(`no trace in ${path}: ${issues.join(', ')}`);
  return first;
}

/** One of the samples of `src/testing/samples/freb`, by the letters its name begins with: `a`, `a2`, `b` ... */
export async function sampleTrace(letter: string): Promise<TestTrace> {
  const name = SAMPLES.get(letter);
  if (name === undefined) throw new Error(`no sample ${letter}`);
  return analysedTrace(new Uint8Array(readFileSync(new URL(`samples/freb/${name}`, import.meta.url))), name);
}

const SAMPLES: ReadonlyMap<string, string> = new Map([
  ['a', 'a-ancm-502.3-timeout-2147954402.xml'],
  ['a2', 'a2-ancmv2-502.3-timeout-with-ancm-area.xml'],
  ['b', 'b-ancm-502.5-process-failure-errorcode-0.xml'],
  ['c', 'c-ancmv2-500.30-inprocess-start-failure.xml'],
  ['d', 'd-ancm-502.3-0x800704cd-client-gone-mid-response.xml'],
  ['e', 'e-slow-200-timetaken-aspnet4-child-request.xml'],
  ['f', 'f-401.2-iis-web-core-not-ancm.xml'],
  ['g', 'g-timetaken-cut-while-running.xml'],
  ['h', 'h-not-wellformed-control-chars.xml'],
  ['i', 'i-size-truncated-starts-midway.xml'],
]);
