import { sameRequest } from '../../analysis/correlate/same-request.ts';
import type { JoinSubject } from '../../analysis/correlate/subject.ts';
import type { StoredTrace } from '../../store/traces.ts';
import type { AroundItem, AroundPart } from '../questions/around.ts';
import { type AroundScene, emptyPart, foundPart, otherTraces } from './scene.ts';

/** The other traces of the request: of the proxy in front, of the server behind, of another rule of the same server. */
export function otherTracePart(scene: AroundScene): AroundPart {
  const { workspace } = scene;
  const others = workspace.traces.size - 1;
  const items = otherTraces(scene).flatMap((other) => {
    const stored = workspace.traces.get(other.key);
    return stored === null ? [] : [traceItem(scene, stored, other)];
  });
  if (items.length > 0) return foundPart('other-trace', others, items);
  return emptyPart('other-trace', others, 'no other open trace has an id of this request or its client');
}

function traceItem(scene: AroundScene, stored: StoredTrace, other: JoinSubject): AroundItem {
  const { subject } = scene;
  const { trace, facts } = stored;
  const { request } = trace;
  const tie = sameRequest(subject, other) ?? { exact: false, why: 'it is tied to a trace that this one is tied to' };
  return {
    title: `${request.statusCode} ${request.verb} ${request.url}`,
    detail: [roleOf(scene, stored, other), facts.producing === null ? '' : `status set by ${facts.producing.module}`]
      .filter((part) => part !== '')
      .join(', '),
    certainty: tie.exact ? 'exact' : 'likely',
    why: [tie.why],
    time: trace.startedAt,
    path: trace.path,
    place: { kind: 'trace', trace: trace.key },
    lines: [],
  };
}

/** What the other server was to this one. */
function roleOf({ subject, stored }: AroundScene, { trace }: StoredTrace, other: JoinSubject): string {
  if (trace.computer.toLowerCase() === stored.trace.computer.toLowerCase()) return `on the same server`;
  const server = trace.computer === '' ? 'another server' : trace.computer;
  return other.took >= subject.took ? `on ${server}, in front of this one` : `on ${server}, behind this one`;
}
