/** One `<Event …>…</Event>` of a stream of text. */
export interface EventSlice {
  readonly text: string;
  /** 1-based line of its `<`. */
  readonly line: number;
}

/** What was noticed on the way from bytes to records. */
export interface SliceFacts {
  /** The text ended inside an element, or before the end of the root. */
  cut: boolean;
  /** A DOCTYPE or another declaration outside of comments and CDATA. */
  declaration: boolean;
  /** Events over the limit on their length; nothing of them was kept. */
  tooLong: number;
  /** Line feeds in the whole text. */
  lineFeeds: number;
  /** The root element `Events` was opened. */
  root: boolean;
}

/** Longer than any record: a message has at most 31,839 characters, and some data beside it. */
const LONGEST = 4 * 1024 * 1024;

const COMMENT = '<!--';
const CDATA = '<![CDATA[';
/** So much has to be there before a tag is judged: every start that matters, with a blank or two to spare. */
const LOOKAHEAD = 24;

/**
 * Cuts text that arrives in pieces of any size into events. Knows comments and CDATA, so that a `</Event>` inside a
 * message does not end anything. Linear: text that was searched is not searched again.
 */
export class EventSlicer {
  readonly facts: SliceFacts = { cut: false, declaration: false, tooLong: 0, lineFeeds: 0, root: false };
  readonly #onEvent: (slice: EventSlice) => void;
  #text = '';
  /** From here on nothing was looked at yet. */
  #at = 0;
  /** Where the open event begins; -1 outside of events. */
  #start = -1;
  #line = 1;
  #eventLine = 1;
  /** Inside a comment or CDATA section: the marker that ends it. */
  #until = '';
  #skipping = false;
  #rootClosed = false;

  constructor(onEvent: (slice: EventSlice) => void) {
    this.#onEvent = onEvent;
  }

  push(piece: string): void {
    const { length } = this.#text;
    this.#text += piece;
    if (this.#lineFeed === Infinity) this.#lineFeed = this.#lineFeedFrom(length);
    this.#scan(false);
    this.#drop();
  }

  end(): void {
    this.#scan(true);
    this.#count(this.#text.length);
    this.facts.cut = this.#start >= 0 || this.#skipping || this.#until !== '' || (this.facts.root && !this.#rootClosed);
  }

  #scan(last: boolean): void {
    while (!this.facts.declaration) {
      if (this.#until !== '') {
        const end = this.#text.indexOf(this.#until, this.#at);
        if (end < 0) {
          this.#move(Math.max(this.#at, this.#text.length - this.#until.length + 1));
          return;
        }
        this.#move(end + this.#until.length);
        this.#until = '';
        continue;
      }
      const at = this.#text.indexOf('<', this.#at);
      if (at < 0) {
        this.#move(this.#text.length);
        return;
      }
      this.#move(at);
      if (!last && this.#text.length - at < LOOKAHEAD) return;
      this.#markup(at);
    }
  }

  #markup(at: number): void {
    const text = this.#text;
    if (text.startsWith(COMMENT, at)) this.#enter(COMMENT, '-->');
    else if (text.startsWith(CDATA, at)) this.#enter(CDATA, ']]>');
    else if (text.startsWith('<!', at)) this.facts.declaration = true;
    else if (/^<Event[\s>/]/.test(text.slice(at, at + 7))) this.#open(at);
    else if (/^<\/Event[\s>]/.test(text.slice(at, at + 8))) this.#close(at);
    else {
      const tag = text.slice(at, at + LOOKAHEAD);
      if (/^<Events[\s>/]/.test(tag)) {
        this.facts.root = true;
        this.#rootClosed = /^<Events\s*\/>/.test(tag);
      } else if (/^<\/Events\s*>/.test(tag)) this.#rootClosed = true;
      this.#move(at + 1);
    }
  }

  #enter(marker: string, until: string): void {
    this.#until = until;
    this.#move(this.#at + marker.length);
  }

  /** An event inside an event shows that the end tag of the first one is missing: it is handed over as it stands. */
  #open(at: number): void {
    if (this.#start >= 0) this.#emit(at);
    this.#start = at;
    this.#eventLine = this.#line;
    this.#skipping = false;
    this.#move(at + 1);
  }

  #close(at: number): void {
    const end = this.#text.indexOf('>', at);
    const to = end < 0 ? at + '</Event>'.length : end + 1;
    if (this.#start >= 0) this.#emit(Math.min(to, this.#text.length));
    this.#skipping = false;
    this.#start = -1;
    this.#move(Math.min(to, this.#text.length));
  }

  #emit(to: number): void {
    // The same whether it came in one piece or in many.
    if (to - this.#start > LONGEST) this.facts.tooLong++;
    else this.#onEvent({ text: this.#text.slice(this.#start, to), line: this.#eventLine });
  }

  /** Goes on to `to` and counts the lines passed. */
  #move(to: number): void {
    this.#count(to);
    this.#at = Math.max(this.#at, to);
  }

  /** The first line feed that was not counted yet, Infinity for none: a file of many megabytes may be one line. */
  #lineFeed = Infinity;

  #count(to: number): void {
    while (this.#lineFeed < to) {
      this.#line++;
      this.facts.lineFeeds++;
      this.#lineFeed = this.#lineFeedFrom(this.#lineFeed + 1);
    }
  }

  #lineFeedFrom(from: number): number {
    const at = this.#text.indexOf('\n', from);
    return at < 0 ? Infinity : at;
  }

  /** Forgets text that is done with, so that memory holds one event and not the file. */
  #drop(): void {
    if (this.#start >= 0 && this.#at - this.#start > LONGEST) {
      this.facts.tooLong++;
      this.#start = -1;
      this.#skipping = true;
    }
    const keep = this.#start >= 0 ? this.#start : this.#at;
    if (keep === 0) return;
    this.#text = this.#text.slice(keep);
    this.#at -= keep;
    this.#lineFeed -= keep;
    if (this.#start >= 0) this.#start = 0;
  }
}
