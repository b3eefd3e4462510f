import type { Engine } from '../engine/engine.ts';
import type { Progress } from '../engine/questions/files.ts';
import { createLocalEngine } from '../engine/local.ts';
import type { Findings, FoundTrace } from '../export/findings.ts';
import { jsonDocument } from '../export/json.ts';
import { markdownReport } from '../export/markdown.ts';
import { terminalReport } from '../export/report.ts';
import { LIMITS } from '../intake/limits.ts';
import type { OutputForm } from './arguments.ts';
import { filesUnder } from './walk.ts';

/** Where the run writes, and whether anybody watches standard error. */
export interface Surroundings {
  readonly version: string;
  readonly out: (text: string) => void;
  readonly warn: (text: string) => void;
  readonly watched: boolean;
}

export const EXIT = { nothingFailed: 0, failing: 1, unusable: 2 } as const;

/** Reads everything under the paths and prints what was found. Gives the exit status. */
export async function diagnosePaths(paths: readonly string[], form: OutputForm, around: Surroundings): Promise<number> {
  const { files, problems } = await filesUnder(paths);
  for (const problem of problems) around.warn(`${problem}\n`);
  const engine = createLocalEngine();
  const line = new ProgressLine(around);
  for (let from = 0; from < files.length; from += LIMITS.filesPerDrop)
    await engine.open(files.slice(from, from + LIMITS.filesPerDrop), (progress) => line.show(progress));
  line.clear();
  const findings = await collect(engine, around.version);
  around.out(print(findings, form));
  return exitStatus(findings);
}

function print(findings: Findings, form: OutputForm): string {
  if (form === 'json') return `${JSON.stringify(jsonDocument(findings), null, 2)}\n`;
  return form === 'markdown' ? markdownReport(findings) : terminalReport(findings);
}

async function collect(engine: Engine, version: string): Promise<Findings> {
  const page = await engine.requests({ filter: '', sort: null, from: 0, count: Number.MAX_SAFE_INTEGER });
  const traces: FoundTrace[] = [];
  for (const { key } of page.rows) {
    const trace = await engine.trace(key);
    if (trace !== null) traces.push(trace);
  }
  return {
    version,
    files: await engine.files(),
    incidents: await engine.incidents(),
    traces,
    logs: await engine.logSummaries(),
  };
}

function exitStatus({ files, traces, incidents, logs }: Findings): number {
  const usable = files.some(
    ({ state, format }) => (state === 'whole' || state === 'partial') && format !== 'zip' && format !== 'gzip',
  );
  if (!usable) return EXIT.unusable;
  const failing =
    traces.some((trace) => trace.failed && trace.verdict !== null) ||
    incidents.some((incident) => incident.traces.length === 0) ||
    logs.some((log) => log.groups.some((group) => group.cause !== null));
  return failing ? EXIT.failing : EXIT.nothingFailed;
}

/** One line on standard error that is written over; nothing at all when nobody watches. */
class ProgressLine {
  readonly #around: Surroundings;
  #shown = 0;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  show(progress: Progress): void {
    if (!this.#around.watched) return;
    const text = `${progress.filesDone} of ${progress.filesTotal} files`;
    this.#around.warn(`\r${text.padEnd(this.#shown)}`);
    this.#shown = text.length;
  }

  clear(): void {
    if (this.#shown > 0) this.#around.warn(`\r${' '.repeat(this.#shown)}\r`);
  }
}
