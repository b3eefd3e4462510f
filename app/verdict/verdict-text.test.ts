import { describe, expect, it } from 'vitest';
import type { Evidence } from '#core/model/evidence';
import { epochMs, eventIx, hresult, rowIx, spanIx, type TraceKey } from '#core/model/units';
import { OTHER_FILE, finding, traceView, verdict } from './trace-view-builder.ts';
import { evidencePlace } from './evidence-place.ts';
import { codeText, verdictText, windowText } from './verdict-text.ts';

const UTC = { kind: 'utc' } as const;
const trace = 'trace-a' as TraceKey;

describe('verdict as text', () => {
  it('holds everything a support case needs, in the order of the page', () => {
    const lead = finding({
      certainty: 'medium',
      whyNotHigher: 'No log is loaded.',
      against: [{ kind: 'absence', trace, expected: 'token', text: 'No token was set.' }],
      fixes: [
        {
          text: 'Raise the limit.',
          setting: { element: 'aspNetCore', attribute: 'requestTimeout', value: '00:05:00' },
          code: '<aspNetCore\n  requestTimeout="00:05:00" />',
        },
      ],
      wouldSettle: [
        {
          input: 'stdout',
          text: 'The stdout log would tell.',
          pathIis: 'logs\\stdout_*.log',
          pathAppService: 'LogFiles/stdout_*.log',
          window: { from: epochMs(0), to: epochMs(60_000) },
        },
      ],
    });
    const other = finding({ cause: 'thread-pool-starvation', certainty: 'low', headline: 'All threads were busy.' });
    expect(verdictText(traceView(), verdict(lead, { alternatives: [other] }), UTC)).toBe(
      `The application did not answer in time.

Request: GET https://orders.example.com:443/api/reports/monthly -> 502.3, 2017-11-14 09:12:31.406 UTC
Trace: W3SVC3/fr000001.xml
Cause: app-timeout, certainty medium (No log is loaded.)
Code: ERROR_WINHTTP_TIMEOUT / WININET_E_TIMEOUT (0x80072EE2, 2147954402)
Produced by: event 73, AspNetCoreModule

Root cause:
- A lock.

Evidence:
- The code is a time-out.

Against:
- No token was set.

What to do:
- Raise the limit. [aspNetCore requestTimeout="00:05:00"]
    <aspNetCore
      requestTimeout="00:05:00" />

What would settle it:
- The stdout log would tell. On IIS: logs\\stdout_*.log. On App Service: LogFiles/stdout_*.log. Look at 1970-01-01 00:00:00 to 00:01:00 UTC.

Alternatives:
- thread-pool-starvation (low): All threads were busy.
`,
    );
  });

  it('names both days of a window that goes over midnight', () => {
    const missing = { input: 'stdout', text: '', pathIis: '', pathAppService: '' } as const;
    const window = { from: epochMs(Date.UTC(2026, 2, 12, 23, 59)), to: epochMs(Date.UTC(2026, 2, 13, 0, 1)) };
    expect(windowText({ ...missing, window }, UTC)).toBe('2026-03-12 23:59:00 to 2026-03-13 00:01:00 UTC');
    expect(windowText({ ...missing, window: null }, UTC)).toBe('');
  });

  it('never reads ErrorCode 0 as success', () => {
    const zero = { code: hresult(0), hex: '0x00000000', dec: 0, names: ['S_OK', 'ERROR_SUCCESS'], text: '' };
    expect(codeText(zero)).toBe('ErrorCode 0: no code was recorded');
  });
});

describe('where evidence leads', () => {
  const text = 'x';
  const place = (evidence: Evidence) => evidencePlace(evidence, (span) => (span === 5 ? 40 : null));

  it('leads to events as they are counted on screen', () => {
    expect(place({ kind: 'event', trace, event: eventIx(72), text })).toEqual({
      page: 'trace',
      key: trace,
      params: { event: 73 },
    });
    expect(place({ kind: 'silence', trace, from: eventIx(71), to: eventIx(72), text })?.params).toEqual({ event: 73 });
    expect(place({ kind: 'span', trace, span: spanIx(5), text })?.params).toEqual({ span: 5, event: 41 });
  });

  it('leads to codes and files, and nowhere for what is not there', () => {
    expect(place({ kind: 'fact', entry: '0x80072EE2', source: 's', text })).toEqual({
      page: 'codes',
      key: '0x80072EE2',
    });
    expect(place({ kind: 'fact', entry: 'aspNetCore/requestTimeout', source: 's', text })).toBeNull();
    expect(place({ kind: 'line', file: OTHER_FILE, line: 3, text })).toMatchObject({ page: 'files', key: OTHER_FILE });
    expect(place({ kind: 'logRow', file: OTHER_FILE, row: rowIx(3), line: 4, text })).toMatchObject({
      page: 'log',
      key: OTHER_FILE,
      params: { line: 4, tab: null },
    });
    expect(place({ kind: 'absence', trace, expected: 'y', text })).toBeNull();
  });
});
