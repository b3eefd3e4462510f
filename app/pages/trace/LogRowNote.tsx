import type { JoinedRow, TraceLogRow } from '#core/engine/questions/joins';
import { formatPlace } from '../../route/url.ts';
import { FileText } from '../../ui/FileText.tsx';
import { ROW } from './row-words.ts';

/** Candidates that are named; there can be hundreds. */
const MOST = 6;

/** Which row of a log is the request of the trace, and why; or which fit alike, or why there is none. */
export function LogRowNote({ logRow }: { readonly logRow: TraceLogRow | null }) {
  if (logRow === null) return null;
  return (
    <p role="note" aria-label={ROW.label} className="text-xs text-ink-2">
      <Said logRow={logRow} />
    </p>
  );
}

function Said({ logRow }: { readonly logRow: TraceLogRow }) {
  switch (logRow.kind) {
    case 'one':
      return (
        <>
          {logRow.how === 'weak' ? ROW.perhaps : ROW.joined} <RowLink row={logRow.row} /> {ROW.because}{' '}
          {logRow.why.join('; ')}
        </>
      );
    case 'several':
      return (
        <>
          {ROW.ambiguous(logRow.candidates.length)}:{' '}
          {logRow.candidates.slice(0, MOST).map((row, ix) => (
            <span key={`${row.file} ${row.line}`}>
              {ix === 0 ? '' : ', '}
              <RowLink row={row} />
            </span>
          ))}
          {logRow.candidates.length > MOST ? ' …' : ''}
        </>
      );
    case 'none':
      return (
        <>
          {ROW.none} {logRow.why.join('; ')}
        </>
      );
  }
}

function RowLink({ row }: { readonly row: JoinedRow }) {
  const name = row.path.split(/[\\/!]/).at(-1) ?? row.path;
  return (
    <a href={formatPlace({ page: 'log', key: row.file, params: { line: row.line } })} title={row.path}>
      {ROW.line(row.line)} <FileText text={name} />
    </a>
  );
}
