import { createContext, useContext, useEffect, type ReactNode } from 'react';
import type { Engine } from '#core/engine/engine';
import { track } from './pending.ts';
import { setSummary } from './session.ts';

const EngineContext = createContext<Engine | null>(null);

/** Puts the engine within reach of all views, and follows what it says of the workspace. */
export function EngineProvider({ engine, children }: { readonly engine: Engine; readonly children: ReactNode }) {
  useEffect(() => {
    const watching = engine.watch(setSummary).then(() => engine.summary());
    track(watching).then(setSummary, () => undefined);
  }, [engine]);
  return <EngineContext value={engine}>{children}</EngineContext>;
}

/** The one way to data. */
export function useEngine(): Engine {
  const engine = useContext(EngineContext);
  if (engine === null) throw new Error('no engine around this view');
  return engine;
}
