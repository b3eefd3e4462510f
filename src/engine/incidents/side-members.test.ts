import { describe, expect, it } from 'vitest';
import { eventLogXml, type EventLogInput } from '../../testing/eventlog-builder.ts';
import { type Dropped, opened } from '../../testing/opened.ts';
import { stdoutName, stdoutText, unhandledLines } from '../../testing/stdout-builder.ts';
import { w3cText } from '../../testing/w3c-builder.ts';

const APP = "Application '/LM/W3SVC/12/ROOT' with physical root 'C:\\crm\\'";
const failed = (time: string): EventLogInput => ({
  time,
  id: 1018,
  level: 2,
  processId: 7788,
  message: `${APP} hit unexpected managed exception, exception code = '0xe0434352'. First 30KB characters of captured stdout and stderr logs:\nUnhandled exception. System.FormatException: bad`,
});
const disabled = (time: string): EventLogInput => ({
  time,
  id: 5002,
  level: 2,
  processId: null,
  provider: 'Microsoft-Windows-WAS',
  channel: 'System',
  message: "Application pool 'CrmPool' is being automatically disabled due to a series of failures.",
});
const foreign = (time: string): EventLogInput => ({
  time,
  id: 1000,
  level: 2,
  processId: null,
  provider: 'Application Error',
  message: 'Faulting application name: backup.exe, version: 1.0\nException code: 0xc0000005',
});
const recycle = (time: string): EventLogInput => ({
  time,
  id: 5186,
  level: 4,
  processId: null,
  provider: 'Microsoft-Windows-WAS',
  channel: 'System',
  message:
    "A worker process with process id of '7788' serving application pool 'CrmPool' was shutdown due to inactivity.",
});
const events = (...records: readonly EventLogInput[]): Dropped => ['events.xml', eventLogXml(records)];

async function told(...dropped: readonly Dropped[]) {
  const { engine } = await opened(dropped);
  const incidents = await engine.incidents();
  const brief = incidents.map(({ cause, from }) => `${cause} ${new Date(from ?? 0).toISOString().slice(0, 16)}`);
  const stories = await Promise.all(incidents.map(({ id }) => engine.incidentView(id, null)));
  return { brief, stories: stories.map((view) => view?.story.map(({ kind }) => kind) ?? []) };
}

describe('incidents that only side files tell of', () => {
  it('are as many as the event log has episodes, each with its story', async () => {
    const { brief, stories } = await told(
      events(failed('2025-09-02T06:00:01.2Z'), failed('2025-09-02T06:00:31.2Z'), disabled('2025-09-05T23:59:50.0Z')),
    );
    expect(brief).toEqual(['startup-crash 2025-09-02T06:00', 'worker-crash-rapid-fail 2025-09-05T23:59']);
    expect(stories).toEqual([['process-ended'], ['pool-stopped']]);
  });

  it('have the time that stands in the name of a stdout log', async () => {
    const log = { startedAt: '2025-09-02T06:00:00Z', processId: 7788 };
    const { brief, stories } = await told([
      stdoutName(log),
      stdoutText(unhandledLines('System.FormatException', 'bad')),
    ]);
    expect(brief).toEqual(['startup-crash 2025-09-02T06:00']);
    expect(stories).toEqual([['start-failed']]);
  });

  it('know the starts of one content by their names, also by names that mean several instants', async () => {
    const lines = stdoutText(unhandledLines('System.FormatException', 'bad'));
    const starts = ['02:37:38', '02:37:58', '02:38:18'].map((clock): Dropped => [
      stdoutName({ startedAt: `2024-11-22T${clock}Z`, processId: 640, form: 'old' }),
      lines,
    ]);
    const disabledThen = { ...disabled('2024-11-22T02:39:00Z'), processId: null };
    const { states } = await opened(starts);
    expect(states.every((state) => state.endsWith(': whole'))).toBe(true);
    const { stories } = await told(...starts, events(disabledThen));
    expect(stories).toEqual([['start-failed', 'pool-stopped']]);
  });

  it('may be told by the debug log of ANCM, and are not by a request that failed in the application', async () => {
    const line = (text: string): string =>
      `[2025-11-03T07:00:01.123Z, PID: 4321] [aspnetcorev2_inprocess.dll] ${text}\r\n`;
    const debug = line(`Event Log: '${APP} hit unexpected managed exception, exception code = '0xe0434352'.'`);
    expect((await told(['aspnetcore-debug.log', debug])).brief).toEqual(['startup-crash 2025-11-03T07:00']);
    const own =
      '2025-11-03 07:00:05.434 +00:00 [Error] Microsoft.AspNetCore.Server.Kestrel: An unhandled exception was thrown by the application.\nSystem.FormatException: bad\n';
    expect((await told(['diagnostics-20251103.txt', own])).brief).toEqual([]);
  });

  it('stand beside those of a log that knows nothing of them, and repeat none', async () => {
    const log: Dropped = [
      'W3SVC12/u_ex250902.log',
      w3cText({
        rows: Array.from({ length: 6 }, (_, ix) => ({ at: `2025-09-02 06:00:0${ix}`, status: '500.30', taken: 3 })),
      }),
    ];
    const { brief } = await told(
      log,
      events(
        failed('2025-09-02T06:00:01.2Z'),
        disabled('2025-09-02T21:00:00Z'),
        foreign('2025-09-02T09:00:00Z'),
        recycle('2025-09-02T03:00:00Z'),
      ),
    );
    expect(brief).toEqual(['startup-crash 2025-09-02T05:59', 'worker-crash-rapid-fail 2025-09-02T21:00']);
  });
});
