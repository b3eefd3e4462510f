import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { track } from './pending.ts';

const loaders: (() => Promise<unknown>)[] = [];

/** Declares a part of the page that loads later. All of them are fetched after the first paint: see `prefetchChunks`. */
export function chunk<T>(load: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | null = null;
  const once = () => (started ??= track(load()));
  loaders.push(once);
  return once;
}

/** A component in a chunk of its own. */
export function lazyPage<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  const once = chunk(load);
  return lazy(async () => ({ default: await once() }));
}

/** Fetches every chunk, one after the other. From then on the page makes no request at all. */
export async function prefetchChunks(): Promise<void> {
  for (const load of loaders) {
    // A chunk that fails here is asked for again when it is needed, and fails visibly there.
    await load().catch(() => undefined);
  }
}
