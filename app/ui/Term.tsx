import type { ReactNode } from 'react';
import { explain, type GlossaryTerm } from '../text/glossary.ts';
import { Tooltip } from './Tooltip.tsx';

/** A technical word with its explanation on hover and focus. `children`: the word as it stands here. */
export function Term({ term, children }: { readonly term: GlossaryTerm; readonly children?: ReactNode }) {
  return (
    <Tooltip text={explain(term)}>
      <button
        type="button"
        className="cursor-help rounded-sm underline decoration-dotted decoration-ink-3 underline-offset-3"
      >
        {children ?? term}
      </button>
    </Tooltip>
  );
}
