import type { Certainty, Finding, Verdict } from '../../model/verdict.ts';
import { ALL_CASES } from './all.ts';
import type { CasebookCase, Confidence, Words } from './case.ts';
import { judge } from './judge.ts';

/** How one case came out. */
export interface Outcome {
  readonly of: CasebookCase;
  readonly verdict: Verdict | null;
  /** The named cause leads. */
  readonly exact: boolean;
  /** The named cause or an accepted alternative leads. */
  readonly right: boolean;
  /** What is wrong beside the cause: certainty, code, words. Empty is the aim. */
  readonly faults: readonly string[];
}

const LEVELS: readonly Certainty[] = ['low', 'medium', 'high'];
const CEILING: Readonly<Record<Confidence, Certainty>> = {
  confirmed: 'high',
  strong: 'high',
  likely: 'medium',
  open: 'low',
};

/** Every case, in the order of the casebook. */
export function scoreAll(): Promise<readonly Outcome[]> {
  return Promise.all(ALL_CASES.map(score));
}

/** Reads the files of a case, judges them and compares. */
async function score(of: CasebookCase): Promise<Outcome> {
  const verdict = await judge(of.files);
  if (verdict === null) return { of, verdict, exact: false, right: false, faults: ['no verdict'] };
  const { lead } = verdict;
  const exact = lead.cause === of.cause;
  const right = exact || of.accepted?.includes(lead.cause) === true;
  const faults: string[] = [];
  const ceiling = CEILING[of.confidence];
  if (LEVELS.indexOf(lead.certainty) > LEVELS.indexOf(ceiling))
    faults.push(`certainty ${lead.certainty} above ${ceiling}`);
  if (of.code !== undefined && (verdict.code?.hex ?? null) !== of.code)
    faults.push(`code ${verdict.code?.hex ?? 'none'} instead of ${of.code ?? 'none'}`);
  // Words belong to the named cause; an accepted alternative has its own.
  if (exact) faults.push(...wordFaults(lead, of.says, true), ...wordFaults(lead, of.never, false));
  return { of, verdict, exact, right, faults };
}

function wordFaults(lead: Finding, words: Words | undefined, wanted: boolean): readonly string[] {
  const places: readonly (readonly [string, string, readonly string[] | undefined])[] = [
    ['headline', lead.headline, words?.headline],
    ['root cause', lead.rootCause, words?.rootCause],
    ['first fix', `${lead.fixes[0]?.text ?? ''} ${lead.fixes[0]?.code ?? ''}`, words?.fix],
  ];
  return places.flatMap(([place, text, list]) =>
    (list ?? [])
      .filter((word) => text.toLowerCase().includes(word.toLowerCase()) !== wanted)
      .map((word) => `${place} ${wanted ? 'lacks' : 'holds'} "${word}"`),
  );
}
