import { FileQuestionMark } from 'lucide-react';
import { useEffect } from 'react';
import type { TraceKey } from '#core/model/units';
import { OpenButtons } from '../../commands/OpenButtons.tsx';
import type { Place } from '../../route/url.ts';
import { setLastTrace } from '../../state/session.ts';
import { useQuery } from '../../state/useQuery.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { TraceScreen } from './TraceScreen.tsx';
import { TRACE } from './words.ts';

/** One trace: what failed, who produced it, when, why, and what to do now. */
export function TracePage({ place }: { readonly place: Place }) {
  const key = place.key as TraceKey;
  const view = useQuery((engine) => engine.trace(key), 'trace', key);
  const timeline = useQuery((engine) => engine.timeline(key), 'timeline', key);
  const found = view.data;

  useEffect(() => {
    if (found) setLastTrace(key);
  }, [found, key]);

  if (view.failed || timeline.failed) return <Failed title={TRACE.failedTitle}>{TRACE.failed}</Failed>;
  if (found === undefined) return <Loading>{TRACE.loading}</Loading>;
  if (found === null) {
    return (
      <Empty page title={TRACE.missingTitle} icon={<FileQuestionMark size={28} aria-hidden />}>
        <p>{TRACE.missing}</p>
        <div className="mt-3 flex justify-center gap-2">
          <OpenButtons />
        </div>
      </Empty>
    );
  }
  return <TraceScreen key={key} view={found} timeline={timeline.data} params={place.params} />;
}
