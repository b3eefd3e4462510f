import { useDeferredValue, useEffect } from 'react';
import { begin } from './pending.ts';

/** `useDeferredValue`, counted as work under way until the deferred drawing has caught up. */
export function useDeferred<T>(value: T): T {
  const deferred = useDeferredValue(value);
  useEffect(() => (Object.is(deferred, value) ? undefined : begin()), [deferred, value]);
  return deferred;
}
