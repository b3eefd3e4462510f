import type { IncidentView } from '#core/engine/questions/incidents';
import { formatPlace } from '../../route/url.ts';
import { INCIDENT_PAGE } from '../../text/incidents.ts';
import { VERDICT } from '../../text/verdict.ts';
import { FileText } from '../../ui/FileText.tsx';
import { Prose } from '../../ui/Prose.tsx';
import { Actions, Doubts, Grounds } from '../../verdict/sections.tsx';

/** Why: the verdict on the incident with everything it rests on. Evidence in a trace leads to that trace. */
export function IncidentVerdict({ view }: { readonly view: IncidentView }) {
  const { verdict } = view.incident;
  const { lead } = verdict;
  return (
    <section
      aria-label={VERDICT.title}
      className="flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface p-3"
    >
      <h2 className="text-sm font-semibold">{VERDICT.title}</h2>
      {lead.rootCause === '' ? null : (
        <p className="text-sm leading-snug">
          <Prose text={lead.rootCause} limit={4000} />
        </p>
      )}
      {lead.whyNotHigher === '' ? null : (
        <p className="text-sm leading-snug text-ink-2">
          <Prose text={lead.whyNotHigher} limit={800} />
        </p>
      )}
      {view.representative === null ? null : (
        <p className="text-sm">
          <a href={formatPlace({ page: 'trace', key: view.representative.key })}>{INCIDENT_PAGE.openTrace}</a>{' '}
          <FileText text={view.representative.path} className="text-xs text-ink-3" />
        </p>
      )}
      <Actions lead={lead} />
      <Grounds verdict={verdict} follow={null} />
      <Doubts verdict={verdict} />
    </section>
  );
}
