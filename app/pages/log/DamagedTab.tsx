import type { OpenLog } from '#core/engine/questions/logs';
import { useQuery } from '../../state/useQuery.ts';
import { FileText } from '../../ui/FileText.tsx';
import { Loading } from '../../ui/states.tsx';
import { damagedShown, LOG } from './words.ts';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';

/** Rows that do not fit the columns of their log, as they stand in the file. */
export function DamagedTab({ logs }: { readonly logs: readonly OpenLog[] }) {
  return (
    <div className="scroll-thin flex min-h-0 grow flex-col gap-4 overflow-y-auto bg-surface p-3">
      {logs
        .filter(({ damaged }) => damaged > 0)
        .map((log) => (
          <DamagedLog key={log.file} log={log} />
        ))}
    </div>
  );
}

function DamagedLog({ log }: { readonly log: OpenLog }) {
  const { data, failed } = useQuery((engine) => engine.damagedRows(log.file), 'damaged', log.file);
  // Nobody can tell which of their values is a secret: the text is there when asked for.
  const [shown, setShown] = useState(false);
  return (
    <section aria-label={log.path} className="flex flex-col gap-1.5">
      <h2 className="text-sm font-semibold">
        <FileText text={log.path} />
      </h2>
      {failed ? <p className="text-sm text-warn">{LOG.failedDetail}</p> : null}
      {data === undefined && !failed ? <Loading /> : null}
      {data === undefined || data === null ? null : (
        <>
          <p className="flex items-center gap-2 text-sm text-ink-2">
            {damagedShown(data.rows.length, data.count)}
            <Button size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
              {shown ? LOG.hideDamaged : LOG.showDamaged}
            </Button>
          </p>
          {shown ? (
            <ol className="flex flex-col rounded-md border border-line bg-sunken p-2 text-xs">
              {data.rows.map(({ line, text }) => (
                <li key={line} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-2 py-0.5">
                  <span className="text-ink-3">{LOG.line(line)}</span>
                  <FileText text={text} mono limit={600} />
                </li>
              ))}
            </ol>
          ) : null}
        </>
      )}
    </section>
  );
}
