import { Pacer } from '../../base/pacer.ts';
import { LIMITS } from '../../intake/limits.ts';
import type { ByteSource, ReadSink } from '../reader.ts';
import { decodeLine } from './decode.ts';
import { OddLines } from './odd-lines.ts';

/**
 * A line without its end; never empty. `ended`: a line feed follows. `line` is 1-based. `whole`: the line as it stands
 * in the file where NUL bytes break it and `text` is one of the pieces.
 */
export type OnLine = (text: string, line: number, ended: boolean, whole: string) => void;

/** A line over the limit, of which only the first characters are told. */
export type OnLongLine = (line: number, head: string) => void;

/** Bytes of a line over the limit that are told. */
const LONG_HEAD = 2000;

/** What had to be put right on the way from bytes to lines. */
export interface LineFacts {
  /** Lines that begin, end or are broken by NUL bytes. */
  nulLines: number;
  firstNulLine: number;
  /** Lines that are not UTF-8. */
  ansiLines: number;
  firstAnsiLine: number;
  /** Lines over the limit, of which nothing was kept. */
  longLines: number;
  firstLongLine: number;
  /** The file was UTF-16. */
  utf16: boolean;
}

const LF = 0x0a;
const CR = 0x0d;

/** Cuts chunks of any size into lines. One object per file. */
export class LineSplitter {
  readonly facts: LineFacts;
  readonly #onLine: OnLine;
  readonly #onLongLine: OnLongLine | null;
  readonly #utf16: TextDecoder | null;
  #carry: Uint8Array = new Uint8Array(0);
  #line: number;
  #skipping = false;
  #longHead = '';
  #started: boolean;

  /** `from`: the line that comes first, where the file does not start with this splitter. */
  constructor(
    encoding: 'utf-8' | 'utf-16le' | 'utf-16be',
    onLine: OnLine,
    from: number | null = null,
    onLongLine: OnLongLine | null = null,
  ) {
    this.#onLine = onLine;
    this.#onLongLine = onLongLine;
    this.#line = from ?? 1;
    this.#started = from !== null;
    this.#utf16 = encoding === 'utf-8' ? null : new TextDecoder(encoding);
    this.facts = {
      nulLines: 0,
      firstNulLine: 0,
      ansiLines: 0,
      firstAnsiLine: 0,
      longLines: 0,
      firstLongLine: 0,
      utf16: encoding !== 'utf-8',
    };
  }

  /** The line that comes next, for those who take only some lines of a file to it. */
  set line(line: number) {
    this.#line = line;
    if (line > 1) this.#started = true;
  }

  push(chunk: Uint8Array): void {
    if (this.#utf16 === null) this.#split(chunk);
    else this.#split(new TextEncoder().encode(this.#utf16.decode(chunk, { stream: true })));
  }

  end(): void {
    if (this.#utf16 !== null) this.#split(new TextEncoder().encode(this.#utf16.decode()));
    if (this.#skipping) this.#long();
    else if (this.#carry.length > 0) this.#emit(this.#carry, 0, this.#carry.length, false);
    this.#carry = new Uint8Array(0);
  }

  #split(chunk: Uint8Array): void {
    let from = 0;
    for (let lf = chunk.indexOf(LF); lf >= 0; lf = chunk.indexOf(LF, from)) {
      if (this.#skipping) this.#long();
      else if (this.#carry.length === 0) this.#emit(chunk, from, lf, true);
      else {
        const whole = join(this.#carry, chunk.subarray(from, lf));
        this.#emit(whole, 0, whole.length, true);
      }
      this.#carry = new Uint8Array(0);
      this.#skipping = false;
      this.#line++;
      from = lf + 1;
    }
    if (from === chunk.length || this.#skipping) return;
    this.#carry = join(this.#carry, chunk.subarray(from));
    if (this.#carry.length <= LIMITS.logLine) return;
    this.#carry = squeezeNuls(this.#carry);
    this.#skipping = this.#carry.length > LIMITS.logLine;
    if (!this.#skipping) return;
    this.#longHead = headOf(this.#carry);
    this.#carry = new Uint8Array(0);
  }

  #long(head = this.#longHead): void {
    if (this.facts.longLines++ === 0) this.facts.firstLongLine = this.#line;
    this.#onLongLine?.(this.#line, head);
  }

  #emit(bytes: Uint8Array, start: number, end: number, ended: boolean): void {
    if (end - start > LIMITS.logLine) {
      const squeezed = squeezeNuls(bytes.subarray(start, end));
      if (squeezed.length > LIMITS.logLine) this.#long(headOf(squeezed));
      else this.#emit(squeezed, 0, squeezed.length, ended);
      return;
    }
    let from = start;
    if (!this.#started) {
      this.#started = true;
      if (bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf) from += 3;
    }
    const decoded = decodeLine(bytes.subarray(from, bytes[end - 1] === 0x0d ? end - 1 : end));
    if (!decoded.utf8 && this.facts.ansiLines++ === 0) this.facts.firstAnsiLine = this.#line;
    if (!decoded.text.includes('\0')) {
      if (decoded.text !== '') this.#onLine(decoded.text, this.#line, ended, decoded.text);
      return;
    }
    if (this.facts.nulLines++ === 0) this.facts.firstNulLine = this.#line;
    const pieces = decoded.text.split(/\r?\0+/);
    for (const [ix, piece] of pieces.entries()) {
      if (piece !== '') this.#onLine(piece, this.#line, ended || ix < pieces.length - 1, decoded.text);
    }
  }
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b.slice();
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const headOf = (bytes: Uint8Array): string => decodeLine(bytes.subarray(0, LONG_HEAD)).text;

/** Each run of NUL bytes as one: files that were allocated ahead end in more of them than a line may be long. */
function squeezeNuls(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, ix) => byte !== 0 || bytes[ix - 1] !== 0);
}

/** UTF-16 by its mark, or by the NUL beside the `#` or digit that every log starts with; UTF-8 otherwise. */
export function logEncoding(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [a = -1, b = -1] = head;
  if ((a === 0xff && b === 0xfe) || (a > 0x20 && a < 0x7f && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b > 0x20 && b < 0x7f)) return 'utf-16be';
  return 'utf-8';
}

/** The head of a log as text, for recognising it: never throws, wrong characters do not matter. */
export function logHead(head: Uint8Array): string {
  return new TextDecoder(logEncoding(head)).decode(head);
}

/** How a log is looked through for what is wrong with it. */
export interface Looking {
  readonly onLongLine: OnLongLine;
  /** Lines of so many values, set apart by one blank each, are of no interest: see `OddLines`. */
  readonly plainValues: () => number | null;
}

/** Reads a source line by line, with a pause now and then. Throws only when aborted. */
export async function eachLine(
  source: ByteSource,
  sink: Pick<ReadSink, 'progress'>,
  signal: AbortSignal,
  onLine: OnLine,
  looking: Looking | null = null,
): Promise<LineFacts> {
  const head = await source.slice(0, 4096);
  const encoding = logEncoding(head);
  const splitter = new LineSplitter(encoding, onLine, null, looking?.onLongLine);
  const lines = looking === null || encoding !== 'utf-8' ? splitter : new OddLines(splitter, looking.plainValues);
  const oldMac = head.includes(CR) && !head.includes(LF);
  const pacer = new Pacer(signal);
  let bytes = 0;
  for await (const chunk of source.stream()) {
    lines.push(oldMac ? chunk.map((byte) => (byte === CR ? LF : byte)) : chunk);
    bytes += chunk.length;
    sink.progress(bytes);
    signal.throwIfAborted();
    if (pacer.due()) await pacer.pause();
  }
  lines.end();
  return splitter.facts;
}
