import type { StoryStep } from '../model/story.ts';
import { isHarmless, joined, type Draft, type JoinedStep } from './story/draft.ts';
import { eventSteps } from './story/event-steps.ts';
import { httpErrSteps } from './story/httperr-steps.ts';
import type { StoryInputs } from './story/inputs.ts';
import { logSteps } from './story/log-steps.ts';
import { rowSteps } from './story/row-steps.ts';
import { stdoutSteps } from './story/stdout-steps.ts';
import { traceSteps } from './story/trace-steps.ts';

/** What happens on good days too is the first sign of trouble only if other trouble follows within this. */
const LEADS_TO = 2 * 60_000;
/** A process reports its fault at the latest so long after the start that failed of it. */
const REPORTED = 10_000;
/** A row knows its second and no less. */
const SECOND = 1_000;

/**
 * What happened to one application, in order of time, each step with the lines that tell of it. Derived from whatever is
 * there: what another file would have told is missing, and what two files tell is one step. Same inputs, same story.
 */
export function tellStory(inputs: StoryInputs): readonly StoryStep[] {
  const told = crashesOfStarts([
    ...rowSteps(inputs),
    ...httpErrSteps(inputs),
    ...eventSteps(inputs),
    ...stdoutSteps(inputs),
  ]);
  const steps = joined([...told, ...traceSteps(inputs), ...logSteps(inputs, told)]);
  const first = firstSign(steps);
  return steps.map(({ step }) => (step === first ? { ...step, first: true } : step));
}

/** A crash while a start fails is that start, not the end of what served requests before. */
function crashesOfStarts(drafts: readonly Draft[]): readonly Draft[] {
  const failed = drafts.filter(({ kind }) => kind === 'start-failed');
  const worked = drafts.filter(({ kind }) => kind === 'start');
  const isOfStart = (crash: Draft): boolean =>
    failed.some((start) => {
      const from = start.exact === true ? start.at : start.at + SECOND;
      const same = (start.processId ?? crash.processId ?? null) === (crash.processId ?? start.processId ?? null);
      const inside = crash.at >= from && crash.at <= (start.to ?? start.at) + REPORTED;
      return same && inside && !worked.some(({ at }) => at > start.at && at < crash.at);
    });
  return drafts.map((draft) => (draft.crash === true && isOfStart(draft) ? { ...draft, kind: 'start-failed' } : draft));
}

/** The earliest trouble; before it, what happens on good days too if it leads right up to it. */
function firstSign(steps: readonly JoinedStep[]): StoryStep | undefined {
  const trouble = steps.filter(({ step }) => !isHarmless(step.kind));
  const hard = trouble.findIndex(({ gentle }) => !gentle);
  let first = Math.max(0, hard);
  const leads = (k: number): boolean => (trouble[k]?.step.at ?? 0) - (trouble[k - 1]?.step.at ?? 0) <= LEADS_TO;
  while (first > 0 && leads(first)) first--;
  return trouble[first]?.step;
}
