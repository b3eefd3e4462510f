import type { ReactNode } from 'react';
import { FileText } from '../../ui/FileText.tsx';

/** A field of a row by its name; what stands beside the value shows when the line is pointed at. */
export function DetailLine({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="group/line relative grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-2 leading-snug">
      <dt className="pt-px text-xs text-ink-3">
        <FileText text={name} />
      </dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
