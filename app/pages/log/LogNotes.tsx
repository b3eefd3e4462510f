import { useState } from 'react';
import type { FieldlessLog } from '#core/engine/questions/files';
import type { DamagedLog, LogOverview, OpenLog } from '#core/engine/questions/logs';
import { formatPlace } from '../../route/url.ts';
import { useEngine } from '../../state/engine.tsx';
import { track } from '../../state/pending.ts';
import { FIELD_LINE } from '../../fields/field-line-words.ts';
import { FieldLineDialog } from '../../fields/FieldLineDialog.tsx';
import { ClockNote } from './ClockNote.tsx';
import {
  columnsLeftText,
  countedOnlyText,
  damagedText,
  fieldlessText,
  fullFolderText,
  localTimeText,
  LOG,
  moreFieldlessText,
  offsetText,
  untracedText,
} from './words.ts';

/** Offsets of the world's clocks, in minutes. */
const OFFSETS = Array.from({ length: 27 * 4 + 1 }, (_, ix) => ix * 15 - 12 * 60);
/** Logs without a field line that are named one by one. */
const MOST_FIELDLESS = 3;

/** What has to be known before the rows are read: what is missing, counted only, or without a zone. */
export function LogNotes(props: {
  readonly overview: LogOverview;
  readonly damaged: readonly DamagedLog[];
  readonly fieldless: readonly FieldlessLog[];
}) {
  const { overview, damaged, fieldless } = props;
  const { logs, untraced, fullFolders } = overview;
  const counted = logs.reduce((sum, log) => sum + log.countedOnly, 0);
  const notes = [
    ...(untraced > 0 ? [untracedText(untraced)] : []),
    ...fullFolders.map(({ folder, traces }) => fullFolderText(folder, traces)),
    ...(counted > 0 ? [countedOnlyText(counted)] : []),
    ...logs.filter((log) => log.columnsLeft !== '').map((log) => columnsLeftText(log.path, log.columnsLeft)),
  ];
  const local = byClock(logs.filter((log) => log.localTime));
  const shifted = byClock(logs.filter((log) => log.shiftSet && !log.localTime));
  if (notes.length + damaged.length + fieldless.length + local.length + shifted.length === 0) return null;
  return (
    <ul
      aria-label={LOG.notes}
      className="scroll-thin flex max-h-28 shrink-0 flex-wrap items-center gap-x-5 gap-y-1 overflow-y-auto border-b border-line bg-surface px-2 py-1.5 text-xs text-ink-2 sm:px-3"
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
      {fieldless.slice(0, MOST_FIELDLESS).map((log) => (
        <Fieldless key={log.file} log={log} />
      ))}
      {fieldless.length <= MOST_FIELDLESS ? null : (
        <li>
          <a href={formatPlace({ page: 'files' })}>{moreFieldlessText(fieldless.length - MOST_FIELDLESS)}</a>
        </li>
      )}
      {local.map((group) => (
        <LocalTime key={group[0]?.file} logs={group} />
      ))}
      {shifted.map((group) => (
        <ClockNote key={`${group[0]?.file} ${group[0]?.shiftMs}`} logs={group} />
      ))}
    </ul>
  );
}

function Fieldless({ log }: { readonly log: FieldlessLog }) {
  const [asking, setAsking] = useState(false);
  return (
    <li>
      {fieldlessText(log.path, log.state)}{' '}
      <button
        type="button"
        aria-haspopup="dialog"
        className="text-accent underline underline-offset-2"
        onClick={() => setAsking(true)}
      >
        {log.state === 'given' ? FIELD_LINE.askOther : FIELD_LINE.ask}
      </button>
      <FieldLineDialog file={log.file} path={log.path} open={asking} onClose={() => setAsking(false)} />
    </li>
  );
}

/** Logs whose clock was put right in the same way: the zone of a server is asked for once. */
function byClock(logs: readonly OpenLog[]): readonly (readonly OpenLog[])[] {
  const groups = new Map<string, OpenLog[]>();
  for (const log of logs) {
    const key = `${log.asksZone} ${log.shiftMs} ${log.shiftFrom === null}`;
    groups.set(key, [...(groups.get(key) ?? []), log]);
  }
  return [...groups.values()];
}

function LocalTime({ logs }: { readonly logs: readonly OpenLog[] }) {
  const engine = useEngine();
  const [first] = logs;
  if (first === undefined) return null;
  const traces = logs.reduce((sum, { shiftFrom }) => sum + (shiftFrom?.traces ?? 0), 0);
  async function choose(minutes: number): Promise<void> {
    for (const { file } of logs) await engine.shiftLog(file, minutes * -60_000);
  }
  return (
    <li className="flex flex-wrap items-center gap-2">
      <span title={logs.map(({ path }) => path).join('\n')}>
        {localTimeText(logs, first.shiftFrom === null ? null : traces)}
      </span>
      <select
        aria-label={LOG.shift(first.path, logs.length)}
        className="h-6 rounded-sm border border-line-strong bg-surface px-1 text-xs text-ink"
        value={first.asksZone ? '' : -first.shiftMs / 60_000}
        onChange={(event) => void track(choose(Number(event.target.value)))}
      >
        {first.asksZone ? (
          <option value="" disabled>
            {LOG.chooseZone}
          </option>
        ) : null}
        {OFFSETS.map((minutes) => (
          <option key={minutes} value={minutes}>
            {offsetText(minutes * -60_000)}
          </option>
        ))}
      </select>
    </li>
  );
}
