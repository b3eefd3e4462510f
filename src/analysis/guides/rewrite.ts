import { isSecretHeader } from '../../knowledge/secrets/headers.ts';
import type { TraceEventTable } from '../../model/events.ts';
import type {
  RewriteAction,
  RewriteCondition,
  RewriteOutcome,
  RewritePass,
  RewritePattern,
  RewriteRule,
} from '../../model/guides.ts';
import type { EventIx } from '../../model/units.ts';
import type { FieldReader } from '../fields.ts';
import { namedEvents, type NamedEvent } from './named-events.ts';

const WANTED =
  /^(?:URL_REWRITE_|RULE_EVALUATION_|CONDITIONS?_EVALUATION|PATTERN_MATCH$|URL_CHANGED$|OUTBOUND_)|_ACTION$/;
/** Actions of the module that end in this name; the provider has others outside of rules. */
const ACTION = /_ACTION$/;

interface OpenRule {
  readonly event: EventIx;
  readonly name: string;
  readonly url: string;
  readonly query: string;
  readonly syntax: string;
  readonly stopProcessing: boolean;
  pattern: RewritePattern | null;
  grouping: string;
  readonly conditions: RewriteCondition[];
  readonly actions: RewriteAction[];
  succeeded: boolean | null;
  ended: boolean;
}

interface OpenPass extends Omit<RewritePass, 'rules' | 'result'> {
  result: string;
  readonly rules: OpenRule[];
}

/**
 * The runs of the rewrite module with every rule: what was compared with what, whether it matched, and what the rule
 * did. Rules that stand outside of any run (the start was not recorded) get a run of their own.
 */
export function rewriteGuide(events: TraceEventTable, fields: FieldReader): readonly RewritePass[] {
  const passes: OpenPass[] = [];
  let pass: OpenPass | null = null;
  let rule: OpenRule | null = null;
  for (const event of namedEvents(events, fields, (name) => WANTED.test(name))) {
    const { name } = event;
    if (name.endsWith('URL_REWRITE_START')) {
      pass = openPass(event);
      passes.push(pass);
      rule = null;
    } else if (name.endsWith('URL_REWRITE_END')) {
      const url = event.text('RequestURL');
      if (pass !== null && url !== '' && url !== pass.url) pass.result = url;
      pass = null;
      rule = null;
    } else if (name.endsWith('URL_CHANGED')) {
      if (pass !== null) pass.result = event.text('NewUrl');
    } else if (name.endsWith('RULE_EVALUATION_START')) {
      if (pass === null) {
        pass = openPass(event);
        passes.push(pass);
      }
      rule = openRule(event);
      pass.rules.push(rule);
    } else if (name.endsWith('RULE_EVALUATION_END')) {
      if (rule !== null) {
        rule.succeeded = event.flag('Succeeded');
        rule.ended = true;
      }
      rule = null;
    } else if (rule !== null) {
      addToRule(rule, event);
    }
  }
  return passes.map(({ rules, ...rest }) => ({ ...rest, rules: rules.map(closed) }));
}

function openPass(event: NamedEvent): OpenPass {
  return {
    event: event.ix,
    scope: event.word('Scope'),
    type: event.word('Type'),
    url: event.text('RequestURL'),
    result: '',
    rules: [],
  };
}

function openRule(event: NamedEvent): OpenRule {
  return {
    event: event.ix,
    name: event.text('RuleName'),
    url: event.text('RequestURL'),
    query: event.text('QueryString'),
    syntax: event.word('PatternSyntax'),
    stopProcessing: event.flag('StopProcessing') === true,
    pattern: null,
    grouping: '',
    conditions: [],
    actions: [],
    succeeded: null,
    ended: false,
  };
}

function addToRule(rule: OpenRule, event: NamedEvent): void {
  if (event.name.endsWith('PATTERN_MATCH')) {
    rule.pattern ??= {
      event: event.ix,
      pattern: event.text('Pattern'),
      input: event.text('Input'),
      negate: event.flag('Negate') === true,
      matched: event.flag('Matched'),
    };
  } else if (event.name.endsWith('CONDITIONS_EVALUATION_START')) {
    rule.grouping = event.word('LogicalGrouping');
  } else if (event.name.endsWith('CONDITION_EVALUATION')) {
    rule.conditions.push({
      event: event.ix,
      input: event.text('Input'),
      expanded: event.text('ExpandedInput'),
      secret: namesSecret(event.text('Input')),
      matchType: event.word('MatchType'),
      pattern: event.text('Pattern'),
      negate: event.flag('Negate') === true,
      succeeded: event.flag('Succeeded'),
    });
  } else if (ACTION.test(event.name)) {
    rule.actions.push({ event: event.ix, name: event.name, fields: event.rest(['ContextId']) });
  }
}

/** `{HTTP_COOKIE}`, `{HTTP_AUTHORIZATION}` and others stand for values that are masked elsewhere. */
function namesSecret(input: string): boolean {
  for (const [, variable = ''] of input.matchAll(
    /\{(HTTP_[A-Za-z0-9_-]+|AUTH_PASSWORD|ALL_RAW|ALL_HTTP|CERT_[A-Z_]+)\}/g,
  )) {
    if (!variable.startsWith('HTTP_') || isSecretHeader(variable)) return true;
  }
  return false;
}

function closed({ succeeded, ended, ...rule }: OpenRule): RewriteRule {
  return { ...rule, outcome: outcomeOf(rule, succeeded, ended) };
}

function outcomeOf(
  rule: Pick<OpenRule, 'pattern' | 'conditions' | 'actions'>,
  succeeded: boolean | null,
  ended: boolean,
): RewriteOutcome {
  if (!ended) return 'cut';
  if (succeeded === true || (succeeded === null && rule.actions.length > 0)) return 'applied';
  // `Matched` says what the rule made of it, a negated pattern included.
  if (rule.pattern?.matched === false) return 'pattern';
  if (rule.conditions.some((condition) => condition.succeeded === false)) return 'condition';
  return 'not-applied';
}
