import type { TraceKey } from '../../model/units.ts';
import type { AroundApi, AroundPart } from '../questions/around.ts';
import type { EngineWorkspace } from '../workspace.ts';
import { appLogPart } from './app-log.ts';
import { errorPagePart } from './error-page.ts';
import { eventLogPart } from './event-log.ts';
import { httpErrPart } from './http-err.ts';
import { logRowPart } from './log-row.ts';
import { otherTracePart } from './other-trace.ts';
import { type AroundScene, aroundScene } from './scene.ts';
import { stdoutPart } from './stdout.ts';

/** One for each kind, in the order in which they are shown. */
const PARTS: readonly ((scene: AroundScene) => AroundPart)[] = [
  otherTracePart,
  logRowPart,
  httpErrPart,
  eventLogPart,
  stdoutPart,
  appLogPart,
  errorPagePart,
];

/** The last answer: the page asks for it in its header and in its tab. */
interface Known {
  readonly key: TraceKey;
  readonly generation: number;
  readonly version: number;
  readonly parts: readonly AroundPart[];
}

export function aroundApi(workspace: EngineWorkspace): AroundApi {
  let known: Known | null = null;
  return {
    async around(key) {
      const stored = workspace.traces.get(key);
      if (stored === null) return null;
      const { generation, jobs, logs, revision } = workspace;
      const fresh = known?.generation === generation && known.version === logs.version;
      // While files come in, what was found before is shown until all are there.
      if (known?.key !== key || !(fresh || jobs.busy)) {
        const scene = aroundScene(workspace, stored);
        known = {
          key,
          generation: jobs.busy ? -1 : generation,
          version: logs.version,
          parts: PARTS.map((part) => part(scene)),
        };
      }
      return { revision: revision.number, parts: known.parts };
    },
  };
}
