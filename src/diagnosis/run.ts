import type { Cause, Finding, InputName } from '../model/verdict.ts';
import { CAUSES } from '../model/verdict.ts';
import type { Rule, RuleInputs } from './rule.ts';
import type { Scene } from './scene.ts';

/** Inputs that are there. */
function available(inputs: RuleInputs): ReadonlySet<InputName> {
  const names = new Set<InputName>();
  if (inputs.trace !== null) names.add('trace');
  for (const name of LISTS) if (inputs[name].length > 0) names.add(name);
  return names;
}

const LISTS = ['otherTraces', 'logRows', 'httpErr', 'eventLog', 'stdout', 'appLog', 'config'] as const;

/**
 * Asks every rule whose needs are met, each by itself: one that throws becomes a finding `rule-failed` and the others
 * go on. A finding without evidence is a bug of its rule and is treated as one.
 */
export function runRules(rules: readonly Rule[], scene: Scene): readonly Finding[] {
  const there = available(scene.inputs);
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (rule.needs.some((need) => !there.has(need))) continue;
    const finding = ask(rule, scene);
    if (finding !== null) findings.push(finding);
  }
  return findings;
}

function ask(rule: Rule, scene: Scene): Finding | null {
  try {
    const finding = rule.judge(scene);
    if (finding === null || finding.state !== 'found' || finding.evidence.length > 0) return finding;
    return failed(rule, 'it named a cause without evidence');
  } catch {
    // The text of the exception may hold words of a file; it stays out of the page.
    return failed(rule, 'it stopped with an error');
  }
}

function failed(rule: Rule, what: string): Finding {
  const cause: Cause = CAUSES.find((slug) => slug === rule.id) ?? 'unknown';
  return {
    rule: rule.id,
    version: rule.version,
    state: 'rule-failed',
    cause,
    certainty: 'low',
    headline: `The rule ${rule.id} could not judge this: ${what}.`,
    rootCause: '',
    whyNotHigher: '',
    evidence: [],
    against: [],
    misreadings: [],
    wouldSettle: [],
    fixes: [],
    links: [],
  };
}
