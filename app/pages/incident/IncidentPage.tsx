import { FileQuestionMark } from 'lucide-react';
import type { IncidentId } from '#core/model/units';
import { epochMs } from '#core/model/units';
import { OpenButtons } from '../../commands/OpenButtons.tsx';
import type { Place } from '../../route/url.ts';
import { useSession } from '../../state/session.ts';
import { useQuery } from '../../state/useQuery.ts';
import { INCIDENT_PAGE } from '../../text/incidents.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { IncidentScreen } from './IncidentScreen.tsx';

/** One incident: what happened around it, in order, with the verdict beside it. */
export function IncidentPage({ place }: { readonly place: Place }) {
  const id = place.key as IncidentId;
  const { from, to } = place.params;
  const range = from === null || to === null || to <= from ? null : { from: epochMs(from), to: epochMs(to) };
  const busy = useSession((session) => session.jobs.length > 0);
  const { data, failed } = useQuery((engine) => engine.incidentView(id, range), `${from ?? ''} ${to ?? ''}`, id);

  if (failed) return <Failed title={INCIDENT_PAGE.failed}>{INCIDENT_PAGE.failedDetail}</Failed>;
  if (data === undefined || (data === null && busy)) return <Loading>{INCIDENT_PAGE.loading}</Loading>;
  if (data === null) {
    return (
      <Empty page title={INCIDENT_PAGE.missingTitle} icon={<FileQuestionMark size={28} aria-hidden />}>
        <p>{INCIDENT_PAGE.missing}</p>
        <div className="mt-3 flex justify-center gap-2">
          <OpenButtons />
        </div>
      </Empty>
    );
  }
  return <IncidentScreen key={id} view={data} params={place.params} />;
}
