import { EventFlag, type TraceEventTable } from '../model/events.ts';
import { Ev, Role, type NameInfo } from './event-names.ts';

/** Values of `Pairing.partner` below zero. */
export const Fate = {
  /** Neither start nor end. */
  none: -1,
  /** Start whose scope is still open where the events stop. */
  open: -2,
  /** Start whose end is missing: it ends with the scope around it. */
  lost: -3,
  /** End of a scope that began before the first event. */
  late: -4,
  /** End without a start. */
  stray: -5,
} as const;

/** Which end belongs to which start. */
export interface Pairing {
  /** Per event: the other end's EventIx, or a `Fate`. */
  readonly partner: Int32Array;
  /** Ends of scopes that were open when the recording began, innermost first. */
  readonly lateEnds: readonly number[];
}

/** More open scopes than any real trace has; beyond it starts are not followed, so hostile input stays cheap. */
const MOST_OPEN = 256;

/**
 * Finds the end of every start. Pairs match by name, and module events also by module, notification and pass, because
 * one module runs in several notifications and passes. An end looks down the stack for its start and never past the
 * request it stands in: a child request holds the same modules as its parent. Starts it passes on the way are lost.
 */
export function pairEvents(events: TraceEventTable, names: readonly NameInfo[]): Pairing {
  const { length } = events;
  const partner = new Int32Array(length).fill(Fate.none);
  const stack: number[] = [];
  const lateEnds: number[] = [];
  const startsLate = names[0]?.code !== Ev.requestStart;
  // Modules that ran from start to end on the outermost level: what ends there without a start cannot hold them.
  let siblingsDone = false;
  let unfollowed = 0;

  for (let i = 0; i < length; i++) {
    const info = names[i];
    if (info === undefined || info.role === Role.none) continue;
    if (info.role === Role.start) {
      if (stack.length >= MOST_OPEN) dropLoose(stack, names, partner);
      if (stack.length >= MOST_OPEN) {
        unfollowed++;
        continue;
      }
      replaceLoose(stack, names, partner, info);
      stack.push(i);
      continue;
    }
    if (unfollowed > 0) {
      unfollowed--;
      continue;
    }
    const at = startFor(events, names, stack, i, info);
    if (at >= 0) {
      for (let k = stack.length - 1; k > at; k--) partner[stack[k] ?? 0] = Fate.lost;
      const start = stack[at] ?? 0;
      stack.length = at;
      partner[start] = i;
      partner[i] = start;
      if (at === 0 && info.kind === 'module') siblingsDone = true;
      continue;
    }
    partner[i] = Fate.stray;
    if (!startsLate || requestOpen(names, stack)) continue;
    const isRequest = info.kind === 'request' || info.kind === 'child-request';
    if (!info.firm || (!isRequest && siblingsDone)) continue;
    for (const open of stack) partner[open] = Fate.lost;
    stack.length = 0;
    partner[i] = Fate.late;
    lateEnds.push(i);
    siblingsDone = false;
  }
  for (const open of stack) partner[open] = Fate.open;
  return { partner, lateEnds };
}

/** Position on the stack of the start that this end belongs to, -1 if there is none. */
function startFor(
  events: TraceEventTable,
  names: readonly NameInfo[],
  stack: readonly number[],
  end: number,
  info: NameInfo,
): number {
  const isRequest = info.kind === 'request';
  const isChild = info.kind === 'child-request';
  for (let k = stack.length - 1; k >= 0; k--) {
    const start = stack[k] ?? 0;
    const other = names[start];
    if (other === undefined) continue;
    if (other.stem === info.stem && (info.kind !== 'module' || sameModulePass(events, start, end))) return k;
    // A request's end belongs to the request whose child is open only if that child's own start was seen.
    if (isRequest && other.kind === 'child-request') return -1;
    if (!isRequest && !isChild && other.kind === 'request') return -1;
  }
  return -1;
}

function sameModulePass(events: TraceEventTable, a: number, b: number): boolean {
  return (
    events.module[a] === events.module[b] &&
    events.notification[a] === events.notification[b] &&
    ((events.flags[a] ?? 0) & EventFlag.post) === ((events.flags[b] ?? 0) & EventFlag.post)
  );
}

function requestOpen(names: readonly NameInfo[], stack: readonly number[]): boolean {
  return stack.some((start) => names[start]?.kind === 'request');
}

/** A loose start directly above one of its own name: the first has no end. */
function replaceLoose(stack: number[], names: readonly NameInfo[], partner: Int32Array, info: NameInfo): void {
  const top = stack.at(-1);
  if (info.firm || top === undefined || names[top]?.stem !== info.stem) return;
  partner[top] = Fate.lost;
  stack.pop();
}

function dropLoose(stack: number[], names: readonly NameInfo[], partner: Int32Array): void {
  let kept = 0;
  for (const start of stack) {
    if (names[start]?.firm === true) stack[kept++] = start;
    else partner[start] = Fate.lost;
  }
  stack.length = kept;
}
