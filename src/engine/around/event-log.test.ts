import { describe, expect, it } from 'vitest';
import { partOf, sampleLog, toldPart, TRACE_ID, traced } from '../../testing/around.ts';
import { type EventLogInput, eventLogXml } from '../../testing/eventlog-builder.ts';

describe('the event log', () => {
  const START: EventLogInput = {
    time: '2026-03-12T14:20:56.204Z',
    id: 1001,
    level: 4,
    message:
      "Application '/LM/W3SVC/1/ROOT' started process '8844' successfully and process '8844' is listening on port '21873'.",
  };
  const CRASH: EventLogInput = {
    time: '2026-03-12T14:23:53.267Z',
    id: 1018,
    message:
      "Application '/LM/W3SVC/1/ROOT' hit unexpected managed exception, exception code = '0xe0434352'.\nLine 2\nLine 3",
  };
  const part = (records: readonly EventLogInput[], trace = traced()) =>
    partOf('event-log', [trace, ['eventlog.xml', eventLogXml(records)]]);

  it('gives the nearest start before and the nearest fault, with the gap in time', async () => {
    const earlier = { ...START, time: '2026-03-12T09:05:38Z' };
    const later = { ...CRASH, time: '2026-03-12T14:25:00Z' };
    const found = await part([earlier, START, CRASH, later]);
    expect(toldPart(found)).toEqual([
      'likely 1001 IIS AspNetCore Module V2 | same process id 6120, 41 s before the request began',
      'likely 1018 IIS AspNetCore Module V2 | same process id 6120, 14 s after it ended',
    ]);
    expect(found.leftOut).toBe(1);
    const [start, crash] = found.items;
    expect(start?.place).toMatchObject({ kind: 'line', line: 2 });
    expect(crash?.lines[0]).toMatchObject({ level: 'Error', text: expect.stringContaining('hit unexpected') });
    expect(crash?.lines[0]?.more.slice(0, 2)).toEqual(['Line 2', 'Line 3']);
  });

  it.each<[string, EventLogInput, RegExp]>([
    ['another process', { ...START, processId: 6121 }, /^no record names process 6120 or this request$/],
    ['no process of this server', { ...START, computer: 'WEB02' }, /of another server or site \(WEB02\)/],
    [
      'another site',
      { ...START, message: START.message.replace('W3SVC/1/', 'W3SVC/7/') },
      /^1 record of process 6120 is of another server or site/,
    ],
    [
      'a fault too far off',
      { ...CRASH, time: '2026-03-12T14:25:40Z' },
      /^process 6120 has 1 record, but no start before the request and no fault within 120 s of its end$/,
    ],
    [
      'a day before',
      { ...START, processId: 1, time: '2026-03-12T12:21:37.204Z' },
      /; the last record is 2 h before the request$/,
    ],
  ])('has none with %s', async (_, record, why) => {
    expect(toldPart(await part([record]))[0]).toMatch(why);
  });

  it('knows the back end that the process started', async () => {
    const crash: EventLogInput = {
      time: '2026-03-12T14:23:40Z',
      id: 1026,
      provider: '.NET Runtime',
      processId: 8844,
      message:
        'Application: Contoso.Reports.exe\nDescription: The process was terminated due to an unhandled exception.',
    };
    expect(toldPart(await part([START, crash]))[1]).toBe(
      'likely 1026 .NET Runtime | process 8844, a back end that process 6120 started, 733 ms after it ended',
    );
    expect(toldPart(await part([crash]))[0]).toMatch(/^around 1026 .*process 8844, not known to be of this request$/);
    expect(toldPart(await part([{ ...crash, processId: null }]))[0]).toMatch(/^around .*the record names no process$/);
  });

  it('is sure of a record with the request id', async () => {
    const logged: EventLogInput = {
      time: '2026-03-12T14:23:00Z',
      id: 1000,
      provider: '.NET Runtime',
      processId: null,
      message: `Category: Contoso.Reports\nEventId: 7\nRequestId: ${TRACE_ID}\nRequestPath: /api/reports\n\nLock not granted.\nat X`,
    };
    const found = await part([logged]);
    expect(toldPart(found)).toEqual([`exact 1000 .NET Runtime | request id ${TRACE_ID}`]);
    expect(found.items[0]?.lines[0]?.text).toBe('Lock not granted.');
    const other = { ...logged, message: logged.message.replace('dc00', 'dd00') };
    expect(toldPart(await part([other]))).toEqual(['no record names process 6120 or this request']);
  });

  it('says that the records of the sample are of another server', async () => {
    const found = await partOf('event-log', [traced(), sampleLog('azure/LogFiles/eventlog.xml')]);
    expect(toldPart(found)[0]).toMatch(/^\d+ records of process 6120 are of another server or site \(dw1sdwk0000AB\)$/);
  });
});
