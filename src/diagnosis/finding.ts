import type { Evidence } from '../model/evidence.ts';
import type { Cause, Certainty, Finding, Fix, Link, MissingInput } from '../model/verdict.ts';
import { isGeneric } from './codes.ts';
import type { Rule } from './rule.ts';

/** What a rule states; the rest is filled in. */
export interface Draft {
  readonly certainty: Certainty;
  readonly headline: string;
  readonly rootCause: string;
  readonly whyNotHigher?: string;
  readonly evidence: readonly Evidence[];
  readonly against?: readonly Evidence[];
  readonly misreadings?: readonly string[];
  readonly wouldSettle?: readonly MissingInput[];
  readonly fixes: readonly Fix[];
  readonly links?: readonly Link[];
  readonly alternativeOnly?: boolean;
}

type Identity = Pick<Rule, 'id' | 'version'>;

/** A finding of a rule whose id is its cause. */
export function found(rule: Identity & { readonly id: Cause }, draft: Draft): Finding {
  const { certainty, headline, rootCause, evidence, fixes } = draft;
  return {
    rule: rule.id,
    version: rule.version,
    state: 'found',
    cause: rule.id,
    certainty,
    headline,
    rootCause,
    whyNotHigher: certainty === 'high' ? '' : (draft.whyNotHigher ?? ''),
    evidence,
    against: draft.against ?? [],
    misreadings: draft.misreadings ?? [],
    wouldSettle: draft.wouldSettle ?? [],
    fixes,
    links: draft.links ?? [],
    ...(draft.alternativeOnly === true ? { alternativeOnly: true as const } : {}),
  };
}

/** The cause was looked at and excluded; `headline` says by what. */
export function ruledOut(
  rule: Identity & { readonly id: Cause },
  headline: string,
  against: readonly Evidence[],
): Finding {
  return {
    ...found(rule, { certainty: 'low', headline, rootCause: '', evidence: [], against, fixes: [] }),
    state: 'ruled-out',
  };
}

/**
 * Certainty of docs/reference/causes.md 6: code and position give medium; one independent piece (gap, flush code, event, row)
 * makes it high; a code that says nothing by itself is low until a side file speaks; a contradiction takes one step.
 */
export function settle(known: {
  readonly code: number | null;
  readonly independent: boolean;
  readonly contradicted?: boolean;
}): Certainty {
  const base: Certainty = known.independent ? 'high' : isGeneric(known.code) ? 'low' : 'medium';
  if (known.contradicted !== true) return base;
  return base === 'high' ? 'medium' : 'low';
}
