import { CirclePlay, LockKeyhole, Upload } from 'lucide-react';
import { closeAll } from '../../commands/command-list.ts';
import { OpenButtons } from '../../commands/OpenButtons.tsx';
import { formatPlace, type Place } from '../../route/url.ts';
import { useEngine } from '../../state/engine.tsx';
import { openSampleIncident } from '../../state/open-files.ts';
import { useSession } from '../../state/session.ts';
import { counted } from '../../text/numbers.ts';
import { SHELL } from '../../text/shell.ts';
import { START } from '../../text/start.ts';
import { Button } from '../../ui/Button.tsx';
import { CaptureSteps } from './CaptureSteps.tsx';
import { LiveFolder } from './LiveFolder.tsx';
import { PasteBox } from './PasteBox.tsx';
import { SampleList } from './SampleList.tsx';

/** Where one begins: drop, pick, or look at a sample. */
export function StartPage(_props: { readonly place: Place }) {
  const engine = useEngine();
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-6 px-4 py-6 sm:py-10">
      <div className="flex max-w-3xl flex-col gap-2">
        <h1 className="text-xl font-semibold tracking-tight text-ink">{START.title}</h1>
        <p className="text-base text-ink-2">{START.lead}</p>
      </div>
      <OpenNow />
      <section className="flex flex-col items-center gap-4 rounded-lg border-2 border-dashed border-line-strong bg-surface px-4 py-8 text-center sm:py-10">
        <Upload size={28} aria-hidden className="text-accent" />
        <p className="text-base font-medium text-ink">{START.drop}</p>
        <div className="flex flex-wrap justify-center gap-2">
          <OpenButtons size="lg" />
          <LiveFolder />
          <PasteBox />
          <Button size="lg" onClick={() => void openSampleIncident(engine)}>
            <CirclePlay size={16} aria-hidden />
            {START.sample}
          </Button>
        </div>
        <p className="flex max-w-xl items-start gap-2 text-left text-sm text-ink-2">
          <LockKeyhole size={16} aria-hidden className="mt-0.5 shrink-0 text-ink-3" />
          {START.privacy}
        </p>
      </section>
      <div className="grid gap-6 lg:grid-cols-2">
        <SampleList />
        <div className="flex min-w-0 flex-col gap-4">
          <CaptureSteps />
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
            <a href={formatPlace({ page: 'codes' })}>{SHELL.codes}</a>
            <a href={formatPlace({ page: 'glossary' })}>{SHELL.glossary}</a>
            <span className="ml-auto text-xs text-ink-3">{START.version(__APP_VERSION__)}</span>
          </p>
        </div>
      </div>
    </div>
  );
}

/** What is open already, for those who come back here. */
function OpenNow() {
  const summary = useSession((session) => session.summary);
  const reading = useSession((session) => session.jobs.length > 0);
  const engine = useEngine();
  // While files come in the bar above says so, and most openings lead away from here at once.
  if (reading || summary === null || summary.files === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-line bg-surface px-3 py-2 text-sm">
      <span className="text-ink-2">
        {START.openNow}: {counted(summary.files, 'file')}, {counted(summary.traces, 'trace')}
        {summary.traces > 0 ? `, ${summary.failingTraces} failing` : ''}
      </span>
      <a href={formatPlace({ page: summary.traces > 0 ? 'requests' : 'files' })}>
        {summary.traces > 0 ? SHELL.requests : SHELL.files}
      </a>
      <Button kind="quiet" size="sm" className="ml-auto" onClick={() => void closeAll(engine)}>
        {SHELL.clear}
      </Button>
    </div>
  );
}
