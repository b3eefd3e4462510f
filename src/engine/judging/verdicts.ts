import { InputIndex } from '../../diagnosis/inputs.ts';
import type { ParseIssue } from '../../model/source.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { SideStore } from '../../store/side.ts';
import type { StoredTrace } from '../../store/traces.ts';
import { askRules } from './judging.ts';
import { markOf } from './shown.ts';
import { pause } from '../pause.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Milliseconds of judging in one go: between two such slices questions are answered. */
const SLICE = 20;

/** A verdict that was given on the trace alone, before everything was read. */
const ALONE = -1;

/**
 * The verdict on a trace. While files are still being read it is one on the trace alone, or the one from before;
 * afterwards it takes in everything that is loaded.
 */
export function verdictOf(workspace: EngineWorkspace, stored: StoredTrace): Verdict | null {
  const { traces, generation, jobs } = workspace;
  const known = traces.judged(stored.trace.key);
  if (known !== null && (known.generation === generation || jobs.busy)) return known.verdict;
  if (!jobs.busy) return judge(workspace, stored);
  return say(workspace, stored, () => new InputIndex({ ...NOTHING_LOADED, traces: [stored] }), ALONE).verdict;
}

/** Brings every verdict up to date with what is loaded. */
export async function judgeAll(workspace: EngineWorkspace): Promise<void> {
  const { generation } = workspace;
  let until = performance.now() + SLICE;
  for (const stored of workspace.traces.all()) {
    // Another job has added files meanwhile: it will judge all when it is done.
    if (workspace.generation !== generation) return;
    if (workspace.traces.judged(stored.trace.key)?.generation !== generation) judge(workspace, stored);
    if (performance.now() < until) continue;
    workspace.revision.bump();
    await pause();
    until = performance.now() + SLICE;
  }
}

function judge(workspace: EngineWorkspace, stored: StoredTrace): Verdict | null {
  const { verdict, failed } = say(workspace, stored, () => inputIndex(workspace), workspace.generation);
  if (failed) noteFault(workspace, stored);
  return verdict;
}

/** Asks the rules, unless they were shown the same before. */
function say(
  { traces }: EngineWorkspace,
  stored: StoredTrace,
  index: () => InputIndex,
  generation: number,
): { readonly verdict: Verdict | null; readonly failed: boolean } {
  const { key } = stored.trace;
  const before = traces.judged(key);
  let shown = Number.NaN;
  const asked = askRules(() => {
    const inputs = index().forTrace(stored);
    shown = markOf(inputs);
    return before?.shown === shown ? null : inputs;
  });
  const verdict = asked.same ? (before?.verdict ?? null) : asked.verdict;
  traces.judge(key, { verdict, generation, shown: asked.failed ? Number.NaN : shown });
  return { verdict, failed: asked.failed };
}

/** The list of files says that a verdict is missing: without one, a trace would look as if nothing had failed. */
function noteFault({ files }: EngineWorkspace, stored: StoredTrace): void {
  const entry = files.owner(stored.trace.file);
  if (entry === null || entry.file.issues.some(({ code }) => code === FAULT.code)) return;
  files.set(entry.id, { ...entry.file, issues: [...entry.file.issues, FAULT] }, entry.trace);
}

const FAULT: ParseIssue = { code: 'diagnosis-failed', severity: 'error' };

/** What is loaded, by site, process and time; built once for every state of the workspace. */
export function inputIndex(workspace: EngineWorkspace): InputIndex {
  const { generation, traces, side } = workspace;
  const known = indexes.get(workspace);
  if (known?.generation === generation) return known.index;
  const index = new InputIndex({ ...loadedSide(side), traces: traces.all() });
  indexes.set(workspace, { generation, index });
  return index;
}

const indexes = new WeakMap<EngineWorkspace, { readonly generation: number; readonly index: InputIndex }>();

type LoadedSide = Omit<ConstructorParameters<typeof InputIndex>[0], 'traces'>;

function loadedSide({ requestLogs, httpErr, eventLog, stdout, appLog, config }: SideStore): LoadedSide {
  return { requestLogs, httpErr, eventLog, stdout, appLog, config };
}

const NOTHING_LOADED: LoadedSide = { requestLogs: [], httpErr: [], eventLog: [], stdout: [], appLog: [], config: [] };
