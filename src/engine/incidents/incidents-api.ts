import { groupIncidents } from '../../analysis/incidents.ts';
import type { Incident } from '../../model/incident.ts';
import type { IncidentsApi } from '../questions/incidents.ts';
import { incidentMembers } from './incident-members.ts';
import type { EngineWorkspace } from '../workspace.ts';

export function incidentsApi(workspace: EngineWorkspace): IncidentsApi {
  return {
    async incidents() {
      return currentIncidents(workspace);
    },
  };
}

/** Incidents of what is loaded now; while a job still adds to it, those known before. */
export function currentIncidents(workspace: EngineWorkspace): readonly Incident[] {
  const known = grouped.get(workspace);
  if (known !== undefined && (known.generation === workspace.generation || workspace.jobs.busy)) return known.incidents;
  if (workspace.jobs.busy) return [];
  const incidents = groupIncidents(incidentMembers(workspace));
  grouped.set(workspace, { generation: workspace.generation, incidents });
  return incidents;
}

const grouped = new WeakMap<
  EngineWorkspace,
  { readonly generation: number; readonly incidents: readonly Incident[] }
>();
