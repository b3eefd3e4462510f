import type { IncidentView } from '#core/engine/questions/incidents';
import type { TraceKey } from '#core/model/units';
import { formatPlace } from '../../route/url.ts';
import { INCIDENT_PAGE } from '../../text/incidents.ts';
import { VERDICT } from '../../text/verdict.ts';
import { FileText } from '../../ui/FileText.tsx';
import { HelpLink } from '../../ui/HelpLink.tsx';
import { EvidenceList } from '../../verdict/EvidenceList.tsx';
import { Findings, Fixes, Part, Settle } from '../../verdict/parts.tsx';
import { saidOnce } from '../../verdict/said-once.ts';

/** Why: the verdict on the incident with everything it rests on. Evidence in a trace leads to that trace. */
export function IncidentVerdict({ view }: { readonly view: IncidentView }) {
  const { verdict } = view.incident;
  const { lead } = verdict;
  // No trace is on screen here, so no link is one within the page.
  const follow = {
    trace: '' as TraceKey,
    firstEvent: () => null,
    onEvent: () => undefined,
    onAttribute: () => undefined,
  };
  return (
    <section
      aria-label={VERDICT.title}
      className="flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface p-3"
    >
      <h2 className="text-sm font-semibold">{VERDICT.title}</h2>
      {lead.rootCause === '' ? null : (
        <p className="text-sm leading-snug">
          <FileText text={lead.rootCause} limit={4000} />
        </p>
      )}
      {lead.whyNotHigher === '' ? null : <p className="text-sm leading-snug text-ink-2">{lead.whyNotHigher}</p>}
      {view.representative === null ? null : (
        <p className="text-sm">
          <a href={formatPlace({ page: 'trace', key: view.representative.key })}>{INCIDENT_PAGE.openTrace}</a>{' '}
          <FileText text={view.representative.path} className="text-xs text-ink-3" />
        </p>
      )}
      {lead.fixes.length === 0 ? null : (
        <Part title={VERDICT.fixes}>
          <Fixes fixes={lead.fixes} />
        </Part>
      )}
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
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Part>
      )}
      {verdict.alternatives.length === 0 ? null : (
        <Part title={VERDICT.alternatives}>
          <Findings label={VERDICT.alternatives} items={verdict.alternatives} lead={lead.headline} />
        </Part>
      )}
      {lead.wouldSettle.length === 0 ? null : (
        <Part title={VERDICT.settle}>
          <Settle items={lead.wouldSettle} />
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
    </section>
  );
}
