import { latin1 } from '../../base/text.ts';
import {
  COMMENT_END,
  PI_END,
  TerminatorFinder,
  indexOfText,
  isNameByte,
  isNameStart,
  isSpace,
  matchesAt,
} from '../xml/bytes.ts';
import { type Boundary, Guard, isDeclaration } from '../xml/guard.ts';
import { TraceProblems } from './problems.ts';

/** Why a file is refused as a whole; issue codes. */
export type Refusal = 'doctype' | 'too-deep' | 'other-root' | 'not-xml' | 'no-root';

/** What comes next in a file. */
export type Piece =
  /** An `<Event>`; `broken`: its structure is damaged or it has no end tag. */
  | {
      readonly kind: 'event';
      readonly from: number;
      readonly to: number;
      readonly broken: boolean;
      readonly problems: TraceProblems;
    }
  /** `</failedRequest>`. */
  | { readonly kind: 'end'; readonly to: number }
  /** The bytes ran out; `event`: inside an event. */
  | { readonly kind: 'cut'; readonly from: number; readonly event: boolean }
  /** A `<failedRequest`; `to` is the offset after that name. */
  | { readonly kind: 'root'; readonly from: number; readonly to: number }
  | { readonly kind: 'refused'; readonly reason: Refusal; readonly root?: string };

const ROOT = 'failedRequest';

/** Events never nest. */
export const EVENTS: Boundary = { element: 'Event', root: ROOT };

/** Walks the parts of a file that are not inside an event. All offsets are bytes. */
export class Splitter {
  readonly #bytes: Uint8Array;
  readonly #guard: Guard;
  readonly #finder: TerminatorFinder;
  #root = -1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#finder = new TerminatorFinder(bytes);
    this.#guard = new Guard(bytes, EVENTS);
  }

  /**
   * From outside of any element to the next root start tag. `start`: where the document begins, so that a declaration
   * is in place there; behind an end tag it is -1. `end` there means nothing more but blanks.
   */
  outside(from: number, start: number, problems: TraceProblems): Piece {
    const bytes = this.#bytes;
    let at = from;
    for (;;) {
      at = this.#blanks(at, problems);
      if (at >= bytes.length) return { kind: 'end', to: at };
      if (bytes[at] !== 0x3c) {
        // A page copied out of a browser has words in front of the XML.
        if (start >= 0 && !this.#rootAhead(at)) return { kind: 'refused', reason: 'not-xml' };
        problems.add('stray-text');
        at = this.#nextMarkup(at);
        continue;
      }
      if (this.#rootAt(at)) return { kind: 'root', from: at, to: at + 1 + ROOT.length };
      const passed = this.#passMiscellaneous(at, at === start, problems);
      if (passed === 'declaration') return { kind: 'refused', reason: 'doctype' };
      if (passed >= 0) {
        at = passed;
        continue;
      }
      if (start < 0) {
        problems.add('stray-markup');
        at = this.#nextMarkup(at + 1);
        continue;
      }
      if (!isNameStart(bytes[at + 1] ?? 0))
        return { kind: 'refused', reason: at + 1 < bytes.length ? 'not-xml' : 'no-root' };
      return { kind: 'refused', reason: 'other-root', root: this.#nameAt(at + 1) };
    }
  }

  /** The next thing among the children of the root. */
  next(from: number, problems: TraceProblems): Piece {
    const bytes = this.#bytes;
    let at = from;
    for (;;) {
      at = this.#blanks(at, problems);
      if (at >= bytes.length) return { kind: 'cut', from: at, event: false };
      if (bytes[at] !== 0x3c) {
        problems.add('stray-text');
        at = this.#nextMarkup(at);
        continue;
      }
      if (matchesAt(bytes, at, '</')) {
        const end = this.#endTag(at);
        if (end < 0) return { kind: 'cut', from: at, event: false };
        if (this.#nameAt(at + 2) === ROOT) return { kind: 'end', to: end };
        problems.add('mismatched-tag');
        at = end;
        continue;
      }
      if (this.#rootAt(at)) return { kind: 'root', from: at, to: at + 1 + ROOT.length };
      const passed = this.#passMiscellaneous(at, false, problems);
      if (passed === 'declaration') return { kind: 'refused', reason: 'doctype' };
      if (passed >= 0) {
        at = passed;
        continue;
      }
      if (at + 1 >= bytes.length) return { kind: 'cut', from: at, event: false };
      if (!isNameStart(bytes[at + 1] ?? 0)) {
        problems.add('stray-markup');
        at = this.#nextMarkup(at + 1);
        continue;
      }
      const piece = this.#element(at, problems);
      if (typeof piece !== 'number') return piece;
      at = piece;
    }
  }

  /** An event, or the offset after another element. */
  #element(at: number, problems: TraceProblems): Piece | number {
    const isEvent = this.#nameAt(at + 1) === 'Event';
    const own = new TraceProblems();
    const guard = this.#guard;
    const ended = guard.element(at, 1, isEvent, own);
    if (ended === 'declaration') return { kind: 'refused', reason: 'doctype' };
    if (ended === 'too-deep') return { kind: 'refused', reason: 'too-deep' };
    if (ended === 'cut') return { kind: 'cut', from: at, event: isEvent };
    if (isEvent) {
      if (ended === 'unclosed') own.add('unclosed-event');
      return { kind: 'event', from: at, to: guard.end, broken: guard.broken, problems: own };
    }
    problems.add('unknown-element');
    problems.merge(own);
    return guard.end;
  }

  #blanks(from: number, problems: TraceProblems): number {
    const bytes = this.#bytes;
    let at = from;
    for (; at < bytes.length; at++) {
      const b = bytes[at] ?? 0;
      if (isSpace(b)) continue;
      if (b >= 0x20) break;
      problems.add('control-character');
    }
    return at;
  }

  /** Offset of the next `<`, or the end. */
  #nextMarkup(from: number): number {
    const at = this.#bytes.indexOf(0x3c, from);
    return at < 0 ? this.#bytes.length : at;
  }

  /** Offset after a comment or instruction; -1 when there is none at `at`. */
  #passMiscellaneous(at: number, first: boolean, problems: TraceProblems): number | 'declaration' {
    const bytes = this.#bytes;
    const next = bytes[at + 1];
    if (next === 0x3f) {
      const end = this.#finder.find(PI_END, at + 2);
      if (isDeclaration(bytes, at) && !first) problems.add('misplaced-declaration');
      return end < 0 ? this.#unended(at + 2, problems) : end + 2;
    }
    if (next !== 0x21) return -1;
    if (matchesAt(bytes, at, '<!--')) {
      const end = this.#finder.find(COMMENT_END, at + 4);
      if (end < 0) return this.#unended(at + 4, problems);
      for (let i = at + 4; i < end; i++) if (bytes[i] === 0x2d && bytes[i + 1] === 0x2d) problems.add('comment-dashes');
      return end + 3;
    }
    if (matchesAt(bytes, at, '<![CDATA[')) {
      problems.add('stray-text');
      const end = this.#finder.find(']]>', at + 9);
      return end < 0 ? this.#unended(at + 9, problems) : end + 3;
    }
    const left = bytes.length - at;
    const cut =
      left < 9 && (matchesAt(bytes, at, '<!--'.slice(0, left)) || matchesAt(bytes, at, '<![CDATA['.slice(0, left)));
    return cut ? bytes.length : 'declaration';
  }

  /** An opener without its end: the rest of the file is it when nothing of ours follows, else it is a stray. */
  #unended(from: number, problems: TraceProblems): number {
    const next = this.#nextMarkup(from);
    if (next < this.#bytes.length) problems.add('stray-markup');
    return next;
  }

  /** A root start tag stands somewhere behind `at`. */
  #rootAhead(at: number): boolean {
    if (this.#root < at) this.#root = indexOfText(this.#bytes, `<${ROOT}`, at);
    return this.#root >= 0;
  }

  #rootAt(at: number): boolean {
    return matchesAt(this.#bytes, at + 1, ROOT) && !isNameByte(this.#bytes[at + 1 + ROOT.length] ?? 0x3e);
  }

  /** Offset after the `>` of an end tag; -1 when the bytes ran out. */
  #endTag(at: number): number {
    const bytes = this.#bytes;
    let i = at + 2;
    while (i < bytes.length && bytes[i] !== 0x3e && bytes[i] !== 0x3c) i++;
    if (i >= bytes.length) return -1;
    return bytes[i] === 0x3e ? i + 1 : i;
  }

  #nameAt(at: number): string {
    let end = at;
    while (end < this.#bytes.length && end - at < 80 && isNameByte(this.#bytes[end] ?? 0)) end++;
    return latin1(this.#bytes, at, end);
  }
}
