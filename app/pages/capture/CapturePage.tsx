import { useState } from 'react';
import type { Place } from '../../route/url.ts';
import { CAPTURE, CAPTURE_HOSTS, CAPTURE_NOTES, type CaptureHost } from '../../text/capture.ts';
import { Copy } from '../../ui/Copy.tsx';
import { Tabs } from '../../ui/Tabs.tsx';

/** How to get a trace next time, for each host. */
export function CapturePage(_props: { readonly place: Place }) {
  const [host, setHost] = useState(CAPTURE_HOSTS[0]?.host ?? '');
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-6 px-4 py-6">
      <div className="flex flex-col gap-1">
        <h1 className="text-xl font-semibold tracking-tight">{CAPTURE.title}</h1>
        <p className="max-w-prose text-sm text-ink-2">{CAPTURE.lead}</p>
      </div>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        <Tabs
          label={CAPTURE.title}
          value={host}
          onChange={setHost}
          items={CAPTURE_HOSTS.map((one) => ({ id: one.host, label: one.host, panel: <Steps host={one} /> }))}
        />
      </div>
      <section aria-labelledby="notes" className="flex flex-col gap-2">
        <h2 id="notes" className="text-sm font-semibold">
          {CAPTURE.goodToKnow}
        </h2>
        <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-ink-2 marker:text-ink-3">
          {CAPTURE_NOTES.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Steps({ host }: { readonly host: CaptureHost }) {
  return (
    <ol className="flex list-decimal flex-col gap-4 py-4 pr-4 pl-9 text-sm marker:text-ink-3">
      {host.steps.map(({ text, code }) => (
        <li key={text} className="pl-1">
          <p>{text}</p>
          {code === undefined ? null : (
            <div className="mt-1.5 flex items-start gap-2 rounded-md border border-line bg-sunken py-1 pr-1 pl-3">
              <code className="min-w-0 grow py-0.5 [overflow-wrap:anywhere] whitespace-pre-wrap">{code}</code>
              <Copy text={code} label={`${CAPTURE.copy}: ${text}`} />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
