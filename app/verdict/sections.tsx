import type { Finding, Verdict } from '#core/model/verdict';
import { VERDICT } from '../text/verdict.ts';
import { HelpLink } from '../ui/HelpLink.tsx';
import { Prose } from '../ui/Prose.tsx';
import { EvidenceList, type Follow } from './EvidenceList.tsx';
import { Findings, Fixes, Part, Reasoning, Settle } from './parts.tsx';
import { saidOnce } from './said-once.ts';

/** What the verdict rests on. `follow`: null where no trace is on screen, so that every link leads to another page. */
export function Grounds({ verdict, follow }: { readonly verdict: Verdict; readonly follow: Follow | null }) {
  const { lead, reasoning } = verdict;
  return (
    <>
      {lead.evidence.length === 0 ? null : (
        <Part title={VERDICT.evidence}>
          <EvidenceList label={VERDICT.lists.evidence} items={lead.evidence} follow={follow} />
        </Part>
      )}
      {lead.against.length === 0 ? null : (
        <Part title={VERDICT.against}>
          <EvidenceList label={VERDICT.lists.against} items={lead.against} follow={follow} />
        </Part>
      )}
      {lead.misreadings.length === 0 ? null : (
        <Part title={VERDICT.misreadings}>
          <ul aria-label={VERDICT.misreadings} className="flex flex-col gap-1 text-sm leading-snug text-warn">
            {[...new Set(lead.misreadings)].map((text) => (
              <li key={text}>
                <Prose text={text} limit={800} passed />
              </li>
            ))}
          </ul>
        </Part>
      )}
      {reasoning.length === 0 || follow === null ? null : (
        <Part title={VERDICT.reasoning}>
          <Reasoning steps={reasoning} follow={follow} />
        </Part>
      )}
    </>
  );
}

/** What to do, and where to read about it. */
export function Actions({ lead }: { readonly lead: Finding }) {
  return (
    <>
      {lead.fixes.length === 0 ? null : (
        <Part title={VERDICT.fixes}>
          <Fixes fixes={lead.fixes} />
        </Part>
      )}
      {lead.links.length === 0 ? null : (
        <Part title={VERDICT.links}>
          <ul aria-label={VERDICT.links} className="flex flex-col gap-1 text-sm">
            {saidOnce(lead.links, (link) => link.url).map((link) => (
              <li key={link.url}>
                <HelpLink text={link.text} url={link.url} />
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

/** What is not settled: files that would decide, other causes, and what was ruled out. */
export function Doubts({ verdict }: { readonly verdict: Verdict }) {
  const { lead, alternatives, others } = verdict;
  const ruledOut = others.filter((finding) => finding.state === 'ruled-out');
  return (
    <>
      {lead.wouldSettle.length === 0 ? null : (
        <Part title={VERDICT.settle}>
          <Settle items={lead.wouldSettle} />
        </Part>
      )}
      {alternatives.length === 0 ? null : (
        <Part title={VERDICT.alternatives}>
          <Findings label={VERDICT.alternatives} items={alternatives} lead={lead.headline} />
        </Part>
      )}
      {ruledOut.length === 0 ? null : (
        <Part title={VERDICT.ruledOut}>
          <Findings label={VERDICT.ruledOut} items={ruledOut} lead={lead.headline} />
        </Part>
      )}
    </>
  );
}
