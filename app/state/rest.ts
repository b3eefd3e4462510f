import { track } from './pending.ts';

/** Runs something after `ms` and counts it as work under way until it ran or was called off. Returns what calls it off. */
export function afterRest(ms: number, run: () => void): () => void {
  let settle = (): void => undefined;
  void track(
    new Promise<void>((resolve) => {
      settle = resolve;
    }),
  );
  const timer = setTimeout(() => {
    run();
    settle();
  }, ms);
  return () => {
    clearTimeout(timer);
    settle();
  };
}
