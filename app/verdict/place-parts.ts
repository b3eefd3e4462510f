import type { Evidence } from '#core/model/evidence';

/** A piece of a sentence; `place`: it names the place that the sentence rests on. */
export interface TextPart {
  readonly text: string;
  readonly place: boolean;
}

const EVENTS = /\bevents? \d+\b/gi;
const ATTRIBUTE = /\b\w+="[^"]*"/g;
const LINE = /\bline \d+\b/i;

/**
 * Splits a sentence of evidence where it names its place: `Event 73`, `web.config, line 9`, a code. Where it names none
 * `named` is added, or else the whole sentence is the place, so that every link shows what it is.
 */
export function placeParts(evidence: Evidence, named = ''): readonly TextPart[] {
  const { text } = evidence;
  const parts = cut(text, spots(evidence));
  if (parts.some((part) => part.place)) return parts;
  if (named === '') return [{ text, place: true }];
  return [
    { text: `${text} `, place: false },
    { text: named, place: true },
  ];
}

/** The same for a step of reasoning, which may point to an event without naming it: then nothing is marked. */
export function eventParts(text: string): readonly TextPart[] {
  return cut(text, matches(text, EVENTS));
}

type Spot = readonly [from: number, to: number];

function spots(evidence: Evidence): readonly Spot[] {
  const { text } = evidence;
  switch (evidence.kind) {
    case 'event':
    case 'silence':
    case 'span':
      return matches(text, EVENTS);
    case 'line':
    case 'logRow': {
      const line = LINE.exec(text);
      if (line === null) return [];
      const end = line.index + line[0].length;
      // `web.config, line 9: ...` names file and line at its beginning.
      return [[text.slice(0, line.index).includes(':') ? line.index : 0, end]];
    }
    case 'attribute': {
      const own = found(text, `${evidence.name}="${evidence.value}"`);
      return own.length > 0 ? own : matches(text, ATTRIBUTE).slice(0, 1);
    }
    case 'fact':
      return found(text, evidence.entry);
    case 'absence':
      return [];
  }
}

function matches(text: string, pattern: RegExp): readonly Spot[] {
  return [...text.matchAll(pattern)].map((match): Spot => [match.index, match.index + match[0].length]);
}

function found(text: string, what: string): readonly Spot[] {
  const at = text.indexOf(what);
  return at < 0 || what === '' ? [] : [[at, at + what.length]];
}

function cut(text: string, places: readonly Spot[]): readonly TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const [from, to] of places) {
    parts.push({ text: text.slice(done, from), place: false }, { text: text.slice(from, to), place: true });
    done = to;
  }
  parts.push({ text: text.slice(done), place: false });
  return parts.filter((part) => part.text !== '');
}
