import { CAPTURE_STEPS, START } from '../../text/start.ts';

/** How to switch tracing on, in few words. */
export function CaptureSteps() {
  return (
    <section aria-labelledby="capture" className="flex min-w-0 flex-col gap-2">
      <h2 id="capture" className="text-sm font-semibold text-ink">
        {START.capture}
      </h2>
      <div className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
        {CAPTURE_STEPS.map(({ host, steps }) => (
          <div key={host} className="flex flex-col gap-1.5 px-3 py-3">
            <h3 className="text-sm font-medium text-ink">{host}</h3>
            <ol className="flex list-decimal flex-col gap-1 pl-5 text-sm text-ink-2 marker:text-ink-3">
              {steps.map((step) => (
                <li key={step} className="[overflow-wrap:anywhere]">
                  {step}
                </li>
              ))}
            </ol>
          </div>
        ))}
      </div>
    </section>
  );
}
