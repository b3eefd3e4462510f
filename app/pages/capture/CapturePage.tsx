import { useState } from 'react';
import type { CaptureAdvice } from '#core/export/capture';
import type { Place } from '../../route/url.ts';
import { useDeferred } from '../../state/useDeferred.ts';
import { useQuery } from '../../state/useQuery.ts';
import { CAPTURE, CAPTURE_HOSTS, CAPTURE_NOTES } from '../../text/capture.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { HostSteps } from './HostSteps.tsx';

/** How to get a trace next time: the rule, from what the open traces lack, and the way on each host. */
export function CapturePage(_props: { readonly place: Place }) {
  const [path, setPath] = useState('*');
  const wanted = useDeferred(path.trim() === '' ? '*' : path.trim());
  const { data: advice, failed } = useQuery((engine) => engine.capture(wanted), wanted);
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-6 px-4 py-6">
      <div className="flex flex-col gap-1">
        <h1 className="text-xl font-semibold tracking-tight">{CAPTURE.title}</h1>
        <p className="max-w-prose text-sm text-ink-2">{CAPTURE.lead}</p>
      </div>
      {failed ? <Failed title={CAPTURE.failed} /> : null}
      {advice === undefined && !failed ? <Loading /> : null}
      {advice === undefined ? null : (
        <>
          <Needs advice={advice} />
          <label className="flex max-w-md flex-col gap-1 text-sm font-medium">
            {CAPTURE.path}
            <input
              value={path}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setPath(event.target.value)}
              className="h-8 rounded-md border border-line-strong bg-surface px-2 font-mono text-sm font-normal"
            />
            <span className="text-xs font-normal text-ink-2">{CAPTURE.pathHint}</span>
          </label>
          <Hosts advice={advice} />
          <Notes notes={[...advice.notes, ...CAPTURE_NOTES]} />
        </>
      )}
    </div>
  );
}

function Needs({ advice }: { readonly advice: CaptureAdvice }) {
  return (
    <section aria-labelledby="needs" className="flex flex-col gap-2">
      <h2 id="needs" className="text-sm font-semibold">
        {CAPTURE.lacking}
      </h2>
      {advice.needs.length === 0 ? (
        <p className="text-sm text-ink-2">{CAPTURE.lacksNothing}</p>
      ) : (
        <ul className="flex list-disc flex-col gap-1 pl-5 text-sm marker:text-ink-3">
          {advice.needs.map((need) => (
            <li key={need.id}>{need.text}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Hosts({ advice }: { readonly advice: CaptureAdvice }) {
  const [host, setHost] = useState<string>('iis');
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <Tabs
        label={CAPTURE.title}
        value={host}
        onChange={setHost}
        items={CAPTURE_HOSTS.map((one) => ({
          id: one.id,
          label: one.host,
          panel: <HostSteps host={one.id} advice={advice} />,
        }))}
      />
    </div>
  );
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  return (
    <section aria-labelledby="notes" className="flex flex-col gap-2">
      <h2 id="notes" className="text-sm font-semibold">
        {CAPTURE.goodToKnow}
      </h2>
      <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-ink-2 marker:text-ink-3">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}
