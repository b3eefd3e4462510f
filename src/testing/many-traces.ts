import { begin, finish, forwarded, handOn, startFailed, type RequestInput } from './cases/traces.ts';
import type { FrebBuilder } from './freb-builder.ts';

/** Far enough apart that no trace is near another, near enough to be one incident. */
const APART = 150_000;
/** Causes begin this long after one another. */
const NEXT = 6 * 3_600_000;

const slow = (input: RequestInput): FrebBuilder => {
  const options = { failureReason: 'TIME_TAKEN', timeTaken: 45_000, ...input.options };
  const trace = begin({ ...input, options, handler: 'AspNetCoreModule' });
  trace.start('AspNetCoreModule', 'EXECUTE_REQUEST_HANDLER', { at: 15 });
  handOn(trace, 15);
  trace.end('AspNetCoreModule', 'EXECUTE_REQUEST_HANDLER', { at: 45_000, status: 2 });
  return finish(trace, '200');
};

const KINDS: readonly (readonly [count: number, make: (input: RequestInput) => FrebBuilder, status: string])[] = [
  [90, (input) => forwarded({ ...input, code: 0x80072ee2, gap: 120_050 }), '502.3'],
  [80, (input) => forwarded({ ...input, code: 0x80072efd, gap: 2_030 }), '502.3'],
  [70, (input) => forwarded({ ...input, code: 0x80072efe, gap: 9_000 }), '502.3'],
  [60, (input) => startFailed({ ...input, code: 0x80070002, took: 40 }), '502.5'],
  [50, (input) => startFailed({ ...input, module: 'AspNetCoreModuleV2', code: 0x8007000d, took: 20 }), '500.19'],
  [50, slow, '200'],
];

/**
 * 400 traces of one application: six causes of 90, 80, 70, 60, 50 and 50 requests, each six hours after the other, to
 * URLs that differ in a number; the last are slow successes.
 */
export function fourHundredTraces(): readonly { readonly name: string; readonly text: string }[] {
  return KINDS.flatMap(([count, make, status], kind) =>
    Array.from({ length: count }, (_, ix) => {
      const url = `https://orders.contoso.example:443/api/orders/${1000 + ix}`;
      const trace = make({ status, url, from: kind * NEXT + ix * APART });
      return { name: `fr${String(kind * 1000 + ix).padStart(6, '0')}.xml`, text: trace.toString() };
    }),
  );
}
