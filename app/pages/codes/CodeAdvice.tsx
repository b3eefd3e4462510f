import { codeAdvice } from '#core/knowledge/codes/advice';
import type { HResult } from '#core/model/units';
import { CODES_PAGE } from '../../text/codes.ts';
import { Block } from './parts.tsx';

const WORDS = CODES_PAGE.advice;

/** What a code means for a request behind ANCM, what speaks for and against it, and what to do first. */
export function CodeAdvice({ code }: { readonly code: HResult }) {
  const advice = codeAdvice(code);
  if (advice === null) return null;
  return (
    <>
      <Block title={WORDS.here}>
        <p className="max-w-prose text-sm">{advice.here}</p>
        {advice.own ? null : <p className="text-xs text-ink-3">{WORDS.general}</p>}
      </Block>
      <Block title={WORDS.fix}>
        <p className="max-w-prose border-l-2 border-accent pl-2 text-sm">{advice.fix}</p>
      </Block>
      <Points title={WORDS.causes} points={advice.causes} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Points title={WORDS.confirms} points={advice.confirms} />
        <Points title={WORDS.refutes} points={advice.refutes} />
      </div>
    </>
  );
}

function Points({ title, points }: { readonly title: string; readonly points: readonly string[] }) {
  if (points.length === 0) return null;
  return (
    <Block title={title}>
      <ul aria-label={title} className="flex list-disc flex-col gap-0.5 pl-4 text-sm marker:text-ink-3">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </Block>
  );
}
