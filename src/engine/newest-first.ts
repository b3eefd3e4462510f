import { pause } from './pause.ts';

/** Milliseconds of searching in one go: between two such slices other questions are answered. */
const SLICE = 20;

interface Search<Found> {
  readonly key: string;
  readonly done: Promise<Found>;
}

/**
 * Long searches that a person starts by typing: done in slices, so that the worker answers other questions meanwhile, the
 * latest first, because the others are about what was typed before. What is asked for twice is looked for once.
 */
export class NewestFirst<Found> {
  /** Under way, the latest last. */
  readonly #running: Search<Found>[] = [];

  /** The result of a search, whose iterator yields often. `key` names everything that it depends on. */
  find(key: string, begin: () => Iterator<undefined, Found>, sliceMs = SLICE): Promise<Found> {
    const same = this.#running.find((search) => search.key === key);
    if (same !== undefined) return same.done;
    // It begins when all that is asked for now has been asked for.
    const search: Search<Found> = { key, done: Promise.resolve().then(() => this.#run(search, begin, sliceMs)) };
    this.#running.push(search);
    return search.done;
  }

  async #run(search: Search<Found>, begin: () => Iterator<undefined, Found>, sliceMs: number): Promise<Found> {
    try {
      const steps = begin();
      let until = performance.now() + sliceMs;
      for (;;) {
        const step = steps.next();
        if (step.done === true) return step.value;
        if (performance.now() < until) continue;
        await pause();
        for (let later = this.#running.at(-1); later !== undefined && later !== search; later = this.#running.at(-1))
          await later.done.catch(() => undefined);
        until = performance.now() + sliceMs;
      }
    } finally {
      this.#running.splice(this.#running.indexOf(search), 1);
    }
  }
}
