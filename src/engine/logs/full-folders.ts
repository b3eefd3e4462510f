import type { EngineWorkspace } from '../workspace.ts';

/** Traces that IIS keeps for a site unless `maxLogFiles` says otherwise; the oldest go first. */
const USUAL_LIMIT = 50;

/** Folders of traces that are full: what happened before their oldest trace may have been traced and deleted. */
export function fullFolders(
  workspace: EngineWorkspace,
): readonly { readonly folder: string; readonly traces: number; readonly limit: number }[] {
  const counts = new Map<string, number>();
  for (const { trace } of workspace.traces.all()) {
    const folder = /^(.*[\\/!])fr\d{6,}\.xml$/i.exec(trace.path)?.[1];
    if (folder !== undefined) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const limit = configuredLimit(workspace);
  return [...counts]
    .filter(([, traces]) => traces >= limit)
    .map(([folder, traces]) => ({ folder: folder.slice(0, -1), traces, limit }));
}

/** `maxLogFiles` of the configuration that is open, where it says one thing. */
function configuredLimit(workspace: EngineWorkspace): number {
  const values = new Set<number>();
  for (const { settings } of workspace.side.config) {
    for (const { element, attribute, value } of settings) {
      const named = element.toLowerCase() === 'tracefailedrequestslogging' && attribute === 'maxLogFiles';
      if (named && /^[1-9]\d{0,5}$/.test(value)) values.add(Number(value));
    }
  }
  const [only] = values;
  return values.size === 1 && only !== undefined ? only : USUAL_LIMIT;
}
