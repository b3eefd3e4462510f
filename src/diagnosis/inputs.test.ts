import { describe, expect, it } from 'vitest';
import { analysedTrace } from '../testing/analysed-trace.ts';
import { eventLogRecord, type EventLogInput } from '../testing/eventlog-builder.ts';
import { stdoutLog } from '../testing/stdout-builder.ts';
import { after, forwarded, MACHINE, startFailed } from '../testing/cases/traces.ts';
import { diagnose } from './diagnose.ts';
import { InputIndex, type Loaded } from './inputs.ts';
import type { TraceInput } from './rule.ts';

const NOTHING: Loaded = { traces: [], requestLogs: [], httpErr: [], eventLog: [], stdout: [], appLog: [], config: [] };
const dropped = () => analysedTrace(forwarded({ status: '502.3', code: 0x80072efe, gap: 1500 }));

const crash = (more: Partial<EventLogInput> = {}): EventLogInput => ({
  time: after(1600),
  provider: '.NET Runtime',
  id: 1026,
  computer: MACHINE,
  message: 'Application: dotnet.exe\nThe process was terminated due to an unhandled exception.',
  ...more,
});
const moduleEvent = (more: Partial<EventLogInput> = {}): EventLogInput => ({
  time: after(1600),
  id: 1030,
  level: 4,
  computer: MACHINE,
  message: "Application '/LM/W3SVC/1/ROOT' shut down process with Id '8844' listening on port '21873'",
  ...more,
});

/** Verdict of one trace with an event log beside it. */
async function withLog(...events: readonly EventLogInput[]) {
  const trace = await dropped();
  const eventLog = events.map((event, ix) => eventLogRecord(event, 'test:eventlog.xml', ix + 1));
  const verdict = diagnose(new InputIndex({ ...NOTHING, traces: [trace], eventLog }).forTrace(trace));
  return `${verdict?.lead.cause} ${verdict?.lead.certainty}`;
}

describe('side files of others', () => {
  it('takes the event log of the same machine and second', async () => {
    expect(await withLog(crash())).toBe('app-crashed-mid-request high');
    expect(await withLog(moduleEvent())).toBe('app-crashed-mid-request medium');
  });

  it.each([
    ['another day', crash({ time: '2026-03-11T14:21:38.800Z' })],
    ['another machine', crash({ computer: 'WEB77' })],
    ['another site', moduleEvent({ message: "Application '/LM/W3SVC/9/ROOT' shut down process with Id '8844'" })],
    [
      'another worker process',
      moduleEvent({ message: "Application shut down process with Id '8844'", processId: 999 }),
    ],
    [
      'another machine, by chance the same process id',
      moduleEvent({ computer: 'WEB77', message: "Application '/LM/W3SVC/9/ROOT' shut down process with Id '8844'" }),
    ],
  ])('leaves out an event log of %s', async (_, event) => {
    expect(await withLog(event)).toBe('connection-reset low');
  });

  it('takes a machine name with its domain for the same', async () => {
    expect(await withLog(crash({ computer: `${MACHINE.toLowerCase()}.contoso.example` }))).toBe(
      'app-crashed-mid-request high',
    );
  });

  it('takes records of a farm by the application pool that they name', async () => {
    const was = (pool: string): EventLogInput => ({
      time: after(1500),
      provider: 'Microsoft-Windows-WAS',
      id: 5079,
      channel: 'System',
      computer: MACHINE,
      message: `An administrator has requested a recycle of all worker processes in application pool '${pool}'.`,
    });
    expect(await withLog(was('OrdersPool'))).toBe('app-recycling high');
    expect(await withLog(was('PortalPool'))).toBe('connection-reset low');
  });

  it('takes the stdout file of the process, the latest before the failure', async () => {
    const trace = await analysedTrace(
      startFailed({ module: 'AspNetCoreModuleV2', status: '500.30', code: 0x8007023e, took: 1800 }),
    );
    const log = (processId: number, ms: number) =>
      stdoutLog({
        startedAt: after(ms),
        processId,
        lines: ['Unhandled exception. System.InvalidOperationException: x'],
      });
    const on = (...stdout: Loaded['stdout']) => {
      const verdict = diagnose(new InputIndex({ ...NOTHING, traces: [trace], stdout }).forTrace(trace));
      return `${verdict?.lead.cause} ${verdict?.lead.certainty}`;
    };
    expect(on(log(6120, 200))).toBe('startup-crash high');
    expect(on(log(999, 200))).toBe('startup-crash low');
    expect(on(log(6120, -86_400_000))).toBe('startup-crash low');
    expect(on(log(6120, 600_000))).toBe('startup-crash low');
  });

  it('gives other traces of the pool and interval, earliest first, without the trace itself', async () => {
    const at = (from: number, pool = 'OrdersPool'): Promise<TraceInput> =>
      analysedTrace(
        forwarded({ status: '502.3', code: 0x80072efe, gap: 1500, from, options: { appPool: pool } }),
        `fr${from}${pool}.xml`,
      );
    const traces = [await at(4000), await at(0), await at(900_000), await at(1000, 'OtherPool'), await at(2000)];
    const [, own] = traces;
    if (own === undefined) throw new Error('no trace');
    const { otherTraces } = new InputIndex({ ...NOTHING, traces }).forTrace(own);
    expect(otherTraces.map((other) => other.trace.path)).toEqual(['fr2000OrdersPool.xml', 'fr4000OrdersPool.xml']);
  });
});
