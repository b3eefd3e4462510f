import { notificationName } from '../knowledge/notifications.ts';
import type { TraceFacts } from '../model/facts.ts';
import type { EventIx } from '../model/units.ts';
import type { ReasoningStep } from '../model/verdict.ts';
import type { Scene } from './scene.ts';
import { codeText, count, duration } from './words.ts';

/** The facts that the rules share, as questions and answers in the order a person would ask them. */
export function reasoning(scene: Scene): readonly ReasoningStep[] {
  const { facts } = scene;
  return facts === null ? ofRows(scene) : ofTrace(scene, facts);
}

function ofTrace(scene: Scene, facts: TraceFacts): readonly ReasoningStep[] {
  const { answer, gap, trace } = scene;
  const steps: ReasoningStep[] = [];
  const step = (question: string, text: string, event: EventIx | null = null): void => {
    steps.push({ question, answer: text, event });
  };
  if (facts.provisional)
    step(
      'Is the status an outcome?',
      `No: the trace was written before the request ended, ${trace?.trace.request.statusCode ?? ''} is provisional.`,
    );
  const set = facts.producing;
  if (set !== null) {
    const where = notificationName(set.notification);
    step(
      'Who set the status?',
      `${set.module}${where === '' ? '' : ` in ${where}`} set ${answer?.text ?? ''}${set.reason === '' ? '' : ` "${set.reason}"`}.`,
      set.event,
    );
  } else if (answer !== null)
    step(
      'Who set the status?',
      'No event of the trace sets it; it is taken from the end of the request.',
      facts.requestEnd,
    );
  if (facts.firstError !== null)
    step(
      'Was there an earlier error?',
      `${facts.firstError.module} set ${facts.firstError.status} before, with ${codeText(facts.firstError.errorCode)}.`,
      facts.firstError.event,
    );
  if (facts.moduleVersion !== null)
    step('Which generation of the module?', `${facts.moduleName ?? ''} is ${facts.moduleVersion}.`, facts.handlerEvent);
  if (facts.hosting !== null) step('Which hosting model?', `${facts.hosting}.`, facts.ancmStart);
  if (facts.moduleVersion !== null && facts.ancmStart === null)
    step('Did the module start?', 'No: the status was set before it.');
  if (facts.tokenHeader !== null)
    step('Did forwarding begin?', 'Yes: the header MS-ASPNETCORE-TOKEN was set.', facts.tokenHeader);
  else if (scene.detailed && set !== null)
    step('Did forwarding begin?', 'No MS-ASPNETCORE-TOKEN header was set.', facts.ancmStart);
  if (facts.sync !== null && set !== null)
    step(
      'Synchronous or asynchronous?',
      facts.sync
        ? 'The status was set before the module had any completion.'
        : 'The status was set after a completion.',
      facts.ancmEnd,
    );
  if (facts.bodyReads.count > 0)
    step(
      'Was a body read?',
      `${count(facts.bodyReads.count, 'read')}, ${count(facts.bodyReads.bytes, 'byte')}.`,
      facts.bodyReads.last,
    );
  if (facts.responseBefore !== null)
    step('Had a response begun?', 'Yes: headers or data of a response stand before the failure.', facts.responseBefore);
  if (gap !== null) {
    const limit =
      gap.limit === null ? 'No known limit ends there.' : `${gap.limit.name} of ${duration(gap.limit.ms)} ends there.`;
    step('How long was the silence?', `${duration(gap.ms)}. ${limit}`, gap.to);
  }
  if (answer !== null) step('Which code?', `${codeText(answer.code)}.`, answer.event);
  if (scene.clientIo !== null)
    step(
      'Did the client side fail?',
      `Yes: ${codeText(scene.clientIo.errorCode)} before the status was set.`,
      scene.clientIo.event,
    );
  return steps;
}

function ofRows({ answer }: Scene): readonly ReasoningStep[] {
  if (answer?.rows == null) return [];
  const { rows } = answer;
  return [
    {
      question: 'What does the log show?',
      answer: `${count(rows.count, 'row')} with ${answer.text} and sc-win32-status ${rows.win32}.`,
      event: null,
    },
    {
      question: 'Which code?',
      answer: `${codeText(answer.code)}. It is the last Windows error of the request, not the reason a module gave.`,
      event: null,
    },
    { question: 'How many URLs?', answer: count(rows.stems.size, 'different path'), event: null },
    { question: 'How close together?', answer: `At most ${count(rows.burst, 'row')} in one second.`, event: null },
  ];
}
