import { makeTracks, rangeOf } from '../../analysis/story/tracks.ts';
import { tellStory } from '../../analysis/story.ts';
import type { Incident } from '../../model/incident.ts';
import type { StoryStep } from '../../model/story.ts';
import type { IncidentId } from '../../model/units.ts';
import type { IncidentView, IncidentBrief } from '../questions/incidents.ts';
import { scopeOf, type IncidentScope } from './incident-scope.ts';
import { currentIncidents } from './incidents-api.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Everything that the page of one incident shows; null: no such incident. `range`: the part of the time axis wanted. */
export function incidentView(
  workspace: EngineWorkspace,
  id: IncidentId,
  range: IncidentView['range'] | null,
): IncidentView | null {
  const incidents = currentIncidents(workspace);
  const incident = incidents.find((one) => one.id === id);
  if (incident === undefined) return null;
  const { episode, inputs, steps } = told(workspace, incident);
  const whole = rangeOf(steps, inputs.window);
  const shown = range !== null && range.to > range.from ? range : whole;
  const trace =
    incident.representative === null ? null : (workspace.traces.get(incident.representative)?.trace ?? null);
  const cause = incidents.find(({ consequences }) => consequences.includes(id));
  return {
    revision: workspace.revision.number,
    incident,
    causedBy: cause === undefined ? null : brief(cause),
    consequences: incidents.filter((one) => incident.consequences.includes(one.id)).map(brief),
    beside: episode
      .filter((one) => one.id !== id && one.id !== cause?.id && !incident.consequences.includes(one.id))
      .map(brief),
    representative: trace === null ? null : { key: trace.key, path: trace.path, url: trace.request.url },
    story: steps,
    whole,
    range: shown,
    tracks: makeTracks(inputs, steps, shown),
    files: workspace.files.all().map(({ file }) => ({ key: file.key, path: file.path })),
  };
}

/** The story of one incident, kept while the page zooms in it. */
function told(workspace: EngineWorkspace, incident: Incident): Told {
  const known = last.get(workspace);
  if (known !== undefined && known.incident === incident && known.generation === workspace.generation) return known;
  const scope = scopeOf(workspace, incident);
  const next = { ...scope, incident, generation: workspace.generation, steps: tellStory(scope.inputs) };
  last.set(workspace, next);
  return next;
}

interface Told extends IncidentScope {
  readonly incident: Incident;
  readonly generation: number;
  readonly steps: readonly StoryStep[];
}

const last = new WeakMap<EngineWorkspace, Told>();

/** An incident in one line. */
function brief({ id, cause, certainty, headline, from, to, requests }: Incident): IncidentBrief {
  return { id, cause, certainty, headline, from, to, requests };
}
