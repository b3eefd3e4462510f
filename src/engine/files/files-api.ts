import { bundlesOf } from '../../intake/bundles.ts';
import type { EpochMs } from '../../model/units.ts';
import { timeRange } from '../../store/log-histogram.ts';
import type { FileEntry } from '../../store/files.ts';
import type { FileRow, FilesApi, Progress, WorkspaceSummary } from '../questions/files.ts';
import { hasFailed } from '../traces/failing.ts';
import { currentIncidents } from '../incidents/incidents-api.ts';
import { putClocksRight } from '../logs/join-api.ts';
import type { Job } from '../jobs.ts';
import { fieldlessLogs, fieldQuestion, lacksFields, readFieldLine } from './field-line.ts';
import { openFiles, readAgain } from './opening.ts';
import type { ReadHost } from './read.ts';
import { sayIssue, sayReason } from './sentences.ts';
import { judgeAll } from '../judging/verdicts.ts';
import type { EngineWorkspace } from '../workspace.ts';

export function filesApi(workspace: EngineWorkspace, host: ReadHost): FilesApi {
  const running = new Set<Promise<void>>();
  /** Reads files, then puts in order what follows from all of them together. */
  const run = async (onProgress: (progress: Progress) => void, read: (job: Job) => Promise<void>) => {
    const job = workspace.jobs.start(onProgress);
    const work = read(job).then(() => {
      putClocksRight(workspace);
      return judgeAll(workspace);
    });
    running.add(work);
    try {
      await work;
    } finally {
      running.delete(work);
      workspace.jobs.end(job);
      workspace.revision.bump();
      workspace.revision.tell();
    }
    return summarise(workspace);
  };
  return {
    async open(files, onProgress) {
      return run(onProgress, (job) => openFiles(workspace, host, files, job));
    },
    async fieldlessLogs() {
      return fieldlessLogs(workspace);
    },
    async fieldQuestion(file) {
      return fieldQuestion(workspace, file);
    },
    async readWithFields(file, line, onProgress) {
      const given = readFieldLine(workspace, file, line);
      const entry = workspace.files.all().find((one) => one.file.key === file && lacksFields(one.file));
      const blob = workspace.logBlobs.get(file);
      if (given === null || entry === undefined || blob === undefined) return null;
      const { path, lastModified } = entry.file;
      const request = { path, blob, lastModified, given };
      return run(onProgress, (job) => readAgain(workspace, host, entry.id, request, job));
    },
    async cancel(job) {
      workspace.jobs.cancel(job);
    },
    async clear() {
      workspace.jobs.cancelAll();
      await Promise.allSettled(running);
      workspace.clear();
    },
    async summary() {
      return summarise(workspace);
    },
    async files() {
      return workspace.files.all().map(fileRow);
    },
    async bundles() {
      return bundlesOf(workspace.files.all().map(({ file }) => file.path));
    },
    async watch(onChange) {
      workspace.revision.listen(() => onChange(summarise(workspace)));
    },
  };
}

function fileRow({ file, trace }: FileEntry): FileRow {
  const reason = sayReason(file);
  return {
    ...file,
    reasonText: reason.text,
    hint: reason.hint,
    messages: file.issues.map((issue) => ({ severity: issue.severity, text: sayIssue(issue), issue })),
    trace,
    asksFields: lacksFields(file),
  };
}

function summarise(workspace: EngineWorkspace): WorkspaceSummary {
  const { files, traces, side, logs, revision } = workspace;
  const interval = new Interval();
  let failingTraces = 0;
  for (const stored of traces.all()) {
    if (hasFailed(stored)) failingTraces += 1;
    const { startedAt, observed } = stored.trace;
    if (startedAt === null) continue;
    interval.add(startedAt);
    interval.add(startedAt + observed);
  }
  const logged = timeRange(logs.store.chunks);
  if (logged !== null) {
    interval.add(logged.from);
    interval.add(logged.to);
  }
  for (const table of side.httpErr) {
    const { from, to } = intervalOf(table.time);
    if (from !== null) interval.add(from);
    if (to !== null) interval.add(to);
  }
  return {
    revision: revision.number,
    files: files.length,
    byState: files.countByState(),
    traces: traces.size,
    failingTraces,
    logRows: logs.rows + side.httpErrRows,
    incidents: currentIncidents(workspace).length,
    from: interval.from,
    to: interval.to,
  };
}

const intervals = new WeakMap<Float64Array, Interval>();

/** First and last instant of a column: looked for once, a column never changes. */
function intervalOf(times: Float64Array): Interval {
  const known = intervals.get(times);
  if (known !== undefined) return known;
  const interval = new Interval();
  for (const time of times) interval.add(time);
  intervals.set(times, interval);
  return interval;
}

/** First and last of the instants it was given. */
class Interval {
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;

  add(time: number): void {
    if (time < this.#from) this.#from = time;
    if (time > this.#to) this.#to = time;
  }

  get from(): EpochMs | null {
    return this.#from === Number.POSITIVE_INFINITY ? null : (this.#from as EpochMs);
  }

  get to(): EpochMs | null {
    return this.#to === Number.NEGATIVE_INFINITY ? null : (this.#to as EpochMs);
  }
}
