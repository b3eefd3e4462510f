import { LIMITS } from '../../intake/limits.ts';
import { referenceLength } from './entities.ts';
import {
  CDATA_END,
  COMMENT_END,
  PI_END,
  TerminatorFinder,
  isForbidden,
  isNameByte,
  isNameStart,
  isSpace,
  matchesAt,
  sameBytes,
  sameRange,
} from './bytes.ts';
import type { XmlProblem } from './problems.ts';

/** Where the scan of one element ended, and why. */
export type GuardEnd =
  /** After its end tag. */
  | 'closed'
  /** Another start of such an element, or the start or end tag of the root, stands where its end tag should have come. */
  | 'unclosed'
  /** The bytes ran out. */
  | 'cut'
  /** A DOCTYPE or another declaration: the file is refused. */
  | 'declaration'
  /** Deeper than the limit: the file is refused. */
  | 'too-deep';

const XML = new TextEncoder().encode('xml');

/**
 * Elements that never nest, and the root around them: where one of them or the root begins or ends before the last one
 * did, its end tag is missing.
 */
export interface Boundary {
  readonly element: string;
  readonly root: string;
}

/** Takes the problems that are found. */
export interface ProblemSink {
  add(code: XmlProblem): void;
}

const NOBODY: ProblemSink = { add: () => {} };

/**
 * Checks one element byte by byte before anything parses it. The parser behind takes nearly everything without a
 * word, so what it must not see, and what makes its answer doubtful, is found here. Linear in the input: each byte is
 * passed once, and a search for an end marker that failed is not repeated.
 */
export class Guard {
  readonly #bytes: Uint8Array;
  readonly #finder: TerminatorFinder;
  /** Name ranges of the open elements. */
  readonly #open = new Uint32Array(2 * (LIMITS.xmlDepth + 1));
  #depth = 0;
  #problems: ProblemSink = NOBODY;
  #at = 0;
  readonly #limit: number;
  #broken = false;
  readonly #element: Uint8Array;
  readonly #root: Uint8Array;

  constructor(bytes: Uint8Array, boundary: Boundary = { element: '', root: '' }) {
    this.#bytes = bytes;
    this.#element = new TextEncoder().encode(boundary.element);
    this.#root = new TextEncoder().encode(boundary.root);
    this.#limit = bytes.length;
    this.#finder = new TerminatorFinder(bytes);
  }

  /** Offset after the element, or of what ended it. */
  get end(): number {
    return this.#at;
  }

  /** The structure is damaged: tags that do not match, attributes without quotes and the like. */
  get broken(): boolean {
    return this.#broken;
  }

  /**
   * Scans the element whose `<` is at `from`. `depth`: how many elements are open around it. `bounded`: it is one of the
   * boundary, so end at its end tag and at whatever shows that it is missing.
   */
  element(from: number, depth: number, bounded: boolean, problems: ProblemSink): GuardEnd {
    const bytes = this.#bytes;
    this.#problems = problems;
    this.#at = from;
    this.#broken = false;
    this.#depth = 0;
    while (this.#at < this.#limit) {
      const b = bytes[this.#at] ?? 0;
      if (b !== 0x3c) {
        this.#text(b);
        continue;
      }
      const end = this.#markup(depth, bounded, from);
      if (end !== null) return end;
    }
    return 'cut';
  }

  #text(b: number): void {
    const bytes = this.#bytes;
    const at = this.#at++;
    if (b === 0x26) {
      const length = referenceLength(bytes, at);
      if (length === 0) this.#problems.add('bad-reference');
      else this.#at = at + length;
    } else if (isForbidden(bytes, at)) this.#problems.add('control-character');
    else if (b === 0x3e && bytes[at - 1] === 0x5d && bytes[at - 2] === 0x5d) this.#problems.add('cdata-end-in-text');
  }

  #break(code: 'bad-attribute' | 'bad-name' | 'stray-markup' | 'mismatched-tag' | 'over-limit'): void {
    this.#problems.add(code);
    this.#broken = true;
  }

  #markup(depth: number, bounded: boolean, from: number): GuardEnd | null {
    const next = this.#bytes[this.#at + 1] ?? 0;
    if (this.#at + 1 >= this.#limit) return 'cut';
    if (next === 0x21) return this.#declaration();
    if (next === 0x3f) return this.#instruction();
    if (next === 0x2f) return this.#endTag(bounded);
    if (isNameStart(next)) return this.#startTag(depth, bounded, from);
    this.#break('stray-markup');
    this.#at++;
    return null;
  }

  /** Comment, CDATA, or a declaration, which is not allowed. */
  #declaration(): GuardEnd | null {
    const at = this.#at;
    const left = this.#limit - at;
    if (matchesAt(this.#bytes, at, '<!--')) {
      const end = this.#finder.find(COMMENT_END, at + 4);
      if (end < 0) return this.#unended(4);
      this.#pass(at + 4, end, true);
      this.#at = end + 3;
      return null;
    }
    if (matchesAt(this.#bytes, at, '<![CDATA[')) {
      const end = this.#finder.find(CDATA_END, at + 9);
      if (end < 0) return this.#unended(9);
      this.#pass(at + 9, end, false);
      this.#at = end + 3;
      return null;
    }
    const cut =
      (left < 4 && matchesAt(this.#bytes, at, '<!--'.slice(0, left))) ||
      (left < 9 && matchesAt(this.#bytes, at, '<![CDATA['.slice(0, left)));
    return cut ? 'cut' : 'declaration';
  }

  #instruction(): GuardEnd | null {
    const at = this.#at;
    const end = this.#finder.find(PI_END, at + 2);
    if (end < 0) return this.#unended(2);
    if (isDeclaration(this.#bytes, at)) this.#problems.add('misplaced-declaration');
    this.#pass(at + 2, end, false);
    this.#at = end + 2;
    return null;
  }

  /** An opener without its end anywhere: text, as far as we can tell. */
  #unended(length: number): null {
    this.#break('stray-markup');
    this.#at += length;
    return null;
  }

  /** Content of a comment, CDATA section or instruction: only its characters count. */
  #pass(from: number, to: number, comment: boolean): void {
    const bytes = this.#bytes;
    for (let i = from; i < to; i++) {
      const b = bytes[i] ?? 0;
      if (isForbidden(bytes, i)) this.#problems.add('control-character');
      else if (comment && b === 0x2d && bytes[i + 1] === 0x2d) this.#problems.add('comment-dashes');
    }
  }

  #endTag(bounded: boolean): GuardEnd | null {
    const bytes = this.#bytes;
    const start = this.#at + 2;
    let i = start;
    while (i < this.#limit && isNameByte(bytes[i] ?? 0)) i++;
    const nameEnd = i;
    while (i < this.#limit && isSpace(bytes[i] ?? 0)) i++;
    if (i >= this.#limit) return 'cut';
    const closes = bytes[i] === 0x3e;
    if (bounded && closes && sameBytes(bytes, start, nameEnd, this.#root)) {
      this.#break('mismatched-tag');
      return 'unclosed';
    }
    const matches = this.#pop(start, nameEnd);
    if (!closes) this.#break('bad-name');
    else if (!matches) this.#break('mismatched-tag');
    this.#at = closes ? i + 1 : i;
    if (bounded && closes && sameBytes(bytes, start, nameEnd, this.#element)) {
      if (this.#depth > 0) this.#break('mismatched-tag');
      return 'closed';
    }
    return this.#depth === 0 && !bounded ? 'closed' : null;
  }

  /** Closes the innermost open element of this name; false when it was not the innermost one. */
  #pop(start: number, end: number): boolean {
    for (let d = this.#depth - 1; d >= 0; d--) {
      if (!sameRange(this.#bytes, this.#open[2 * d] ?? 0, this.#open[2 * d + 1] ?? 0, start, end)) continue;
      const innermost = d === this.#depth - 1;
      this.#depth = d;
      return innermost;
    }
    return false;
  }

  #startTag(depth: number, bounded: boolean, from: number): GuardEnd | null {
    const bytes = this.#bytes;
    const tag = this.#at;
    const start = tag + 1;
    let i = start;
    while (i < this.#limit && isNameByte(bytes[i] ?? 0)) i++;
    if (i >= this.#limit) return 'cut';
    if (bounded && tag !== from && this.#opensBoundary(start, i)) {
      this.#break('mismatched-tag');
      return 'unclosed';
    }
    if (i - start > LIMITS.nameLength) this.#break('over-limit');
    const end = this.#attributes(i);
    if (end === null) return 'cut';
    if (end === 'empty') return this.#depth === 0 ? 'closed' : null;
    if (depth + this.#depth >= LIMITS.xmlDepth) return 'too-deep';
    this.#open[2 * this.#depth] = start;
    this.#open[2 * this.#depth + 1] = i;
    this.#depth++;
    return null;
  }

  #opensBoundary(start: number, end: number): boolean {
    return sameBytes(this.#bytes, start, end, this.#element) || sameBytes(this.#bytes, start, end, this.#root);
  }

  /** From the end of the name to after `>`; null when the bytes ran out. */
  #attributes(from: number): 'open' | 'empty' | null {
    const bytes = this.#bytes;
    const names: number[] = [];
    let i = from;
    for (;;) {
      const before = i;
      while (i < this.#limit && isSpace(bytes[i] ?? 0)) i++;
      if (i >= this.#limit) return null;
      const b = bytes[i] ?? 0;
      if (b === 0x3e) {
        this.#at = i + 1;
        return 'open';
      }
      if (b === 0x2f && bytes[i + 1] === 0x3e) {
        this.#at = i + 2;
        return 'empty';
      }
      if (b === 0x2f && i + 1 >= this.#limit) return null;
      if (b === 0x3c) {
        this.#break('bad-attribute');
        this.#at = i;
        return 'open';
      }
      if (!isNameStart(b) || before === i) this.#break(isNameStart(b) ? 'bad-attribute' : 'bad-name');
      const start = i;
      while (i < this.#limit && isNameByte(bytes[i] ?? 0)) i++;
      if (i === start) {
        i++;
        continue;
      }
      this.#attributeName(names, start, i);
      while (i < this.#limit && isSpace(bytes[i] ?? 0)) i++;
      if (i >= this.#limit) return null;
      if (bytes[i] !== 0x3d) {
        this.#break('bad-attribute');
        continue;
      }
      i++;
      while (i < this.#limit && isSpace(bytes[i] ?? 0)) i++;
      if (i >= this.#limit) return null;
      const quote = bytes[i];
      if (quote !== 0x22 && quote !== 0x27) {
        this.#break('bad-attribute');
        continue;
      }
      i = this.#attributeValue(i + 1, quote);
      if (i < 0) return null;
    }
  }

  #attributeName(names: number[], start: number, end: number): void {
    const bytes = this.#bytes;
    if (names.length >= 2 * LIMITS.attributesPerElement) {
      if (names.length === 2 * LIMITS.attributesPerElement) {
        this.#break('over-limit');
        names.push(start, end);
      }
      return;
    }
    if (end - start > LIMITS.nameLength) this.#break('over-limit');
    for (let n = 0; n < names.length; n += 2) {
      if (sameRange(bytes, names[n] ?? 0, names[n + 1] ?? 0, start, end)) {
        this.#problems.add('duplicate-attribute');
        break;
      }
    }
    names.push(start, end);
  }

  /** Offset after the closing quote, or of the `<` that shows that it is missing; -1 when the bytes ran out. */
  #attributeValue(from: number, quote: number): number {
    const bytes = this.#bytes;
    this.#at = from;
    while (this.#at < this.#limit) {
      const b = bytes[this.#at] ?? 0;
      if (b === quote) return this.#at + 1;
      if (b === 0x3c) {
        this.#break('bad-attribute');
        return this.#at;
      }
      if (b === 0x3e) this.#at++;
      else this.#text(b);
    }
    return -1;
  }
}

/** True for `<?xml` followed by a blank or the end: a declaration, which may stand only at the very start. */
export function isDeclaration(bytes: Uint8Array, at: number): boolean {
  for (let k = 0; k < 3; k++) if (((bytes[at + 2 + k] ?? 0) | 0x20) !== XML[k]) return false;
  return !isNameByte(bytes[at + 5] ?? 0);
}
