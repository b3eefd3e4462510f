import { diagnose } from '../diagnosis/diagnose.ts';
import type { Verdict } from '../model/verdict.ts';
import type { StoredTrace } from '../store/traces.ts';
import { pause } from './pause.ts';
import type { EngineWorkspace } from './workspace.ts';

/** Milliseconds of judging in one go: between two such slices queries are answered. */
const SLICE = 20;

/** The verdict on what is loaded now; judged again only when inputs were added since. */
export function verdictOf(workspace: EngineWorkspace, stored: StoredTrace): Verdict | null {
  const { key } = stored.trace;
  const known = workspace.traces.judged(key);
  const { generation } = workspace;
  if (known !== null && known.generation === generation) return known.verdict;
  const verdict = judge(stored);
  workspace.traces.judge(key, { verdict, generation });
  return verdict;
}

/** Brings every verdict up to date with what is loaded. */
export async function judgeAll(workspace: EngineWorkspace): Promise<void> {
  let until = performance.now() + SLICE;
  for (const stored of workspace.traces.all()) {
    verdictOf(workspace, stored);
    if (performance.now() < until) continue;
    workspace.revision.bump();
    await pause();
    until = performance.now() + SLICE;
  }
}

/** Puts the question to the rules. */
function judge(stored: StoredTrace): Verdict | null {
  return diagnose({
    trace: stored,
    otherTraces: [],
    logRows: [],
    httpErr: [],
    eventLog: [],
    stdout: [],
    appLog: [],
    config: [],
    window: null,
  });
}
