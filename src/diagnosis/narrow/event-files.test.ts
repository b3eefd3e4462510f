import { describe, expect, it } from 'vitest';
import { analysedTrace } from '../../testing/analysed-trace.ts';
import { after, forwarded } from '../../testing/cases/traces.ts';
import { eventLogRecord, type EventLogInput } from '../../testing/eventlog-builder.ts';
import { stdoutLog } from '../../testing/stdout-builder.ts';
import { isElsewhere, recordBelongs, type Owner } from './belongs.ts';
import { eventFiles } from './event-files.ts';

const START = after(-3_600_000);
const later = (ms: number): string => new Date(Date.parse(START) + ms).toISOString();

interface Told {
  readonly started?: Partial<EventLogInput>;
  readonly others?: readonly Partial<EventLogInput>[];
  readonly stdoutAt?: string;
  readonly stdoutPid?: number;
}

/** Whether an event log of App Service, with another machine and site number, is taken for the trace's server. */
async function isOurs({ started = {}, others = [], stdoutAt = START, stdoutPid }: Told): Promise<boolean> {
  const trace = await analysedTrace(forwarded({ status: '502.3', code: 0x80072ee2, gap: 120_000 }));
  const { siteId, appPool, processId } = trace.trace.request;
  if (processId === null) throw new Error('the trace names its process');
  const record = (input: Partial<EventLogInput>): ReturnType<typeof eventLogRecord> =>
    eventLogRecord({
      time: later(2_000),
      id: 1001,
      level: 4,
      computer: 'dw1sdwk0000AB',
      message: "Application '/LM/W3SVC/1735201/ROOT' started process '8844' successfully on port '21873'.",
      processId,
      ...input,
    });
  const stopped = record({ id: 1030, time: after(1_000), message: "shut down process with Id '8844'" });
  const records = [record(started), ...others.map(record), stopped];
  const stdout = stdoutLog({ startedAt: stdoutAt, processId: stdoutPid ?? processId, lines: [] });
  const file = [...eventFiles(records, [trace], [stdout]).values()][0];
  const owner: Owner = {
    siteId,
    appPool,
    processId,
    computer: trace.trace.computer,
    host: '',
    physicalPath: trace.facts.physicalPath,
  };
  return file !== undefined && !isElsewhere(stopped, file, owner) && recordBelongs(stopped, file, owner);
}

describe('an event log with another machine and site', () => {
  it('is of the traced server when it tells of the start of the traced process', async () => {
    expect(await isOurs({})).toBe(true);
  });

  it.each<[string, Told]>([
    ['the process has another number', { started: { processId: 4711 } }],
    ['the stdout file has another number', { stdoutPid: 4711 }],
    ['the stdout file was begun at another time', { stdoutAt: later(-120_000) }],
    ['the record is no start', { started: { id: 1030 } }],
    ['it names the traced site too', { others: [{ message: "Application '/LM/W3SVC/1/ROOT' shut down." }] }],
  ])('is not when %s', async (_, told) => {
    expect(await isOurs(told)).toBe(false);
  });
});
