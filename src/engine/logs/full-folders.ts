import { EffectiveConfig } from '../../diagnosis/config-check/effective.ts';
import { SITE_TRACING } from '../../knowledge/tracing.ts';
import type { ConfigFile } from '../../model/sidefiles.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Folders of traces that are full: what happened before their oldest trace may have been traced and deleted. */
export function fullFolders(
  workspace: EngineWorkspace,
): readonly { readonly folder: string; readonly traces: number; readonly limit: number }[] {
  const folders = new Map<string, { traces: number; readonly siteId: number | null }>();
  for (const { trace } of workspace.traces.all()) {
    const name = /^(.*[\\/!])fr\d{6,}\.xml$/i.exec(trace.path)?.[1];
    if (name === undefined) continue;
    const folder = folders.get(name);
    if (folder === undefined) folders.set(name, { traces: 1, siteId: trace.request.siteId });
    else folder.traces += 1;
  }
  const { config } = workspace.side;
  return [...folders].flatMap(([folder, { traces, siteId }]) => {
    const limit = keptFiles(config, siteId);
    return traces >= limit ? [{ folder: folder.slice(0, -1), traces, limit }] : [];
  });
}

/** Traces that a site keeps, by the configuration that is open. */
function keptFiles(config: readonly ConfigFile[], siteId: number | null): number {
  const effective = new EffectiveConfig(config, { siteId, path: '/', pool: '' });
  const value = effective.value('traceFailedRequestsLogging', 'maxLogFiles');
  return /^[1-9]\d{0,5}$/.test(value) ? Number(value) : SITE_TRACING.maxLogFiles;
}
