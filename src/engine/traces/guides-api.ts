import { authenticationGuide } from '../../analysis/guides/authentication.ts';
import { cacheGuide } from '../../analysis/guides/cache.ts';
import { rewriteGuide } from '../../analysis/guides/rewrite.ts';
import type { GuidesApi } from '../questions/guides.ts';
import { fieldReader } from '../events/field-reader.ts';
import type { EngineWorkspace } from '../workspace.ts';

export function guidesApi(workspace: EngineWorkspace): GuidesApi {
  return {
    async guides(key) {
      const stored = workspace.traces.get(key);
      if (stored === null) return null;
      const { events } = stored.trace;
      const fields = fieldReader(events, await workspace.bytesOf(stored));
      return {
        rewrite: rewriteGuide(events, fields),
        authentication: authenticationGuide(events, fields, stored.facts),
        cache: cacheGuide(events, fields, stored.facts),
      };
    },
  };
}
