import type { DamagedLog, LogOverview, OpenLog } from '#core/engine/questions/logs';
import { formatPlace } from '../../route/url.ts';
import { useEngine } from '../../state/engine.tsx';
import { track } from '../../state/pending.ts';
import { countedOnlyText, damagedText, fullFolderText, localTimeText, LOG, offsetText, untracedText } from './words.ts';

/** Offsets of the world's clocks, in minutes. */
const OFFSETS = Array.from({ length: 27 * 4 + 1 }, (_, ix) => ix * 15 - 12 * 60);

/** What has to be known before the rows are read: what is missing, counted only, or without a zone. */
export function LogNotes(props: { readonly overview: LogOverview; readonly damaged: readonly DamagedLog[] }) {
  const { overview, damaged } = props;
  const { logs, untraced, fullFolders } = overview;
  const counted = logs.reduce((sum, log) => sum + log.countedOnly, 0);
  const notes = [
    ...(untraced > 0 ? [untracedText(untraced)] : []),
    ...fullFolders.map(({ folder, traces }) => fullFolderText(folder, traces)),
    ...(counted > 0 ? [countedOnlyText(counted)] : []),
  ];
  const local = logs.filter((log) => log.localTime);
  if (notes.length + damaged.length + local.length === 0) return null;
  return (
    <ul
      aria-label={LOG.notes}
      className="scroll-thin flex max-h-24 shrink-0 flex-wrap items-center gap-x-5 gap-y-1 overflow-y-auto border-b border-line bg-surface px-2 py-1.5 text-xs text-ink-2 sm:px-3"
    >
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
      {damaged.length === 0 ? null : (
        <li>
          {damagedText(damaged)}{' '}
          <a href={formatPlace({ page: 'log', params: { tab: 'damaged' } })}>{LOG.showDamaged}</a>
        </li>
      )}
      {local.map((log) => (
        <LocalTime key={log.file} log={log} />
      ))}
    </ul>
  );
}

function LocalTime({ log }: { readonly log: OpenLog }) {
  const engine = useEngine();
  return (
    <li className="flex flex-wrap items-center gap-2">
      {localTimeText(log.path, log.shiftMs, log.shiftFrom?.traces ?? null)}
      <select
        aria-label={LOG.shift(log.path)}
        className="h-6 rounded-sm border border-line-strong bg-surface px-1 text-xs text-ink"
        value={-log.shiftMs / 60_000}
        onChange={(event) => void track(engine.shiftLog(log.file, Number(event.target.value) * -60_000))}
      >
        {OFFSETS.map((minutes) => (
          <option key={minutes} value={minutes}>
            {offsetText(minutes * -60_000)}
          </option>
        ))}
      </select>
    </li>
  );
}
