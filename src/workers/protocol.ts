import type { Engine } from '../engine/engine.ts';
import type { ReadRequest } from '../engine/files/read.ts';
import type { SliceScan } from '../formats/w3c/scan/machine.ts';
import type { SliceRequest } from '../formats/w3c/scan/scan-slice.ts';
import type { Archive, ArchiveEvents, ArchiveOutcome } from '../intake/archive.ts';
import type { WireOutcome } from './wire.ts';

/** What a parse worker answers to, over its channel to the engine worker. */
export interface ParserApi {
  /** Reads some files; `id` names the batch for `cancel` and in beats. One outcome per file, in the same order. */
  read(id: number, batch: readonly ReadRequest[]): Promise<readonly WireOutcome[]>;
  /** Scans one slice of a log; `id` as for `read`. */
  scan(id: number, blob: Blob, slice: SliceRequest): Promise<SliceScan | null>;
  cancel(id: number): void;
  /** Where to tell, at most ten times a second, that work goes on: batch, file within it, bytes of it read. */
  listen(beat: ParserBeat): void;
}

export type ParserBeat = (id: number, file: number, bytes: number) => void;

/** What the archive worker answers to. */
export interface ArchiverApi {
  /** `onEntry` is awaited; `onProgress` is called at most ten times a second. */
  expand(
    id: number,
    archive: Archive,
    onEntry: ArchiveEvents['entry'],
    onProgress: ArchiveEvents['progress'],
  ): Promise<ArchiveOutcome>;
  cancel(id: number): void;
}

/** What the page does for the engine worker: only a page may start and end workers from a blob. */
export interface WorkerCrew {
  /** Starts the parse worker of a slot, ending the one that was there; the port leads to its ParserApi. */
  parser(slot: number): Promise<MessagePort>;
  /** Starts the archive worker, ending the one that was there; the port leads to its ArchiverApi. */
  archiver(): Promise<MessagePort>;
  endArchiver(): void;
}

/** What the engine worker answers to. */
export interface EngineWorkerApi {
  start(crew: WorkerCrew, parsers: number): Promise<void>;
  /** The page saw a worker fail. */
  parserDied(slot: number): void;
  archiverDied(): void;
  readonly engine: Engine;
}

/** Every question of the engine, by name. A missing one is a type error: the client offers exactly these. */
export const ENGINE_METHODS = {
  open: true,
  cancel: true,
  clear: true,
  summary: true,
  files: true,
  fieldlessLogs: true,
  fieldQuestion: true,
  readWithFields: true,
  bundles: true,
  watch: true,
  requests: true,
  requestHints: true,
  neighbour: true,
  trace: true,
  around: true,
  timeline: true,
  events: true,
  eventHints: true,
  eventPosition: true,
  nextError: true,
  event: true,
  headers: true,
  raw: true,
  incidents: true,
  incidentView: true,
  overview: true,
  tracesWithCode: true,
  logSummaries: true,
  logOverview: true,
  logRows: true,
  logPosition: true,
  logRow: true,
  logGroups: true,
  logTop: true,
  logHistogram: true,
  damagedLogs: true,
  damagedRows: true,
  httpErrRows: true,
  httpErrRow: true,
  httpErrPosition: true,
  shiftLog: true,
  guides: true,
  icicle: true,
  timeSpent: true,
  modules: true,
  moduleHints: true,
  compare: true,
  compareOffers: true,
  configCheck: true,
  capture: true,
} as const satisfies Readonly<Record<keyof Engine, true>>;
