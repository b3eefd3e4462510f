import type { StepKind, StoryStep } from '../model/story.ts';
import { joined } from './story/draft.ts';
import { eventSteps } from './story/event-steps.ts';
import { httpErrSteps } from './story/httperr-steps.ts';
import type { StoryInputs } from './story/inputs.ts';
import { logSteps } from './story/log-steps.ts';
import { rowSteps } from './story/row-steps.ts';
import { stdoutSteps } from './story/stdout-steps.ts';
import { traceSteps } from './story/trace-steps.ts';

/** Kinds that are no trouble in themselves. */
const HARMLESS: ReadonlySet<StepKind> = new Set(['traffic', 'start', 'served-again', 'fields', 'record']);

/**
 * What happened to one application, in order of time, each step with the lines that tell of it. Derived from whatever is
 * there: what another file would have told is missing, and what two files tell is one step. Same inputs, same story.
 */
export function tellStory(inputs: StoryInputs): readonly StoryStep[] {
  const trouble = [...rowSteps(inputs), ...httpErrSteps(inputs), ...eventSteps(inputs), ...stdoutSteps(inputs)];
  const steps = joined([
    ...trouble,
    ...traceSteps(inputs),
    ...logSteps(
      inputs,
      trouble.filter(({ kind }) => !HARMLESS.has(kind)),
    ),
  ]);
  const first = steps.find(({ kind }) => !HARMLESS.has(kind));
  return steps.map((step) => (step === first ? { ...step, first: true } : step));
}
