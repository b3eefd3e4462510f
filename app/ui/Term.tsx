import type { ReactNode } from 'react';
import { explain, glossaryHref, type GlossaryTerm } from '../text/glossary.ts';
import { Tooltip } from './Tooltip.tsx';

/**
 * A technical word: its explanation on hover and focus, and a link to it in the glossary. `children`: the word as it
 * stands here. Never inside a link or a button.
 */
export function Term(props: {
  readonly term: GlossaryTerm;
  readonly children?: ReactNode;
  /** No stop of the Tab key: for words that the keyboard meets elsewhere on the page, so that its way stays short. */
  readonly passed?: boolean;
}) {
  const { term, children, passed = false } = props;
  const text = explain(term);
  return (
    <Tooltip text={text} describes>
      <a
        href={glossaryHref(term)}
        {...(passed ? { tabIndex: -1 } : {})}
        className="cursor-help rounded-sm text-inherit underline decoration-ink-3 decoration-dotted underline-offset-3 hover:text-ink"
      >
        {children ?? term}
      </a>
    </Tooltip>
  );
}
