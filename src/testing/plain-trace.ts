import { EventFlag, type EventField } from '../model/events.ts';
import type { RequestFacts, Trace, TraceGap } from '../model/trace.ts';
import { eventData } from '../formats/freb/data.ts';
import type { ReadResult } from './read-with.ts';

/** An event as a plain object. Which layer read it is left out: both must say the same. */
export interface PlainEvent {
  readonly name: string;
  readonly provider: string;
  readonly area: string;
  readonly module: string;
  readonly opcode: number;
  readonly level: number;
  readonly notification: number;
  readonly flags: readonly string[];
  /** null: no usable time. */
  readonly time: number | null;
  readonly raw: readonly [number, number];
  readonly dataNames: readonly string[];
  readonly data: readonly EventField[];
}

/** A trace as a plain object, for comparing with a truth or with another reading. */
export interface PlainTrace {
  readonly key: string;
  readonly request: RequestFacts;
  readonly computer: string;
  readonly startedAt: number | null;
  readonly reported: number | null;
  readonly observed: number;
  readonly grain: number;
  readonly gaps: readonly TraceGap[];
  readonly events: readonly PlainEvent[];
}

function plainTrace(trace: Trace, bytes: Uint8Array): PlainTrace {
  const t = trace.events;
  const events = Array.from({ length: t.length }, (_, i): PlainEvent => {
    const flags = t.flags[i] ?? 0;
    const time = t.time[i] ?? NaN;
    const names: string[] = [];
    for (let row = t.dataFirst[i] ?? 0; row < (t.dataFirst[i + 1] ?? 0); row++) {
      names.push(t.strings.at(t.dataName[row] ?? -1));
    }
    return {
      name: t.strings.at(t.name[i] ?? -1),
      provider: t.strings.at(t.provider[i] ?? -1),
      area: t.strings.at(t.area[i] ?? -1),
      module: t.strings.at(t.module[i] ?? -1),
      opcode: t.opcode[i] ?? 0,
      level: t.level[i] ?? 0,
      notification: t.notification[i] ?? 0,
      flags: (['post', 'error', 'warning', 'damaged'] as const).filter((flag) => (flags & EventFlag[flag]) !== 0),
      time: Number.isNaN(time) ? null : time,
      raw: [t.rawStart[i] ?? 0, t.rawEnd[i] ?? 0],
      dataNames: names,
      data: eventData(t, bytes, i),
    };
  });
  const { key, request, computer, startedAt, reported, observed, grain, gaps } = trace;
  return { key, request, computer, startedAt, reported, observed, grain, gaps, events };
}

/** All traces of a reading. */
export function plainTraces(result: ReadResult): readonly PlainTrace[] {
  return result.items.flatMap((item) => (item.kind === 'trace' ? [plainTrace(item.trace, item.bytes)] : []));
}

/** Share of the events of a reading that the scanner took, 0 to 1. */
export function scannedShare(result: ReadResult): number {
  let all = 0;
  let scanned = 0;
  for (const item of result.items) {
    if (item.kind !== 'trace') continue;
    for (const flags of item.trace.events.flags) {
      all++;
      if ((flags & EventFlag.reference) === 0) scanned++;
    }
  }
  return all === 0 ? 0 : scanned / all;
}
