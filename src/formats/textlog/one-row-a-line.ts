import type { ByteSource, ReadSink } from '../reader.ts';
import { addDamaged, type RowFacts } from './issues.ts';
import { eachLine, logHead, type LineFacts } from './lines.ts';

/** Reads one line without blanks at its end; null when it is no row. */
type ParseRow<Row> = (line: string) => Row | null;

/** Lines of the head that are looked at: what comes first may be half a row. */
const LOOKED_AT = 5;

/** The first row in the head of a log that has neither header nor directives; null when there is none. */
export function headRow<Row>(head: Uint8Array, parse: ParseRow<Row>): Row | null {
  for (const line of logHead(head).split('\n', LOOKED_AT)) {
    const row = parse(line.trimEnd());
    if (row !== null) return row;
  }
  return null;
}

/** Reads such a log row by row; what is no row is counted in `facts`. */
export function eachRow<Row>(
  input: { readonly source: ByteSource; readonly sink: Pick<ReadSink, 'progress'>; readonly signal: AbortSignal },
  facts: RowFacts,
  parse: ParseRow<Row>,
  push: (row: Row, line: number) => void,
): Promise<LineFacts> {
  return eachLine(input.source, input.sink, input.signal, (text, line, ended) => {
    const trimmed = text.trimEnd();
    if (trimmed === '') return;
    const row = parse(trimmed);
    if (row === null) addDamaged(facts, line, ended);
    else push(row, line);
  });
}
