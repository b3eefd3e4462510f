import { Pacer } from '../../../base/pacer.ts';
import { splitRow } from '../../textlog/grammar.ts';
import { LineSplitter } from '../../textlog/lines.ts';
import { fieldRoles } from '../fields.ts';
import { type RowState, W3cRows } from '../rows.ts';
import { LogMachine, type SliceScan } from './machine.ts';
import type { FoldPath } from './totals-builder.ts';

/** Bytes of a log by range: a Blob, or a file in Node. The stream may be left before its end. */
export interface RangeSource {
  readonly size: number;
  range(from: number, to: number): AsyncIterable<Uint8Array>;
}

/** A stretch of a log: the lines that begin at a byte in [from, to). */
export interface SliceRequest {
  readonly from: number;
  readonly to: number;
  /** What is taken to be in force at its start; null at the start of the file, unless a person named the fields. */
  readonly state: RowState | null;
  /** The state is a guess: look at the first row before believing it. */
  readonly guessed: boolean;
  readonly keep: ReadonlySet<string> | null;
  /** Keep only failing rows, count the others. */
  readonly lean: boolean;
}

/** What the complete lines in the first bytes of a log leave in force: a guess for all that follows. */
export function headState(head: Uint8Array): RowState {
  const rows = new W3cRows<null>({
    time: 0,
    status: 0,
    substatus: 0,
    win32: 0,
    timeTaken: 0,
    column: () => null,
    extra: () => null,
    set: () => {},
    push: () => {},
  });
  const lines = new LineSplitter('utf-8', (text, line, ended) => rows.line(text, line, ended));
  lines.push(head.subarray(0, head.lastIndexOf(LF) + 1));
  return rows.state;
}

const LF = 0x0a;

/**
 * Scans a slice of a log. null: the state was guessed and the first row does not fit it, nothing was read. The slice
 * ends behind the line feed that ends its last line, wherever that is; a line longer than a slice leaves the next empty.
 * `fold`: what a path counts as where rows are only counted.
 */
export async function scanSlice(
  source: RangeSource,
  request: SliceRequest,
  fold: FoldPath,
  progress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<SliceScan | null> {
  const { from, to } = request;
  const machine = new LogMachine({
    state: request.state,
    atStart: from === 0,
    keep: request.keep,
    lean: request.lean ? fold : null,
    onPart: null,
  });
  const pacer = new Pacer(signal);
  // A line belongs to the slice when the byte before it, a line feed, is at from - 1 or later.
  let at = Math.max(0, from - 1);
  let begun = from === 0;
  let checked = !request.guessed;
  for await (const chunk of chunksFrom(source, at, to)) {
    signal.throwIfAborted();
    let start = 0;
    if (!begun) {
      const lf = chunk.indexOf(LF);
      if (lf < 0 || at + lf + 1 >= to) {
        if (at + (lf < 0 ? chunk.length : lf + 1) >= to) break;
        at += chunk.length;
        continue;
      }
      begun = true;
      start = lf + 1;
    }
    const last = at + chunk.length >= to ? chunk.indexOf(LF, Math.max(start, to - 1 - at)) : -1;
    const piece = chunk.subarray(start, last < 0 ? chunk.length : last + 1);
    if (!checked && piece.length > 0) {
      if (!guessHolds(piece, request.state)) return null;
      checked = true;
    }
    machine.push(piece);
    at += chunk.length;
    progress(Math.min(at, to) - from);
    if (last >= 0) break;
    if (pacer.due()) await pacer.pause();
  }
  return machine.end();
}

/** Bytes behind the end of a slice that are read with it: its last line ends there. */
const BEYOND = 16 * 1024;

/** Chunks from `from` on: first what a slice that ends at `to` will need, then, for long lines, as much as is taken. */
async function* chunksFrom(source: RangeSource, from: number, to: number): AsyncIterable<Uint8Array> {
  let at = from;
  for (let next = to + BEYOND; at < source.size; next = at + (to - from)) {
    const end = Math.min(source.size, next);
    yield* source.range(at, end);
    at = end;
  }
}

/** Whether the first row of a piece has the values that the fields in force ask for. No row: nothing speaks against it. */
function guessHolds(piece: Uint8Array, state: RowState | null): boolean {
  const names = state?.names ?? null;
  if (names === null) return true;
  const head = new TextDecoder().decode(piece.subarray(0, 65_536));
  const line = head.split('\n').find((one) => one.trim() !== '' && !one.startsWith('\0'));
  if (line === undefined || line.startsWith('#')) return true;
  const values = splitRow(line.replace(/\r$/, ''), names.length);
  if (values === null) return false;
  return fieldRoles(names).every((role, ix) => {
    const value = values[ix] ?? '';
    if (role?.kind === 'date') return /^\d{4}-\d\d-\d\d$/.test(value);
    if (role?.kind === 'time') return /^\d\d:\d\d:\d\d/.test(value);
    if (role?.kind === 'status') return /^(\d{3}|-)$/.test(value);
    return role?.kind !== 'timeTaken' || /^(\d+|-)$/.test(value);
  });
}
