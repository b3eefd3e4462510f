import type { StoredTrace } from '../../store/traces.ts';

/**
 * True for a request that ended in an error status. A trace that was cut while the request ran has no outcome, and a
 * slow success is no failure.
 */
export function hasFailed({ trace, facts }: Pick<StoredTrace, 'trace' | 'facts'>): boolean {
  return trace.request.status >= 400 || (!facts.provisional && facts.finalStatus >= 400);
}
