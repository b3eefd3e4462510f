import type { Actor } from './actors.ts';
import { startLimitOf, startupLimitFit, type LimitFit } from './limits.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Cause } from '../model/verdict.ts';
import { ancmEvidence, clueEvidence, recordEvidence } from './evidence.ts';
import type { Scene } from './scene.ts';
import { medianTaken } from './side/rows.ts';
import { readLine, type Clue, type ClueKind } from './side/clues.ts';
import { causeOfAnswer, causeOfRecord, CLUE_CAUSES, exitCodeOf } from './start-causes.ts';
import type { SideEvent } from './side/events.ts';

/** A failed start: what the status and code say, and what side files name. */
export interface StartView {
  /** Cause by status, sub-status, code and duration alone; null without an answer. */
  readonly byCode: Cause | null;
  /** Causes that a side file names, with the evidence; the specific ones first. */
  readonly named: ReadonlyMap<Cause, readonly Evidence[]>;
  /** Exit code that a record quotes; null for none. */
  readonly exitCode: number | null;
  readonly commandLine: string | null;
  /** Port that the module gave to the process. */
  readonly port: number | null;
  /** Records of this start, in order. */
  readonly records: readonly SideEvent[];
  readonly clues: readonly Clue[];
  /** How long the module waited, and the limit that it reached. */
  readonly ms: number | null;
  readonly limit: LimitFit | null;
}

const BEFORE_MS = 150_000;
const AFTER_MS = 15_000;

const START_KINDS = [
  'start-error',
  'start-timeout',
  'rapid-fail',
  'pool-shared',
  'handler-missing',
  'config-error',
  'module-disabled',
  'crash',
  'exit',
  'text',
  'ports',
  'memory',
] as const;

const views = new WeakMap<Scene, StartView | null>();

/** The start that failed, null when nothing says that a start failed. Read once per scene. */
export function startView(scene: Scene): StartView | null {
  let view = views.get(scene);
  if (view === undefined) {
    view = read(scene);
    views.set(scene, view);
  }
  return view;
}

function read(scene: Scene): StartView | null {
  const { answer, phase, facts } = scene;
  if (answer === null ? !scene.textOnly : phase !== 'start' && phase !== 'config') return null;
  const began = scene.trace?.trace.startedAt ?? scene.at;
  const records = recordsOfStart(scene, began);
  const clues = cluesOfStart(scene, began);
  const failed = records.some((event) => event.kind !== 'text' && event.kind !== 'crash' && event.kind !== 'exit');
  // A crash record alone does not say that it happened during a start.
  if (answer === null && !failed && !clues.some((clue) => STRONG.has(clue.kind) && clue.source !== 'eventLog'))
    return null;
  // Without a trace the application is known to run when it listened: its later exceptions are not of a start.
  if (answer === null && !failed && clues.some((clue) => clue.kind === 'started')) return null;
  const rows = answer?.rows ?? null;
  const waited = rows === null ? null : medianTaken(rows);
  const ms = facts === null ? waited : (facts.moduleMs ?? scene.trace?.trace.observed ?? null);
  const limit = ms === null ? null : startupLimitFit(ms, scene.config, actorOfStart(scene));
  const exitCode = exitCodeOf(records);
  const named = new Map<Cause, Evidence[]>();
  const name = (cause: Cause, evidence: Evidence): void => {
    const known = named.get(cause);
    if (known === undefined) named.set(cause, [evidence]);
    else known.push(evidence);
  };
  for (const event of records) {
    const cause = causeOfRecord(event);
    if (cause !== null) name(cause, recordEvidence(event));
  }
  for (const clue of clues) {
    const cause = CLUE_CAUSES.get(clue.kind);
    if (cause !== undefined) name(cause, clueEvidence(clue));
  }
  const own = ownWords(scene);
  for (const { cause, evidence } of own) name(cause, evidence);
  const byCode = answer === null ? null : causeOfAnswer(scene, limit, facts?.moduleMs ?? null);
  const port = records.find((event) => event.port !== null)?.port ?? null;
  // A program that listens while the module gives up waiting listens elsewhere.
  const elsewhere = clues.find((clue) => clue.kind === 'listening' && portOf(clue) !== null && portOf(clue) !== port);
  if (elsewhere !== undefined && (port !== null || byCode === 'process-start-timeout')) {
    name('port-binding', clueEvidence(elsewhere));
  }
  return {
    byCode,
    named,
    exitCode,
    commandLine: records.find((event) => event.commandLine !== null)?.commandLine ?? null,
    port,
    records,
    clues,
    ms,
    limit,
  };
}

const STRONG = new Set<ClueKind>([
  'framework-missing',
  'sdk-commands',
  'host-missing',
  'runtime-config',
  'bad-image',
  'bind-failed',
  'unhandled',
  'assembly-missing',
  'start-timeout',
]);

/** The module's own events may quote the text that the code hides. */
function ownWords({ trace, facts }: Scene): readonly { cause: Cause; evidence: Evidence }[] {
  if (trace === null || facts === null) return [];
  return facts.ancmEvents.flatMap((event) => {
    const read = event.text === '' ? null : readLine(event.text);
    const cause = read === null ? undefined : CLUE_CAUSES.get(read.kind);
    return cause === undefined ? [] : [{ cause, evidence: ancmEvidence(trace, event) }];
  });
}

/** Port of a "Now listening on" line; null when it names none. */
export function portOf(clue: Clue): number | null {
  const digits = /:(\d{2,5})\b(?!.*:\d)/.exec(clue.value)?.[1];
  return digits === undefined ? null : Number(digits);
}

function recordsOfStart(scene: Scene, began: number | null): readonly SideEvent[] {
  const to = scene.at;
  return scene.side.events.filter((event) => {
    if (!(START_KINDS as readonly string[]).includes(event.kind)) return false;
    const time = event.record.time;
    if (began === null || to === null || time === null) return true;
    return time >= began - BEFORE_MS && time <= to + AFTER_MS;
  });
}

/** Lines of stdout files of other starts say nothing of this one. */
function cluesOfStart(scene: Scene, began: number | null): readonly Clue[] {
  const to = scene.at;
  const others = new Set(
    scene.inputs.stdout
      .filter((log) => log.startedAt !== null && began !== null && to !== null)
      .filter(
        (log) => Number(log.startedAt) < Number(began) - BEFORE_MS || Number(log.startedAt) > Number(to) + AFTER_MS,
      )
      .map((log) => log.file),
  );
  return scene.side.clues.filter((clue) => {
    if (clue.source === 'stdout') return !others.has(clue.file);
    if (clue.time === null || began === null || to === null) return true;
    return clue.time >= began - BEFORE_MS && clue.time <= to + AFTER_MS;
  });
}

/** Length of the start in words of a limit: `startupTimeLimit (120 s)`. */
export const limitName = (scene: Scene, limit: LimitFit | null): string =>
  `startupTimeLimit (${Math.round((limit?.ms ?? startLimitOf(actorOfStart(scene))) / 1000)} s)`;

const actorOfStart = (scene: Scene): Actor => scene.answer?.actor ?? 'ancm';
