import type { Evidence } from '#core/model/evidence';
import type { TraceKey } from '#core/model/units';
import { shortWords } from '../text/long-words.ts';
import { VERDICT } from '../text/verdict.ts';
import { FileText } from '../ui/FileText.tsx';
import { evidencePlace } from './evidence-place.ts';
import { placeParts } from './place-parts.ts';
import { PlaceLink } from './PlaceLink.tsx';
import { saidOnce } from './said-once.ts';

/** What following a link of the verdict does beside changing the address. */
export interface Follow {
  readonly trace: TraceKey;
  readonly firstEvent: (span: number) => number | null;
  /** A link to an event or span of this trace was followed: bring it into view. */
  readonly onEvent: () => void;
  /** A link to an attribute of the request was followed: mark it. */
  readonly onAttribute: (name: string) => void;
}

/** Pieces of evidence, each a link to its place. `label`: accessible name of the list. */
export function EvidenceList(props: {
  readonly label: string;
  readonly items: readonly Evidence[];
  /** null: no trace is on screen. */
  readonly follow: Follow | null;
}) {
  const { label, items, follow } = props;
  return (
    <ul aria-label={label} className="flex flex-col gap-1.5">
      {saidOnce(items, (item) => item.text).map((item) => (
        <li key={item.text} className="flex gap-2 text-sm leading-snug">
          <span aria-hidden className="mt-[7px] size-1 shrink-0 rounded-full bg-line-strong" />
          <EvidenceItem item={item} follow={follow} />
        </li>
      ))}
    </ul>
  );
}

function EvidenceItem({ item, follow }: { readonly item: Evidence; readonly follow: Follow | null }) {
  const place = evidencePlace(item, follow?.firstEvent ?? (() => null));
  if (place === null) return <FileText text={shortWords(item.text)} limit={600} />;
  return (
    <PlaceLink
      place={place}
      parts={placeParts(item, 'trace' in item ? eventName(place.params?.event ?? null) : '')}
      onFollow={() => {
        if (follow === null || !('trace' in item) || item.trace !== follow.trace) return;
        if (item.kind === 'attribute') follow.onAttribute(item.name);
        else follow.onEvent();
      }}
    />
  );
}

/** A sentence that does not name its event has it added. */
function eventName(event: number | null): string {
  return event === null ? '' : VERDICT.atEvent(event);
}
