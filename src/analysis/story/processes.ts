import { epochMs } from '../../model/units.ts';
import type { TrackMark } from '../../model/story.ts';
import type { StoryInputs } from './inputs.ts';

/** ANCM names the process that it started or saw end: `started process '8844'`, `shut down process with Id '8844'`. */
const BACK_END = /process (?:with id )?'(\d+)'/i;

interface Sightings {
  from: number;
  to: number;
}

/** Processes with the time over which something tells of them: worker processes by traces, stdout logs and records, back ends by records. */
export function processMarks({ traces, stdout, eventLog, window }: StoryInputs): readonly TrackMark[] {
  const seen = new Map<string, Sightings>();
  const sight = (name: string, from: number, to = from): void => {
    const known = seen.get(name);
    if (known === undefined) seen.set(name, { from, to });
    else {
      known.from = Math.min(known.from, from);
      known.to = Math.max(known.to, to);
    }
  };
  for (const { processId, startedAt, endedAt } of traces)
    if (processId !== null) sight(`w3wp ${processId}`, startedAt, endedAt);
  for (const { processId, startedAt } of stdout)
    if (processId !== null && startedAt !== null) sight(`w3wp ${processId}`, startedAt);
  for (const { record } of eventLog) {
    if (record.time === null) continue;
    if (record.processId !== null) sight(`w3wp ${record.processId}`, record.time);
    const backEnd = BACK_END.exec(record.message)?.[1];
    if (backEnd !== undefined) sight(`back end ${backEnd}`, record.time);
  }
  return [...seen]
    .filter(([, { from, to }]) => to >= window.from && from <= window.to)
    .map(([name, { from, to }]) => ({
      from: epochMs(from),
      to: epochMs(to),
      count: 1,
      label: name,
      tone: 'plain',
      trace: null,
    }));
}
