import type { TraceGuides } from '../../model/guides.ts';
import type { TraceKey } from '../../model/units.ts';

/** Reading guides over one trace. */
export interface GuidesApi {
  /** What the events of a trace say about rewriting, authentication, caches and compression. */
  guides(key: TraceKey): Promise<TraceGuides | null>;
}
