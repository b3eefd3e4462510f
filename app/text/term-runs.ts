import type { GlossaryTerm } from './glossary.ts';

/** A piece of a sentence; `term`: the technical word that it is. */
export interface TermRun {
  readonly text: string;
  readonly term: GlossaryTerm | null;
}

/** Words that are explained inside sentences. Everyday ones (module, waiting, level) are left alone. */
const WORDS = [
  'activity id',
  'ANCM',
  'app_offline.htm',
  'application pool',
  'back-end process',
  'child request',
  'clock grain',
  'HRESULT',
  'HTTPERR',
  'in-process',
  'Kestrel',
  'notification',
  'out-of-process',
  'pairing token',
  'rapid-fail protection',
  'requestTimeout',
  'self time',
  'startupTimeLimit',
  'sub-status',
  'verbosity',
  'worker process',
] as const satisfies readonly GlossaryTerm[];

const BY_WORD: ReadonlyMap<string, GlossaryTerm> = new Map(WORDS.map((word) => [word.toLowerCase(), word]));
const ANY = new RegExp(
  `(?<![\\w"'./\\\\-])(?:${[...WORDS].map((word) => word.replaceAll('.', '\\.')).join('|')})(?![\\w"=/\\\\-])`,
  'gi',
);

/** Splits a sentence at the technical words in it; each is marked once, where it occurs first. Quoted values are not words. */
export function termRuns(text: string): readonly TermRun[] {
  const runs: TermRun[] = [];
  const seen = new Set<GlossaryTerm>();
  let done = 0;
  for (const match of text.matchAll(ANY)) {
    const term = BY_WORD.get(match[0].toLowerCase());
    if (term === undefined || seen.has(term)) continue;
    seen.add(term);
    if (match.index > done) runs.push({ text: text.slice(done, match.index), term: null });
    runs.push({ text: match[0], term });
    done = match.index + match[0].length;
  }
  if (done < text.length) runs.push({ text: text.slice(done), term: null });
  return runs;
}
