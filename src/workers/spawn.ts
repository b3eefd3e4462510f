/**
 * Starts workers. Each is inlined as text and started from a blob, in every build: such a worker inherits the policy of
 * the page, and it is the only kind that runs from disk. The texts are chunks of their own, loaded when asked for.
 */
export async function spawnEngine(): Promise<Worker> {
  const { default: EngineWorker } = await import('./engine.worker.ts?worker&inline');
  return new EngineWorker({ name: 'frebscope engine' });
}

export async function spawnParser(): Promise<Worker> {
  const { default: ParseWorker } = await import('./parse.worker.ts?worker&inline');
  return new ParseWorker({ name: 'frebscope parser' });
}

export async function spawnArchiver(): Promise<Worker> {
  const { default: ArchiveWorker } = await import('./archive.worker.ts?worker&inline');
  return new ArchiveWorker({ name: 'frebscope archiver' });
}

/** Loads the texts of all workers, so that none is fetched later. */
export async function prefetchWorkers(): Promise<void> {
  await Promise.all([
    import('./engine.worker.ts?worker&inline'),
    import('./parse.worker.ts?worker&inline'),
    import('./archive.worker.ts?worker&inline'),
  ]);
}
