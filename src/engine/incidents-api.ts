import type { Incident } from '../model/incident.ts';
import type { IncidentsApi } from './engine.ts';
import type { EngineWorkspace } from './workspace.ts';

export function incidentsApi(workspace: EngineWorkspace): IncidentsApi {
  return {
    async incidents() {
      return currentIncidents(workspace);
    },
    async incident(id) {
      return currentIncidents(workspace).find((incident) => incident.id === id) ?? null;
    },
  };
}

/** Incidents of what is loaded now; those known before while a job still adds to it. */
export function currentIncidents(_workspace: EngineWorkspace): readonly Incident[] {
  return [];
}
