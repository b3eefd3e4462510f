import { READERS } from './registry.ts';
import type { FormatReader } from './reader.ts';
import { logHead } from './textlog/lines.ts';
import { firstElement } from './xml/first-element.ts';

/** The reader for a file, or why none is asked. `reason` is an issue code. */
export type Recognised =
  | { readonly reader: FormatReader; readonly why: string }
  | { readonly reader: null; readonly state: 'refused' | 'skipped'; readonly reason: string };

/**
 * Asks every reader and takes the surest; on a tie the earlier one in the registry. `head`: the first bytes of the
 * file, up to `LIMITS.sniffBytes`. Containers, pictures and litter are told apart before, in intake.
 */
export function recognise(head: Uint8Array, name: string, readers: readonly FormatReader[] = READERS): Recognised {
  const element = firstElement(head);
  if (element === 'xsl:stylesheet' || element === 'xsl:transform') {
    return { reader: null, state: 'skipped', reason: 'stylesheet' };
  }
  let best: { readonly reader: FormatReader; readonly why: string; readonly score: number } | null = null;
  for (const reader of readers) {
    const { score, why } = reader.sniff(head, name);
    if (score > (best?.score ?? 0)) best = { reader, why, score };
    // Nobody can be surer: asking the others would cost more than reading a small trace.
    if (score >= 1) break;
  }
  if (/\.(?:zip|gz)$/i.test(name) && (best === null || best.score <= HARDLY))
    return { reader: null, state: 'refused', reason: 'archive-unreadable' };
  if (best !== null) {
    const foreign = best.reader.id === 'freb' && best.score <= HARDLY ? foreignRoot(element, name) : null;
    if (foreign !== null) return { reader: null, state: 'skipped', reason: foreign };
    return { reader: best.reader, why: best.why };
  }
  if (isClaimed(name))
    return { reader: null, state: 'refused', reason: isText(head) ? 'unknown-log' : 'unknown-format' };
  return { reader: null, state: 'skipped', reason: 'unknown-format' };
}

/** The reader of traces takes other XML with no more certainty, to say what it is. */
const HARDLY = 0.1;
/** Root elements of what Kudu and MSDeploy write beside the traces of a site. */
const KUDU_ROOTS = new Set(['step', 'entries', 'deployment', 'msdeploy.log', 'deploymentlog']);
const TRACE_NAME = /(?:^|[\\/!])fr\d+[^\\/!]*\.xml$/i;

/** The reader of traces says what is wrong with XML that claims to be one. What claims nothing is passed over. */
function foreignRoot(element: string | null, name: string): string | null {
  if (element === null || TRACE_NAME.test(name)) return null;
  if (element === '!DOCTYPE' && !/\.html?$/i.test(name)) return null;
  if (KUDU_ROOTS.has(element)) return 'foreign-kudu';
  return isInArchive(name) ? 'unknown-format' : null;
}

/** Names that IIS, HTTP.sys and ANCM give to their logs. */
const LOG_NAME =
  /^(?:u_(?:ex|in|nc|extend)|ex\d{6}|in\d{6}|nc\d{6}|extend\d|inetsv\d|ncsa\d|httperr\d|stdout_)[^\\/!]*\.(?:log|txt)$/i;

/** A log by its name; of the files of an archive, which nobody picked one by one, only by a name that IIS gives. */
function isClaimed(name: string): boolean {
  if (isInArchive(name)) return LOG_NAME.test(name.split(/[\\/!]/).at(-1) ?? '');
  return /\.(?:log|txt)$/i.test(name);
}

/** No control characters but those that set text apart. */
function isText(head: Uint8Array): boolean {
  for (const char of logHead(head)) {
    const code = char.charCodeAt(0);
    if (code < 0x20 && code !== 0x1b && (code < 0x08 || code > 0x0d)) return false;
  }
  return true;
}

/** A packed log is one file that somebody picked. */
const isInArchive = (name: string): boolean => name.includes('!') && !/\.gz![^!/\\]*$/i.test(name);
