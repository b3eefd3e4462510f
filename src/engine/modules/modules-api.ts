import { icicle } from '../../analysis/icicle.ts';
import { ms } from '../../model/units.ts';
import type { ModulesApi } from '../questions/modules.ts';
import { fieldHints } from '../hints.ts';
import { moduleFields, moduleRows, selectModules } from './module-rows.ts';
import { coarsestGrain, OverTraces, selectedTraces } from '../traces/selected-traces.ts';
import { spanSetOf } from '../traces/span-set.ts';
import type { EngineWorkspace } from '../workspace.ts';

const rowsOver = new OverTraces(moduleRows);
const icicleOver = new OverTraces((traces) => icicle(traces.map(spanSetOf)));

export function modulesApi(workspace: EngineWorkspace): ModulesApi {
  return {
    async icicle(keys) {
      const stored = keys.map((key) => workspace.traces.get(key)).filter((one) => one !== null);
      return icicle(stored.map(spanSetOf));
    },
    async timeSpent(filter) {
      const revision = workspace.revision.number;
      const selected = selectedTraces(workspace, filter);
      if (!selected.ok) return { revision, root: icicle([]), grainMs: ms(coarsestGrain([])), error: selected.error };
      const { answer, traces } = icicleOver.of(workspace, filter, selected.value);
      return { revision, root: answer, grainMs: ms(coarsestGrain(traces)), error: null };
    },
    async modules({ traces: tracesFilter, filter, sort, from, count }) {
      const revision = workspace.revision.number;
      const open = workspace.traces.size;
      const selected = selectedTraces(workspace, tracesFilter);
      const base = { revision, from, total: 0, rows: [], all: 0, traces: 0, open, error: null, tracesError: null };
      if (!selected.ok) return { ...base, grainMs: ms(coarsestGrain([])), tracesError: selected.error };
      const { answer, traces } = rowsOver.of(workspace, tracesFilter, selected.value);
      const about = { ...base, all: answer.length, traces: traces.length, grainMs: ms(coarsestGrain(traces)) };
      const rows = selectModules(answer, filter, sort);
      if (!rows.ok) return { ...about, error: rows.error };
      return { ...about, total: rows.value.length, rows: rows.value.slice(from, from + count) };
    },
    async moduleHints(tracesFilter) {
      const selected = selectedTraces(workspace, tracesFilter);
      if (!selected.ok) return fieldHints(moduleFields([]), 0);
      const { answer } = rowsOver.of(workspace, tracesFilter, selected.value);
      return fieldHints(moduleFields(answer), answer.length);
    },
  };
}
