import type { Incident } from '../../model/incident.ts';
import type { StoryStep, Track } from '../../model/story.ts';
import type { EpochMs, FileKey, TraceKey } from '../../model/units.ts';

/** An incident in one line. */
export type IncidentBrief = Pick<Incident, 'id' | 'cause' | 'certainty' | 'headline' | 'from' | 'to' | 'requests'>;

/** One incident with what happened around it. */
export interface IncidentView {
  readonly revision: number;
  readonly incident: Incident;
  /** The incident that this one followed from. */
  readonly causedBy: IncidentBrief | null;
  readonly consequences: readonly IncidentBrief[];
  /** Others of the same application and time. */
  readonly beside: readonly IncidentBrief[];
  readonly representative: { readonly key: TraceKey; readonly path: string; readonly url: string } | null;
  /** In order of time. */
  readonly story: readonly StoryStep[];
  /** The whole time axis, and the part that the tracks show. */
  readonly whole: { readonly from: EpochMs; readonly to: EpochMs };
  readonly range: { readonly from: EpochMs; readonly to: EpochMs };
  readonly tracks: readonly Track[];
  /** Paths of the open files, for evidence that names a file by its key. */
  readonly files: readonly { readonly key: FileKey; readonly path: string }[];
}

/** Questions about incidents. */
export interface IncidentsApi {
  incidents(): Promise<readonly Incident[]>;
}
