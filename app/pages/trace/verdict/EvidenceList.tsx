import { ArrowUpRight } from 'lucide-react';
import type { Evidence } from '#core/model/evidence';
import type { TraceKey } from '#core/model/units';
import { formatPlace } from '../../../route/url.ts';
import { FileText } from '../../../ui/FileText.tsx';
import { evidencePlace } from './evidence-place.ts';

/** What following a link of the verdict does beside changing the address. */
export interface Follow {
  readonly trace: TraceKey;
  readonly firstEvent: (span: number) => number | null;
  /** A link to an event or span of this trace was followed: bring it into view. */
  readonly onEvent: () => void;
  /** A link to an attribute of the request was followed: mark it. */
  readonly onAttribute: (name: string) => void;
}

/** Pieces of evidence, each a link to its place. */
export function EvidenceList({ items, follow }: { readonly items: readonly Evidence[]; readonly follow: Follow }) {
  // Two rules may rest on the same event: said once.
  const said = [...new Map(items.map((item) => [item.text, item])).values()];
  return (
    <ul className="flex flex-col gap-1.5">
      {said.map((item) => (
        <li key={item.text} className="flex gap-2 text-sm leading-snug">
          <span aria-hidden className="mt-[7px] size-1 shrink-0 rounded-full bg-line-strong" />
          <EvidenceItem item={item} follow={follow} />
        </li>
      ))}
    </ul>
  );
}

function EvidenceItem({ item, follow }: { readonly item: Evidence; readonly follow: Follow }) {
  const place = evidencePlace(item, follow.firstEvent);
  if (place === null) return <FileText text={item.text} limit={600} />;
  const here = 'trace' in item && item.trace === follow.trace;
  return (
    <a
      href={formatPlace(place)}
      className="min-w-0 text-ink no-underline hover:text-accent-strong"
      onClick={() => {
        if (!here) return;
        if (item.kind === 'attribute') follow.onAttribute(item.name);
        else follow.onEvent();
      }}
    >
      <FileText text={item.text} limit={600} />
      <ArrowUpRight size={13} aria-hidden className="ml-0.5 inline-block align-[-2px] text-accent" />
    </a>
  );
}
