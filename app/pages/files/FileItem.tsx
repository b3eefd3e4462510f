import { ChevronRight } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import type { FileRow } from '#core/engine/questions/files';
import type { FileState } from '#core/model/source';
import { formatPlace } from '../../route/url.ts';
import { formatName, STATE_MEANINGS } from '../../text/formats.ts';
import { FILES } from '../../text/files.ts';
import { counted, formatBytes } from '../../text/numbers.ts';
import { Badge, Severity, type Tone } from '../../ui/badges.tsx';
import { Button } from '../../ui/Button.tsx';
import { FileText } from '../../ui/FileText.tsx';
import { FIELD_LINE } from '../../fields/field-line-words.ts';
import { FieldLineDialog } from '../../fields/FieldLineDialog.tsx';

const TONES: Readonly<Record<FileState, Tone>> = {
  waiting: 'plain',
  reading: 'accent',
  whole: 'plain',
  partial: 'warn',
  refused: 'strong',
  skipped: 'plain',
};

/** Columns of the list, from the width on at which there is room for them. */
export const FILE_COLUMNS = 'md:grid md:grid-cols-[minmax(0,5fr)_9rem_5.5rem_minmax(0,6fr)] md:gap-x-3';

/** One file: what it is, whether it could be read, and if not why and what to do. */
export const FileItem = memo(FileItemView, sameFile);

interface FileItemProps {
  readonly file: FileRow;
  /** A link led to this file. */
  readonly marked: boolean;
  /** The line of it that the link named. */
  readonly line: number | null;
}

function FileItemView({ file, marked, line }: FileItemProps) {
  const [open, setOpen] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (marked) row.current?.scrollIntoView({ block: 'center' });
  }, [marked]);
  return (
    <div
      ref={row}
      role="row"
      {...(marked ? { 'aria-current': 'true' as const } : {})}
      className={`${marked ? 'bg-accent-soft' : ''} flex flex-wrap items-start gap-x-3 gap-y-1 border-b border-line px-3 py-2 [contain-intrinsic-size:auto_38px] [content-visibility:auto] ${FILE_COLUMNS}`}
    >
      <div role="cell" className="flex min-w-0 basis-full items-start gap-1 md:basis-auto">
        {file.messages.length === 0 ? (
          <span className="w-5 shrink-0" />
        ) : (
          <button
            type="button"
            aria-expanded={open}
            aria-label={`${FILES.details}: ${file.path}`}
            className="mt-px flex h-5 w-5 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-sunken hover:text-ink"
            onClick={() => setOpen(!open)}
          >
            <ChevronRight size={14} aria-hidden className={open ? 'rotate-90' : ''} />
          </button>
        )}
        {file.trace === null ? (
          <FileText text={file.path} className="min-w-0" />
        ) : (
          <a href={formatPlace({ page: 'trace', key: file.trace })} className="min-w-0 no-underline hover:underline">
            <FileText text={file.path} />
          </a>
        )}
        {marked && line !== null ? (
          <span className="ml-2 shrink-0 text-xs font-medium text-accent-strong">{FILES.atLine(line)}</span>
        ) : null}
      </div>
      <span role="cell" className="pl-6 text-ink-2 md:pl-0">
        {formatName(file.format)}
      </span>
      <span role="cell">
        <Badge tone={TONES[file.state]} title={STATE_MEANINGS[file.state]}>
          {file.state}
        </Badge>
      </span>
      <div role="cell" className="flex min-w-0 flex-col gap-0.5 max-md:pl-6">
        {file.reasonText === '' ? null : <p className="text-ink">{file.reasonText}</p>}
        {file.hint === '' ? null : <p className="text-ink-2">{file.hint}</p>}
        {!open && file.reasonText === '' && file.messages[0] !== undefined ? (
          <p className="text-ink-2">{file.messages[0].text}</p>
        ) : null}
        <p className="text-xs text-ink-3">{content(file)}</p>
        {file.asksFields ? <AskFields file={file} /> : null}
        {open ? <Diagnostics file={file} /> : null}
      </div>
    </div>
  );
}

/** The way to name the fields of a log that does not. */
function AskFields({ file }: { readonly file: FileRow }) {
  const [asking, setAsking] = useState(false);
  const given = file.messages.some(({ issue }) => issue.code === 'log-fields-given');
  return (
    <div className="pt-1">
      <Button size="sm" aria-haspopup="dialog" onClick={() => setAsking(true)}>
        {given ? FIELD_LINE.askOther : FIELD_LINE.ask}
      </Button>
      <FieldLineDialog file={file.key} path={file.path} open={asking} onClose={() => setAsking(false)} />
    </div>
  );
}

function Diagnostics({ file }: { readonly file: FileRow }) {
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {file.messages.map(({ severity, text, issue }, ix) => (
        <li key={`${issue.code}-${ix}`} className="flex items-start gap-2 text-sm">
          <Severity level={severity} />
          <span className="min-w-0">
            {text} <span className="text-xs text-ink-3">{placeOf(issue)}</span>
          </span>
        </li>
      ))}
      {file.issuesLeftOut > 0 ? <li className="text-xs text-ink-3">{FILES.leftOut(file.issuesLeftOut)}</li> : null}
    </ul>
  );
}

function placeOf({ at, count, code }: FileRow['messages'][number]['issue']): string {
  const parts = [
    at?.event === undefined ? '' : FILES.atEvent(at.event + 1),
    at?.line === undefined ? '' : FILES.atLine(at.line),
    at?.byte === undefined ? '' : FILES.atByte(at.byte),
    count === undefined || count === 1 ? '' : FILES.times(count),
    code,
  ];
  return parts.filter(Boolean).join(' · ');
}

function content({ counts, size }: FileRow): string {
  const parts = [
    counts.events === null ? '' : counted(counts.events, 'event'),
    counts.rows === null ? '' : counted(counts.rows, 'row'),
    counts.damaged === 0 ? '' : counted(counts.damaged, 'damaged entry', 'damaged entries'),
    formatBytes(size),
  ];
  return parts.filter(Boolean).join(', ');
}

/** The engine sends new objects each time; a row is drawn again only when something on it changed. */
function sameFile(a: FileItemProps, b: FileItemProps): boolean {
  const [left, right] = [a.file, b.file];
  return (
    a.marked === b.marked &&
    a.line === b.line &&
    left.state === right.state &&
    left.path === right.path &&
    left.key === right.key &&
    left.trace === right.trace &&
    left.asksFields === right.asksFields &&
    left.reasonText === right.reasonText &&
    left.messages.length === right.messages.length &&
    left.counts.events === right.counts.events &&
    left.counts.rows === right.counts.rows
  );
}
