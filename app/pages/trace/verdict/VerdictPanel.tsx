import { ChevronDown, ChevronUp, CircleCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { TraceView } from '#core/engine/questions/traces';
import type { Verdict } from '#core/model/verdict';
import { formatPlace } from '../../../route/url.ts';
import { useZone } from '../../../state/prefs.ts';
import { CauseTag, Certainty } from '../../../ui/badges.tsx';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/class-names.ts';
import { Copy } from '../../../ui/Copy.tsx';
import { FileText } from '../../../ui/FileText.tsx';
import { Prose } from '../../../ui/Prose.tsx';
import { Term } from '../../../ui/Term.tsx';
import { shortWords } from '../../../text/long-words.ts';
import { VERDICT } from '../../../text/verdict.ts';
import type { Follow } from '../../../verdict/EvidenceList.tsx';
import { Actions, Doubts, Grounds } from '../../../verdict/sections.tsx';
import { codeText, verdictText } from '../../../verdict/verdict-text.ts';

/** The answer: what failed, who, why, how sure, and what to do now. */
export function VerdictPanel({ view, follow }: { readonly view: TraceView; readonly follow: Follow }) {
  const { verdict } = view;
  return (
    <section aria-label={VERDICT.title} className="rounded-lg border border-line bg-surface">
      {verdict === null ? <Fine view={view} /> : <Answer view={view} verdict={verdict} follow={follow} />}
    </section>
  );
}

function Fine({ view }: { readonly view: TraceView }) {
  return (
    <div className="flex items-start gap-3 p-3">
      <CircleCheck size={18} aria-hidden className="mt-0.5 shrink-0 text-ink-3" />
      <div>
        <h2 className="text-base font-semibold">{VERDICT.none}</h2>
        <p className="text-sm text-ink-2">{VERDICT.noneDetail(view.request.statusCode)}</p>
      </div>
    </div>
  );
}

function Answer(props: { readonly view: TraceView; readonly verdict: Verdict; readonly follow: Follow }) {
  const { view, verdict, follow } = props;
  const { lead } = verdict;
  const zone = useZone();
  const [all, setAll] = useState(false);
  return (
    <>
      <div
        className={cx('flex flex-col gap-1.5 p-3', view.failed && 'rounded-t-lg shadow-[inset_4px_0_0_var(--fail)]')}
      >
        <div className="flex flex-col gap-2 sm:flex-row sm:items-start sm:gap-3">
          <h2 className="min-w-0 grow text-base leading-snug sm:text-lg font-semibold text-pretty">
            <FileText text={shortWords(lead.headline)} limit={1000} />
          </h2>
          <div className="flex shrink-0 gap-1.5 print:hidden">
            <Copy text={() => verdictText(view, verdict, zone)} label={VERDICT.copy} words />
            <Button size="sm" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? <ChevronUp size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
              {all ? VERDICT.less : VERDICT.more}
            </Button>
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <CauseTag cause={lead.cause} />
          <Term term="certainty">
            <Certainty level={lead.certainty} />
          </Term>
          {verdict.code?.code === 0 ? (
            <span className="font-mono text-xs text-ink-2">{codeText(verdict.code)}</span>
          ) : null}
          {verdict.code === null || verdict.code.code === 0 ? null : (
            <a
              href={formatPlace({ page: 'codes', key: verdict.code.hex })}
              className="font-mono text-xs [overflow-wrap:anywhere]"
            >
              {codeText(verdict.code)}
            </a>
          )}
          {lead.whyNotHigher === '' ? null : (
            <span className="text-xs text-ink-2">
              <Prose text={lead.whyNotHigher} limit={800} />
            </span>
          )}
        </div>
        {lead.rootCause === '' ? null : (
          <p className={cx('max-w-[150ch] text-sm text-ink-2', !all && 'line-clamp-3 print:line-clamp-none')}>
            <Prose text={lead.rootCause} limit={8000} />
          </p>
        )}
      </div>
      <div className="grid border-t border-line lg:grid-cols-3">
        <Third all={all} label={VERDICT.evidence}>
          <Grounds verdict={verdict} follow={follow} />
        </Third>
        <Third all={all} label={VERDICT.fixes}>
          <Actions lead={lead} />
        </Third>
        <Third all={all} label={VERDICT.settle}>
          <Doubts verdict={verdict} />
        </Third>
      </div>
    </>
  );
}

/** The three parts scroll until all is asked for, so that the pipeline stays in sight; on wide screens side by side. */
function Third(props: { readonly all: boolean; readonly label: string; readonly children: ReactNode }) {
  const { all, label, children } = props;
  return (
    <div
      role="group"
      aria-label={label}
      // What scrolls must be reachable with the keyboard, also when there is no link in it.
      {...(all ? {} : { tabIndex: 0 })}
      className={cx(
        'focus-inset scroll-thin flex min-w-0 flex-col gap-3 p-3 not-first:border-t not-first:border-line lg:not-first:border-t-0 lg:not-first:border-l',
        !all &&
          'max-h-40 overflow-y-auto mask-[linear-gradient(to_top,transparent,black_1.25rem)] pb-5 lg:max-h-44 print:max-h-none print:overflow-visible print:mask-none',
      )}
    >
      {children}
    </div>
  );
}
