import { SINGLE_TRACES } from '../../samples/catalog.ts';
import { useEngine } from '../../state/engine.tsx';
import { openSample } from '../../state/open-files.ts';
import { START } from '../../text/start.ts';

/** Single sample traces, each with what to notice. */
export function SampleList() {
  const engine = useEngine();
  return (
    <section aria-labelledby="samples" className="flex min-w-0 flex-col gap-2">
      <h2 id="samples" className="text-sm font-semibold text-ink">
        {START.samples}
      </h2>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {SINGLE_TRACES.map((sample) => (
          <li key={sample.id}>
            <button
              type="button"
              className="focus-inset flex w-full flex-col px-3 py-2 text-left hover:bg-hover"
              onClick={() => void openSample(engine, sample)}
            >
              <span className="text-sm font-medium text-accent">{sample.title}</span>
              <span className="text-xs text-ink-2">{sample.notice}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
