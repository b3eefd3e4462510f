import { READERS } from './registry.ts';
import type { FormatReader } from './reader.ts';
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
  if (best !== null) return { reader: best.reader, why: best.why };
  if (/\.(log|txt)$/i.test(name)) return { reader: null, state: 'refused', reason: 'unknown-format' };
  return { reader: null, state: 'skipped', reason: 'unknown-format' };
}
