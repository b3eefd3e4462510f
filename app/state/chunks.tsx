import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { track } from './pending.ts';

const loaders: (() => Promise<unknown>)[] = [];

/** Declares a part of the page that loads later. All of them are fetched after the first paint: see `prefetchChunks`. */
export function chunk<T>(load: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | null = null;
  const once = () => {
    started ??= track(load()).catch((error: unknown) => {
      started = null;
      throw error;
    });
    return started;
  };
  loaders.push(once);
  return once;
}

/**
 * A component in a chunk of its own. Once the chunk is there it is drawn at once, without the pause that React puts
 * behind a fallback.
 */
export function lazyPage<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback: ReactNode,
): ComponentType<Props> {
  let Loaded: ComponentType<Props> | null = null;
  const once = chunk(async () => {
    Loaded = await load();
  });

  return function LazyPage(props: Props) {
    const [state, setState] = useState<'waiting' | 'there' | 'failed'>(Loaded === null ? 'waiting' : 'there');
    useEffect(() => {
      if (state === 'waiting')
        once().then(
          () => setState('there'),
          () => setState('failed'),
        );
    }, [state]);
    // The error boundary around the page shows it, and its "try again" mounts this afresh.
    if (state === 'failed') throw new Error('a part of the page could not be loaded');
    return Loaded === null ? fallback : <Loaded {...props} />;
  };
}

/** Fetches every chunk, one after the other. From then on the page makes no request at all. */
export async function prefetchChunks(): Promise<void> {
  for (const load of loaders) {
    // A chunk that fails here is asked for again when it is needed, and fails visibly there.
    await load().catch(() => undefined);
  }
}
