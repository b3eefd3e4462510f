import { useEffect, useState } from 'react';
import { useEngine } from './state/engine.tsx';
import { useSession, type RunningJob } from './state/session.ts';
import { counted, formatBytes, formatCount } from './text/numbers.ts';
import { OPENING } from './text/opening.ts';
import { WORDS } from './text/words.ts';
import { Button } from './ui/Button.tsx';
import { FileText } from './ui/FileText.tsx';
import { Progress } from './ui/Progress.tsx';

/** Short work is over before anybody could read a bar. */
const QUIET_MS = 150;

/** What is being read now, how far it is, and the way to stop it. */
export function JobBar() {
  const job = useSession((session) => session.jobs[0]);
  return job === undefined ? null : <JobRow key={job.id} job={job} />;
}

function JobRow({ job }: { readonly job: RunningJob }) {
  const engine = useEngine();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;

  const progress = job.progress;
  const done = progress?.filesDone ?? 0;
  const total = progress?.filesTotal ?? job.files;
  const said = `${formatCount(done)} of ${counted(total, 'file')}`;
  return (
    <div className="flex min-w-0 items-center gap-3 print:hidden border-b border-line bg-surface px-3 py-1.5 text-xs text-ink-2">
      <div className="w-32 shrink-0 sm:w-48">
        <Progress
          label={OPENING.running}
          value={progress === null ? 0 : Math.max(progress.bytesDone, done)}
          max={progress === null ? job.files : Math.max(progress.bytesTotal, total)}
          text={said}
        />
      </div>
      <span className="shrink-0 whitespace-nowrap">{said}</span>
      {progress === null ? null : (
        <span className="shrink-0 whitespace-nowrap text-ink-3 max-sm:hidden">
          {formatBytes(progress.bytesDone)} of {formatBytes(progress.bytesTotal)}
        </span>
      )}
      <span className="min-w-0 grow text-ink-3 max-sm:hidden">
        {progress?.path ? <FileText text={progress.path} clip /> : null}
      </span>
      <Button
        size="sm"
        className="ml-auto"
        disabled={progress === null}
        onClick={() => {
          if (progress !== null) void engine.cancel(progress.job);
        }}
      >
        {WORDS.cancel}
      </Button>
    </div>
  );
}
