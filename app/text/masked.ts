import { isSecretName } from '#core/knowledge/secrets/names';
import { secretShapes } from '#core/knowledge/secrets/shapes';
import { WORDS } from './words.ts';

/** Parameters of addresses: their names tell. */
const PARAMETER = /[?&]([\w.[\]%-]{1,80})=([^&\s"'<>]+)/g;

/** `password=…`, `"apiKey": "…"`: names that in running text mean a secret, where `user` and `code` mean many things. */
const NAMED =
  /\b([\w-]{0,40}(?:token|secret|passw(?:or)?d|passphrase|pwd|api[-_]?key|authorization|credential|cookie))["']?\s*[=:]\s*["']?([^\s"'&,;)}\]]+)/gi;

/** Ids of requests look like keys and are none: they are what joins a line to its request. */
const ID_BEFORE =
  /(?:(?:trace|span|parent|request|connection|activity|correlation|operation)[-_ ]?id["']?\s*[:=]\s*["']?|\b[0-9a-f]{2}-)$/i;

/** A line of a log with its secrets masked; everything else stays as it is. */
export function maskedLine(text: string): string {
  const spans = [...parameters(text), ...named(text), ...shapes(text)].toSorted((a, b) => a.from - b.from);
  let shown = '';
  let at = 0;
  for (const { from, to } of spans) {
    if (to <= at) continue;
    if (from >= at) shown += `${text.slice(at, from)}${WORDS.masked}`;
    at = to;
  }
  return at === 0 ? text : shown + text.slice(at);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function* parameters(text: string): Generator<Span> {
  for (const match of text.matchAll(PARAMETER)) {
    const [whole, name = '', value = ''] = match;
    const end = match.index + whole.length;
    if (isSecretName(name)) yield { from: end - value.length, to: end };
  }
}

function* named(text: string): Generator<Span> {
  for (const match of text.matchAll(NAMED)) {
    const [whole, , value = ''] = match;
    const end = match.index + whole.length;
    yield { from: end - value.length, to: end };
  }
}

function* shapes(text: string): Generator<Span> {
  for (const { kind, from, to } of secretShapes(text)) {
    if (kind === 'blob' && ID_BEFORE.test(text.slice(Math.max(0, from - 40), from))) continue;
    yield { from, to };
  }
}
