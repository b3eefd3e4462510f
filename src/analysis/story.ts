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
  const told = startsThatFailed([
    ...rowSteps(inputs),
    ...httpErrSteps(inputs),
    ...eventSteps(inputs),
    ...stdoutSteps(inputs),
  ]);
  const steps = joined([...told, ...traceSteps(inputs), ...logSteps(inputs, told)]);
  const first = firstSign(steps);
  return steps.map(({ step }) => (step === first ? { ...step, first: true } : step));
}

/**
 * A crash while a start fails is that start, not the end of what served requests before; and a process that says nothing
 * of itself while a start fails is the one that did not come up.
 */
function startsThatFailed(drafts: readonly Draft[]): readonly Draft[] {
  const failed = drafts.filter(({ kind }) => kind === 'start-failed');
  const worked = drafts.filter(({ kind, unsure }) => kind === 'start' && unsure !== true);
  const isOfStart = (draft: Draft): boolean =>
    failed.some((start) => {
      const from = start.exact === true ? start.at : start.at + (draft.crash === true ? SECOND : 0);
      const same = (start.processId ?? draft.processId ?? null) === (draft.processId ?? start.processId ?? null);
      const inside = draft.at >= from && draft.at <= (start.to ?? start.at) + REPORTED;
      return same && inside && !worked.some(({ at }) => at > start.at && at < draft.at);
    });
  return drafts.map((draft): Draft => {
    if ((draft.crash !== true && draft.unsure !== true) || !isOfStart(draft)) return draft;
    const title = draft.unsure === true ? `${draft.title.replace(/\.$/, '')} and does not come up.` : draft.title;
    return { ...draft, kind: 'start-failed', title };
  });
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
