import { epochMs, type EventIx, type FileKey, type TraceKey } from '../../model/units.ts';
import type { StepKind, StorySource, StoryStep } from '../../model/story.ts';

/** A step as one kind of file tells it, before it is joined with what others tell. */
export interface Draft {
  readonly kind: StepKind;
  readonly at: number;
  readonly to?: number;
  readonly title: string;
  readonly details?: readonly string[];
  readonly count?: number;
  readonly sources: readonly StorySource[];
  /** Something wrote the instant down; a time worked out from a log row is only as good as its second. */
  readonly exact?: boolean;
  /** Process that it is about: two starts of different processes are two steps. */
  readonly processId?: number | null;
  /** Happens on good days too (a recycle, a caller who leaves): the first sign of trouble only right before other trouble. */
  readonly gentle?: boolean;
  /** The process died of a fault. */
  readonly crash?: boolean;
  /** A start of which nothing says whether it worked. */
  readonly unsure?: boolean;
  /** Drafts of one kind, several files and this in common are one thing: the next day's log goes on. */
  readonly like?: string;
}

/** A step with what the order of a story depends on. */
export interface JoinedStep {
  readonly step: StoryStep;
  /** All that tells of it is gentle. */
  readonly gentle: boolean;
}

const HARMLESS: ReadonlySet<StepKind> = new Set(['traffic', 'start', 'served-again', 'fields', 'record']);

/** No trouble in itself. */
export const isHarmless = (kind: StepKind): boolean => HARMLESS.has(kind);

type Place = Pick<StorySource, 'file' | 'path'>;

/** A line of a file, or the whole of it. */
export function source({ file, path }: Place, line: number | null, row: StorySource['row'] = null): StorySource {
  return { file, path, line, row, trace: null, event: null };
}

/** A row of a log. */
export function rowSource(
  table: Place & { readonly line: Uint32Array },
  row: number,
  kind: NonNullable<StorySource['row']>,
): StorySource {
  return source(table, table.line[row] ?? null, kind);
}

/** An event of a trace. */
export function eventSource(
  trace: { readonly key: TraceKey; readonly file: FileKey; readonly path: string },
  event: EventIx | null,
): StorySource {
  return { file: trace.file, path: trace.path, line: null, row: null, trace: trace.key, event };
}

/** How far apart two sources may put the same thing. Kinds that are not named are never joined. */
const TOLERANCE = new Map<StepKind, number>([
  ['process-ended', 5_000],
  ['offline', 10_000],
  ['start', 5_000],
  ['start-failed', 10_000],
  ['queue', 10_000],
  ['pool-stopped', 10_000],
  ['clients-left', 60_000],
  ['served-again', 10_000],
]);

/** Drafts in order of time, those that tell of the same thing joined. The one that knows the instant best leads. */
export function joined(drafts: readonly Draft[]): readonly JoinedStep[] {
  // Exact ones first, so that each of the others finds the nearest of them to join.
  const order = drafts.toSorted((a, b) => Number(b.exact ?? false) - Number(a.exact ?? false) || a.at - b.at);
  const groups: Draft[][] = [];
  for (const draft of order) {
    const group = nearest(groups, draft);
    if (group === undefined) groups.push([draft]);
    else group.push(draft);
  }
  return groups
    .map((group) => ({ step: stepOf(group), gentle: group.every(({ gentle }) => gentle === true) }))
    .toSorted((a, b) => a.step.at - b.step.at || Number(isAfter(a.step)) - Number(isAfter(b.step)));
}

/** Of two things of one instant, service comes after what it followed from. */
const isAfter = ({ kind }: StoryStep): boolean => kind === 'served-again';

function nearest(groups: readonly Draft[][], draft: Draft): Draft[] | undefined {
  const tolerance = TOLERANCE.get(draft.kind);
  if (tolerance === undefined) return undefined;
  let best: Draft[] | undefined;
  let distance = tolerance;
  for (const group of groups) {
    const [lead] = group;
    if (lead === undefined || lead.kind !== draft.kind || otherProcess(group, draft)) continue;
    const apart = gap(lead, draft);
    if (apart > distance) continue;
    best = group;
    distance = apart;
  }
  return best;
}

function otherProcess(group: readonly Draft[], draft: Draft): boolean {
  const { processId } = draft;
  if (processId === undefined || processId === null) return false;
  return group.some((other) => (other.processId ?? processId) !== processId);
}

/** Kinds that are a state: two sources of one overlap, wherever they begin. */
const LASTING: ReadonlySet<StepKind> = new Set(['clients-left', 'pool-stopped']);

/** Ms between two sources of one kind of thing. */
function gap(a: Draft, b: Draft): number {
  if (!LASTING.has(a.kind)) return Math.abs(a.at - b.at);
  return Math.max(0, Math.max(a.at, b.at) - Math.min(a.to ?? a.at, b.to ?? b.at));
}

function stepOf(group: readonly Draft[]): StoryStep {
  const [lead = NOTHING, ...others] = group;
  const at = lead.exact === true ? lead.at : Math.min(...group.map((draft) => draft.at));
  const to = Math.max(...group.map((draft) => draft.to ?? draft.at));
  const counts = group.map(({ count }) => count ?? 1);
  return {
    kind: lead.kind,
    at: epochMs(at),
    to: to > at ? epochMs(to) : null,
    title: lead.title,
    details: [...new Set([...(lead.details ?? []), ...others.flatMap(({ title, details }) => details ?? [title])])],
    // Requests that left are in one log or the other; of everything else each file tells in its own way.
    count: lead.kind === 'clients-left' ? sum(counts) : Math.max(...counts),
    sources: group.flatMap(({ sources }) => sources),
    first: false,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const NOTHING: Draft = { kind: 'record', at: 0, title: '', sources: [] };
