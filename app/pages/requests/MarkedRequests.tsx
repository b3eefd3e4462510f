import { Columns2, X } from 'lucide-react';
import type { TraceKey } from '#core/model/units';
import { compareKey } from '../../route/compare-key.ts';
import { formatPlace } from '../../route/url.ts';
import { clearMarks } from '../../state/session.ts';
import { REQUESTS } from '../../text/requests.ts';
import { buttonClass } from '../../ui/button-class.ts';
import { IconButton } from '../../ui/Button.tsx';

/** What can be done with the marked requests. Says it aloud, since marking by key moves no focus. */
export function MarkedRequests({ marked }: { readonly marked: readonly TraceKey[] }) {
  const [a, b] = marked;
  return (
    <div className="flex items-center gap-2 text-xs text-ink-2">
      <p aria-live="polite">{a === undefined ? '' : b === undefined ? REQUESTS.markSecond : REQUESTS.markedTwo}</p>
      {a === undefined || b === undefined ? null : (
        <a href={formatPlace({ page: 'compare', key: compareKey(a, b) })} className={buttonClass('primary', 'sm')}>
          <Columns2 size={14} aria-hidden />
          {REQUESTS.compare}
        </a>
      )}
      {a === undefined ? null : (
        <IconButton size="sm" label={REQUESTS.clearMarks} icon={<X size={14} aria-hidden />} onClick={clearMarks} />
      )}
    </div>
  );
}
