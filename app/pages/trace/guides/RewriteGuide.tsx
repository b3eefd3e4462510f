import type { RewriteCondition, RewritePass, RewriteRule } from '#core/model/guides';
import type { TraceKey } from '#core/model/units';
import { Badge } from '../../../ui/badges.tsx';
import { FileText } from '../../../ui/FileText.tsx';
import { Secret } from '../../../ui/Secret.tsx';
import { Empty } from '../../../ui/states.tsx';
import { EventLink } from './parts.tsx';
import { GUIDES, REWRITE_OUTCOMES } from './words.ts';

/** Every rule with what it compared, whether that matched, and where the URL went. */
export function RewriteGuide({ trace, passes }: { readonly trace: TraceKey; readonly passes: readonly RewritePass[] }) {
  if (passes.length === 0) return <Empty title={GUIDES.noRewrite} />;
  return (
    <div className="flex flex-col gap-4 overflow-y-auto pt-3 pb-2">
      {passes.map((pass) => (
        <section key={pass.event} className="flex flex-col gap-2">
          <h3 className="flex flex-wrap items-baseline gap-x-2 text-sm font-semibold">
            {GUIDES.pass(pass.scope, pass.type)}
            <span className="min-w-0 font-mono font-normal text-ink-2">
              <FileText text={pass.url} limit={2000} />
            </span>
            <span className="font-normal text-ink-3">{pass.result === '' ? GUIDES.unchanged : GUIDES.becomes}</span>
            {pass.result === '' ? null : (
              <span className="min-w-0 font-mono">
                <FileText text={pass.result} limit={2000} />
              </span>
            )}
            <span className="text-xs font-normal">
              <EventLink trace={trace} event={pass.event} />
            </span>
          </h3>
          {pass.rules.length === 0 ? <p className="text-sm text-ink-3">{GUIDES.noRules}</p> : null}
          <ol className="flex flex-col gap-2">
            {pass.rules.map((rule) => (
              <Rule key={rule.event} trace={trace} rule={rule} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Rule({ trace, rule }: { readonly trace: TraceKey; readonly rule: RewriteRule }) {
  const { pattern } = rule;
  return (
    <li className="rounded-md border border-line bg-surface p-2.5 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-semibold">
          <FileText text={rule.name} />
        </span>
        <Badge tone={rule.outcome === 'applied' ? 'accent' : 'plain'}>{REWRITE_OUTCOMES[rule.outcome]}</Badge>
        {rule.stopProcessing ? <span className="text-xs text-ink-3">{GUIDES.stops}</span> : null}
        <span className="ml-auto text-xs">
          <EventLink trace={trace} event={rule.event} />
        </span>
      </p>
      <dl className="mt-1.5 grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-2 gap-y-1">
        {pattern === null ? null : (
          <>
            <dt className="text-ink-3">{GUIDES.pattern}</dt>
            <dd>
              {pattern.negate ? <span className="text-ink-3">{GUIDES.negated} </span> : null}
              <FileText text={pattern.pattern} mono /> <Matched value={pattern.matched} />{' '}
              <FileText text={pattern.input} mono limit={2000} />
            </dd>
          </>
        )}
        {rule.conditions.length === 0 ? null : (
          <>
            <dt className="col-span-2 text-ink-3">{GUIDES.conditions(rule.grouping)}</dt>
            {rule.conditions.map((condition) => (
              <Condition key={condition.event} condition={condition} />
            ))}
          </>
        )}
        {rule.actions.flatMap((action) => [
          <dt key={`${action.event} name`} className="col-span-2 text-ink-3">
            <FileText text={action.name} />
          </dt>,
          ...action.fields.map((field, ix) => (
            <div key={`${action.event} ${ix + 1}`} className="contents">
              <dt className="truncate pl-3 text-ink-3">
                <FileText text={field.name} />
              </dt>
              <dd>
                <FileText text={field.value} mono limit={2000} />
              </dd>
            </div>
          )),
        ])}
      </dl>
    </li>
  );
}

function Condition({ condition }: { readonly condition: RewriteCondition }) {
  const { input, expanded, secret, matchType, pattern, negate, succeeded } = condition;
  return (
    <>
      <dt className="min-w-0 pl-3">
        <FileText text={input} mono />
      </dt>
      <dd>
        {secret ? <Secret name={input} text={expanded} mono /> : <FileText text={expanded} mono limit={2000} />}{' '}
        <Matched value={succeeded} /> {negate ? <span className="text-ink-3">{GUIDES.negated} </span> : null}
        {matchType === 'IsFile' ? GUIDES.isFile : null}
        {matchType === 'IsDirectory' ? GUIDES.isDirectory : null}
        {matchType === 'IsFile' || matchType === 'IsDirectory' ? null : <FileText text={pattern} mono />}
      </dd>
    </>
  );
}

function Matched({ value }: { readonly value: boolean | null }) {
  if (value === null) return <span className="text-ink-3">{GUIDES.unknown}</span>;
  return (
    <span className={value ? 'font-medium text-accent-strong' : 'font-medium text-ink-2'}>
      {value ? GUIDES.matched : GUIDES.notMatched}
    </span>
  );
}
