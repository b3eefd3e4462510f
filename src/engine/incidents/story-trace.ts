import type { StoryTrace } from '../../analysis/story/inputs.ts';
import { epochMs } from '../../model/units.ts';
import type { StoredTrace } from '../../store/traces.ts';
import { hasFailed } from '../traces/failing.ts';

/** A trace as the story takes it; none for one without a time. */
export function storyTrace(stored: StoredTrace, row: StoryTrace['row']): readonly StoryTrace[] {
  const { trace, facts } = stored;
  const { startedAt, reported, observed, request } = trace;
  if (startedAt === null) return [];
  const { producing, gap, client } = facts;
  return [
    {
      key: trace.key,
      file: trace.file,
      path: trace.path,
      verb: request.verb,
      url: request.url,
      statusCode: request.statusCode,
      startedAt,
      endedAt: epochMs(startedAt + Math.max(reported ?? 0, observed)),
      reported,
      processId: request.processId,
      client: client?.address ?? '',
      failed: hasFailed(stored),
      row,
      producing:
        producing === null
          ? null
          : {
              event: producing.event,
              at: epochMs(startedAt + producing.time),
              module: producing.module,
              code: producing.errorCode,
              silentMs: gap !== null && gap.to === producing.event && gap.ms >= 1000 ? gap.ms : null,
            },
    },
  ];
}
