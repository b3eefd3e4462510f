import { describe, expect, it } from 'vitest';
import { ms } from '#core/model/units';
import { traceFacts } from './facts.ts';
import { traceView } from '../../verdict/trace-view-builder.ts';

const UTC = { kind: 'utc' } as const;
const values = (view: Parameters<typeof traceFacts>[0]): ReadonlyMap<string, string> =>
  new Map(traceFacts(view, UTC).map((fact) => [fact.label, fact.value]));

describe('facts of the header', () => {
  it('stand under the labels of freb.xsl, and say where and when', () => {
    expect([...values(traceView())]).toEqual([
      ['Url', 'https://orders.example.com:443/api/reports/monthly'],
      ['App Pool', 'OrdersPool'],
      ['Authentication', 'anonymous'],
      ['User from token', 'NT AUTHORITY\\IUSR'],
      ['Activity ID', '{8000021C-0003-F400-B63F-84710C7967BB}'],
      ['Site', '3'],
      ['Process', '6244'],
      ['Failure Reason', 'STATUS_CODE'],
      ['Trigger Status', '502.3'],
      ['Final Status', '502.3'],
      ['Time Taken', '120.09 s'],
      ['Start', '2017-11-14 09:12:31.406 UTC'],
      ['Server', 'WEB-PRD-02'],
    ]);
  });

  it('keep 500.30 as it is written', () => {
    expect(values(traceView({ request: { statusCode: '500.30' } })).get('Final Status')).toBe('500.30');
  });

  it('say what is not in the short form of the root, and that in words of ours', () => {
    const short = traceView({ request: { tokenUserName: null, siteId: null } });
    const facts = traceFacts(short, UTC).filter((fact) => ['User from token', 'Site'].includes(fact.label));
    expect(facts.map((fact) => [fact.value, fact.fromFile])).toEqual([
      ['not in the file', false],
      ['not in the file', false],
    ]);
  });

  it('name the user only when there is one, and once', () => {
    expect(values(traceView()).has('User')).toBe(false);
    expect(
      values(traceView({ request: { remoteUserName: 'CONTOSO\\eva', userName: 'CONTOSO\\eva' } })).get('User'),
    ).toBe('CONTOSO\\eva');
  });

  it('tell both times when the file and its events differ, and never 0', () => {
    const time = (reported: number | null, observed: number): string | undefined =>
      values(traceView({ reportedMs: reported === null ? null : ms(reported), observedMs: ms(observed) })).get(
        'Time Taken',
      );
    expect(time(61_234, 312)).toBe('61.23 s; events cover 312 ms');
    expect(time(0, 0)).toBe('under 16 ms');
    expect(time(null, 4000)).toBe('not in the file; events cover 4 s');
  });
});
