import { describe, expect, it } from 'vitest';
import { after, answered, rowTime } from '../../testing/cases/traces.ts';
import { leadOn, verdictOn } from '../../testing/cases/verdicts.ts';

const offline = [{ at: rowTime(0), status: '503', reason: 'AppOffline' }];
const fault = {
  time: after(-1000),
  provider: 'Application Error',
  id: 1000,
  message: 'Faulting application name: w3wp.exe\nFaulting module name: coreclr.dll\nException code: 0xc0000005',
};
const disabled = {
  time: after(0),
  provider: 'Microsoft-Windows-WAS',
  id: 5002,
  channel: 'System',
  message: "Application pool 'OrdersPool' is being automatically disabled.",
};

describe('worker-crash-rapid-fail', () => {
  it.each(['AppOffline', 'Connection_Abandoned_By_AppPool', 'Connection_Abandoned_By_ReqQueue'])(
    'reads HTTPERR reason %s',
    async (reason) => {
      expect(await leadOn(null, { httpErr: [{ at: rowTime(0), status: '503', reason }] })).toBe(
        'worker-crash-rapid-fail medium',
      );
    },
  );

  it('is sure when HTTPERR and the event log agree, and names the module', async () => {
    const verdict = await verdictOn(null, { httpErr: offline, events: [fault, disabled] });
    expect(verdict?.lead).toMatchObject({ cause: 'worker-crash-rapid-fail', certainty: 'high' });
    expect(verdict?.lead.fixes[0]?.text).toContain('coreclr.dll');
    expect(verdict?.lead.misreadings.join(' ')).toContain('nothing to do with app_offline.htm');
    expect(await leadOn(null, { events: [fault, disabled] })).toBe('worker-crash-rapid-fail medium');
  });

  it('calls a pool that was stopped on purpose stopped', async () => {
    const verdict = await verdictOn(null, { httpErr: [{ at: rowTime(0), status: '503', reason: 'Disabled' }] });
    expect(verdict?.lead.cause).toBe('worker-crash-rapid-fail');
    expect(verdict?.lead.headline).toContain('was stopped');
    expect(verdict?.lead.headline).not.toContain('crash');
  });

  it('says when the worker could not load a module', async () => {
    const load = {
      time: after(0),
      provider: 'Microsoft-Windows-IIS-W3SVC-WP',
      id: 2280,
      message: 'The Module DLL aspnetcore.dll failed to load. The data is the error.',
    };
    expect((await verdictOn(null, { events: [load] }))?.lead.headline).toContain('could not load one of its modules');
  });

  it('is not it when a trace of the request exists', async () => {
    const trace = answered({ module: 'AspNetCoreModule', status: '503', code: 0 });
    expect(await leadOn(trace, { httpErr: offline, events: [disabled] })).toBe('app-offline medium');
  });

  it('is not it for a crash of the back-end process', async () => {
    const backEnd = {
      time: after(0),
      provider: '.NET Runtime',
      id: 1026,
      message: 'Application: dotnet.exe\nunhandled exception',
    };
    expect(await leadOn(null, { events: [backEnd] })).not.toContain('worker-crash-rapid-fail');
  });
});
