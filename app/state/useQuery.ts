import { useLayoutEffect, useRef, useState } from 'react';
import type { Engine } from '#core/engine/engine';
import { useEngine } from './engine.tsx';
import { track } from './pending.ts';
import { useSession } from './session.ts';

/** What the engine answered. While a new answer is on its way the last one stays. */
export interface Answer<T> {
  /** undefined until the first answer. */
  readonly data: T | undefined;
  /** A question is on its way. */
  readonly loading: boolean;
  readonly failed: boolean;
}

interface Held<T> {
  readonly data: T | undefined;
  /** The question that `data` answers. */
  readonly to: string | null;
  readonly failed: boolean;
}

/**
 * Asks the engine whenever `key` or the workspace changes. `key` names everything the question depends on; answers to
 * older questions are dropped. An answer of another `subject` is not shown while the new one is on its way: name the
 * subject (for example the trace) to begin again with nothing.
 */
export function useQuery<T>(ask: (engine: Engine) => Promise<T>, key: string, subject = ''): Answer<T> {
  const engine = useEngine();
  const revision = useSession((session) => session.summary?.revision ?? 0);
  const question = `${subject}\n${key}\n${revision}`;
  const [held, setHeld] = useState<Held<T> & { readonly subject: string }>({
    data: undefined,
    to: null,
    failed: false,
    subject,
  });
  const askRef = useRef(ask);
  useLayoutEffect(() => {
    askRef.current = ask;
  });

  // Not behind the paint: the answer is on its way while what is there without it is drawn.
  useLayoutEffect(() => {
    let stale = false;
    track(askRef.current(engine)).then(
      (data) => stale || setHeld({ data, to: question, failed: false, subject }),
      () => stale || setHeld((old) => ({ ...old, to: question, failed: true, subject })),
    );
    return () => {
      stale = true;
    };
  }, [engine, question, subject]);

  return {
    data: held.subject === subject ? held.data : undefined,
    loading: held.to !== question,
    failed: held.failed && held.to === question,
  };
}
