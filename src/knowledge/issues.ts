import type { ParseIssue } from '../model/source.ts';

/** What is said of a file: `text` may hold `{name}` for an argument of the issue; `hint` is what to do, '' for nothing. */
interface IssueText {
  readonly text: string;
  readonly hint: string;
}

const AGAIN = 'Copy the file from the server again and compare its size.';
const SAFE = 'Open it from the server again if the content matters.';

/** Sentences by issue code. Every code that a reader or intake gives has one. */
const ISSUES = new Map<string, IssueText>([
  // ---- files as such
  ['empty-file', { text: 'The file is empty.', hint: AGAIN }],
  [
    'unreadable',
    {
      text: 'The browser could not read the file.',
      hint: 'Check that it is still there and not locked, then open it again.',
    },
  ],
  [
    'reader-failed',
    {
      text: 'Reading stopped because of a fault in frebscope.',
      hint: 'Please report it with the version, without the file.',
    },
  ],
  [
    'diagnosis-failed',
    {
      text: 'No verdict could be formed because of a fault in frebscope; everything that was read is shown.',
      hint: 'Please report it with the version, without the file.',
    },
  ],
  ['unknown-format', { text: 'Not a kind of file that frebscope reads.', hint: '' }],
  [
    'unknown-log',
    {
      text: 'Text, but not in a form that frebscope knows of logs.',
      hint: 'If it is a log of IIS, its #Fields line is missing: put it above the first row.',
    },
  ],
  ['litter', { text: 'Left behind by the operating system; nothing to read in it.', hint: '' }],
  ['stylesheet', { text: 'The stylesheet that IIS puts beside its traces; it is not needed.', hint: '' }],
  // ---- traces: refused
  [
    'trace-too-large',
    {
      text: 'A trace of {size} bytes is over the limit of {limit}.',
      hint: 'Set maxLogFileSizeKB of the site to its default of 1024 and record again.',
    },
  ],
  ['unknown-encoding', { text: 'The encoding {encoding} is not read.', hint: 'Save the file as UTF-8.' }],
  [
    'doctype',
    {
      text: 'The file declares a DOCTYPE. IIS never writes one, and entities could make the file say something else than it shows, so it is not read.',
      hint: 'Take the original file from the server.',
    },
  ],
  [
    'too-deep',
    {
      text: 'Elements are nested more than 64 levels deep; a trace needs fewer than 10.',
      hint: 'Take the original file from the server.',
    },
  ],
  [
    'other-root',
    {
      text: 'XML, but not a trace: the root element is {root}, not failedRequest.',
      hint: 'Traces are called fr000001.xml and lie in FailedReqLogFiles\\W3SVC1 or a similar folder.',
    },
  ],
  ['not-xml', { text: 'Named like a trace, but the content is not XML.', hint: AGAIN }],
  ['no-root', { text: 'The file ends before its root element failedRequest is complete.', hint: AGAIN }],
  // ---- traces: what IIS itself left out
  [
    'late-start',
    {
      text: 'Recording began when the pipeline was already running; the first events of the request are not in the file.',
      hint: '',
    },
  ],
  [
    'size-limit',
    {
      text: 'IIS stopped recording at the size limit; what came after is not in the file.',
      hint: 'Raise maxLogFileSizeKB of the site, or trace fewer areas.',
    },
  ],
  [
    'time-rule',
    {
      text: 'The time-taken rule wrote the file while the request was still running; its end is not in the file.',
      hint: '',
    },
  ],
  // ---- traces: damage and repair
  [
    'cut-copy',
    { text: 'The file ends before the end tag of the trace; the events before the cut are shown.', hint: AGAIN },
  ],
  ['several-traces', { text: '{count} traces are in one file; each is shown.', hint: '' }],
  ['re-encoded', { text: 'The file is in {encoding} and was converted to UTF-8.', hint: '' }],
  [
    'encoding-mismatch',
    { text: 'The file says it is {declared} but its bytes are {used}; it was read as {used}.', hint: '' },
  ],
  [
    'control-character',
    {
      text: 'Control characters that XML forbids were replaced by visible ones ({count}). Bodies of compressed responses have them.',
      hint: '',
    },
  ],
  [
    'undecodable-bytes',
    { text: "Bytes that are not in the file's encoding were replaced by \u{FFFD} ({count}).", hint: SAFE },
  ],
  ['bad-reference', { text: 'References that XML does not define are shown as they are written ({count}).', hint: '' }],
  [
    'unescaped-attribute',
    { text: 'The server wrote a root attribute without escaping; it was read as text ({count} characters).', hint: '' },
  ],
  ['duplicate-attribute', { text: 'An attribute is given twice; the first value counts ({count}).', hint: SAFE }],
  ['bad-attribute', { text: 'Attributes are not written as XML wants them ({count}).', hint: SAFE }],
  ['bad-name', { text: 'Names are not written as XML wants them ({count}).', hint: SAFE }],
  ['bad-time', { text: 'Events without a usable time are left out of the time scale ({count}).', hint: '' }],
  ['mismatched-tag', { text: 'Tags do not match; the event was read as far as possible ({count}).', hint: SAFE }],
  ['unclosed-event', { text: 'An event has no end tag because another one begins inside it ({count}).', hint: SAFE }],
  [
    'odd-event',
    { text: 'An event is not built as IIS builds them; it was read as far as possible ({count}).', hint: SAFE },
  ],
  ['nameless-event', { text: 'Events without a name ({count}).', hint: SAFE }],
  ['stray-markup', { text: 'A < stands where no tag begins ({count}).', hint: SAFE }],
  ['stray-text', { text: 'Text stands outside of all events; it is not shown ({count}).', hint: SAFE }],
  ['cdata-end-in-text', { text: 'The character sequence ]]> stands in a value unescaped ({count}).', hint: '' }],
  ['comment-dashes', { text: 'A comment holds -- inside ({count}).', hint: '' }],
  ['misplaced-declaration', { text: 'An XML declaration stands elsewhere than at the start ({count}).', hint: '' }],
  ['unknown-element', { text: 'Elements that are no events are not shown ({count}).', hint: '' }],
  ['over-limit', { text: 'Parts of the trace are larger than any that IIS writes ({count}).', hint: SAFE }],
  ['too-many-events', { text: 'The trace has more than 500,000 events; the rest is not shown.', hint: '' }],
  // ---- files as a list
  ['duplicate', { text: 'The same content as {path}, which is read already.', hint: '' }],
  [
    'log-cancelled',
    {
      text: 'Only the first {rows} rows were read, because reading was cancelled.',
      hint: 'Open it again to read it all.',
    },
  ],
  [
    'log-reading-stopped',
    {
      text: 'Only the first {rows} rows could be read; then its reader failed twice.',
      hint: 'Please report it with the version, without the file.',
    },
  ],
  [
    'log-counted-only',
    {
      text: 'Together the logs are larger than memory has room for: failing rows of this one are kept, the others only counted.',
      hint: 'Open fewer logs at a time to list every row.',
    },
  ],
  [
    'log-columns-left',
    {
      text: 'Together the logs are larger than memory has room for: these fields of this one were left in the file: {columns}.',
      hint: 'Open fewer logs at a time to see and filter every field.',
    },
  ],
  [
    'log-failures-left',
    {
      text: 'So many requests failed that incidents are made of the first {rows} of them; {left} more are in the list of rows only.',
      hint: 'Open a shorter stretch of the log to have all of them in its incidents.',
    },
  ],
  ['superseded', { text: 'The file has changed since; its later state is in the list too.', hint: '' }],
  ['cancelled', { text: 'Not read, because reading was cancelled.', hint: 'Open it again to read it.' }],
  ['too-many-files', { text: 'More than {limit} files at once; this one was left out.', hint: 'Open it by itself.' }],
  [
    'reader-died',
    {
      text: 'Reading this file ended its worker twice, so it was given up. All other files are unaffected.',
      hint: 'Please report it with the version, without the file.',
    },
  ],
  [
    'took-too-long',
    {
      text: 'Reading this file made no progress for 15 seconds, twice, so it was given up.',
      hint: 'If it lies on a network drive, copy it to this machine first.',
    },
  ],
  // ---- kinds of files that others open
  ['foreign-picture', { text: 'A picture, whatever its name says.', hint: '' }],
  ['foreign-pdf', { text: 'A PDF document.', hint: '' }],
  ['foreign-office', { text: 'A document or installer in the binary format of older Windows programs.', hint: '' }],
  ['foreign-program', { text: 'A program or library.', hint: '' }],
  [
    'foreign-etl',
    {
      text: 'An event trace log (.etl), which frebscope does not read.',
      hint: 'PerfView or Windows Performance Analyzer opens it; tracerpt turns it into XML.',
    },
  ],
  [
    'foreign-dump',
    {
      text: 'A memory dump, which frebscope does not read.',
      hint: 'WinDbg, Visual Studio or dotnet-dump opens it. It holds memory of the process: share it with care.',
    },
  ],
  [
    'foreign-blg',
    {
      text: 'A performance counter log (.blg), which frebscope does not read.',
      hint: 'Performance Monitor opens it; relog turns it into CSV.',
    },
  ],
  [
    'foreign-nettrace',
    {
      text: 'A .NET event trace (.nettrace), which frebscope does not read.',
      hint: 'PerfView or Visual Studio opens it.',
    },
  ],
  [
    'foreign-diagsession',
    { text: 'A Visual Studio diagnostics session, which frebscope does not read.', hint: 'Visual Studio opens it.' },
  ],
  ['foreign-7z', { text: 'A 7z archive, which a browser cannot unpack.', hint: 'Unpack it and open the folder.' }],
  ['foreign-rar', { text: 'A rar archive, which a browser cannot unpack.', hint: 'Unpack it and open the folder.' }],
  [
    'foreign-cab',
    { text: 'A cabinet archive, which a browser cannot unpack.', hint: 'Unpack it and open the folder.' },
  ],
  ['foreign-kudu', { text: "A record of Kudu's own work, not of requests to the site.", hint: '' }],
  [
    'foreign-logcatcher',
    { text: 'What LogCatcher notes about the machine and its own work, not of requests to a site.', hint: '' },
  ],
  ['foreign-document', { text: 'A document or package, not a bundle of logs.', hint: '' }],
  ['foreign-tar', { text: 'A tar archive, which frebscope does not unpack.', hint: 'Unpack it and open the folder.' }],
  ['foreign-xz', { text: 'An xz archive, which a browser cannot unpack.', hint: 'Unpack it and open the result.' }],
  ['foreign-zstd', { text: 'A zstd archive, which a browser cannot unpack.', hint: 'Unpack it and open the result.' }],
  [
    'foreign-bzip2',
    { text: 'A bzip2 archive, which a browser cannot unpack.', hint: 'Unpack it and open the result.' },
  ],
  // ---- logs
  [
    'log-damaged-rows',
    {
      text: 'Rows that do not have the values that the format of the log calls for were left out ({count}), the first of them at {lines}.',
      hint: 'Look at the lines named: hand-edited or merged files have such rows.',
    },
  ],
  [
    'log-columns-off',
    {
      text: 'No row has the number of values that #Fields names.',
      hint: 'Check that the #Fields line belongs to these rows, or give the right one.',
    },
  ],
  [
    'log-cut-line',
    {
      text: 'The last line is cut: the file was copied while it was being written. The line was left out.',
      hint: 'Run "netsh http flush logbuffer" on the server, then copy the file again.',
    },
  ],
  [
    'log-no-fields',
    {
      text: 'The rows from line {line} on have no #Fields line; they were read with the default fields of IIS.',
      hint: 'If columns look wrong, give the #Fields line of the server.',
    },
  ],
  [
    'log-fields-unknown',
    {
      text: 'The rows have no #Fields line, and they are not those of the default fields of IIS.',
      hint: 'Give the #Fields line of the server: another log of the same site has it.',
    },
  ],
  ['log-fields-given', { text: 'The rows were read by a field line that was given on this page.', hint: '' }],
  [
    'log-no-date',
    {
      text: 'Rows from line {line} on have a time but no date, and no #Date says the day; they have no place in time.',
      hint: 'Add a line such as "#Date: 2026-03-12 00:00:00" above the rows.',
    },
  ],
  [
    'log-bad-time',
    {
      text: 'Rows whose date or time cannot be read ({count}, the first at line {line}) are kept, without a place in time.',
      hint: '',
    },
  ],
  [
    'log-local-time',
    {
      text: "Times are the server's local time without its offset from UTC.",
      hint: "Set the server's offset so that these rows stand beside the others.",
    },
  ],
  ['log-no-rows', { text: 'A log without a single row.', hint: '' }],
  ['log-long-lines', { text: 'Lines longer than 1 MiB were left out ({count}).', hint: SAFE }],
  [
    'log-nul-bytes',
    {
      text: 'Space that was allocated ahead and never written (NUL bytes) was passed over, as after a crash.',
      hint: '',
    },
  ],
  ['log-not-utf8', { text: 'Values that are not UTF-8 were read as windows-1252 (lines: {count}).', hint: '' }],
  ['log-utf16', { text: 'The file is in UTF-16, so an editor has saved it; it was converted.', hint: '' }],
  [
    'foreign-ftp-log',
    { text: 'A log of the FTP service. It says nothing of web requests, so it is not read.', hint: '' },
  ],
  [
    'foreign-smtp-log',
    { text: 'A log of the SMTP service. It says nothing of web requests, so it is not read.', hint: '' },
  ],
  ['foreign-firewall-log', { text: 'A log of Windows Firewall, which frebscope does not read.', hint: '' }],
  ['foreign-w3c-log', { text: 'A log in the W3C format, but not one of IIS or HTTP.sys.', hint: '' }],
  [
    'foreign-ibl',
    {
      text: 'A central binary log of IIS (.ibl). Its layout is not published.',
      hint: 'Log Parser reads it (-i:BIN); or set central logging to W3C.',
    },
  ],
  [
    'applog-left-out',
    {
      text: 'The log is too long to keep whole: {count} entries below Warning were left out.',
      hint: 'Open the part around the incident by itself.',
    },
  ],
  [
    'applog-local-time',
    { text: "Times are those of the machine's own clock, without its offset; they are taken for UTC.", hint: '' },
  ],
  [
    'applog-no-time',
    { text: 'The entries bear no time, so they can be read but not placed beside requests.', hint: '' },
  ],
  ['applog-unknown', { text: 'No line is in a form that application loggers write unless told otherwise.', hint: '' }],
  [
    'error-page-no-time',
    { text: 'Error pages bear no time: the page goes with any request of its URL and module.', hint: '' },
  ],
  ['error-page-empty', { text: 'An error page that names neither a status nor a module.', hint: AGAIN }],
  // ---- archives
  ['archive-unreadable', { text: 'Not a complete archive: its list of entries cannot be read.', hint: AGAIN }],
  [
    'archive-encrypted',
    { text: 'Encrypted; frebscope asks for no passwords.', hint: 'Unpack it and open the result.' },
  ],
  [
    'archive-method',
    { text: 'Packed by a method that frebscope does not unpack.', hint: 'Unpack it and open the result.' },
  ],
  [
    'archive-overlap',
    {
      text: 'Entries of the archive lie over one another, as only forged archives have it; nothing more of it was unpacked.',
      hint: 'Pack the files again.',
    },
  ],
  [
    'archive-damaged',
    { text: 'The unpacked bytes are not what the archive says they are.', hint: 'Download or pack the archive again.' },
  ],
  [
    'archive-cut',
    {
      text: 'The archive ends before it is complete; what came before the end was read.',
      hint: 'Download or copy it again and compare its size.',
    },
  ],
  [
    'archive-bomb',
    {
      text: 'Unpacks to far more than its size allows, so unpacking was stopped.',
      hint: 'Unpack it elsewhere and open the files that matter.',
    },
  ],
  [
    'archive-entry-too-large',
    { text: 'Unpacks to more than frebscope reads of one file.', hint: 'Unpack it and open it by itself.' },
  ],
  [
    'archive-too-large',
    {
      text: 'Unpacks to more than frebscope takes from one archive; entries after that were left out.',
      hint: 'Unpack it and open the folder.',
    },
  ],
  [
    'archive-too-many-entries',
    {
      text: 'Holds more than 10,000 entries; those after that were left out.',
      hint: 'Unpack it and open the folder.',
    },
  ],
  [
    'archive-too-deep',
    { text: 'An archive inside an archive inside an archive.', hint: 'Unpack it and open the result.' },
  ],
  [
    'archive-trailing',
    { text: 'Bytes that are no part of it stand behind the end of the archive; they were passed over.', hint: '' },
  ],
  ['archive-nothing', { text: 'Nothing in it is of a kind that frebscope reads.', hint: '' }],
  ['archive-parts', { text: 'Some of what is in it could not be read, or not whole; each entry says why.', hint: '' }],
  ['archive-empty', { text: 'The archive holds no files.', hint: '' }],
  // ---- configuration
  [
    'config-not-xml',
    {
      text: 'The configuration is not XML that can be read.',
      hint: 'IIS answers 500.19 to every request under such a file: check it on the server.',
    },
  ],
  [
    'config-damaged',
    {
      text: 'The configuration is not well-formed XML; what is shown may be incomplete.',
      hint: 'IIS answers 500.19 to every request under such a file: check it on the server.',
    },
  ],
  [
    'config-cut',
    { text: 'The configuration ends before its root element does; what came before is shown.', hint: AGAIN },
  ],
  ['config-not-iis', { text: 'A configuration file of another program, without settings of IIS.', hint: '' }],
  ['config-too-large', { text: 'Larger than any configuration of IIS.', hint: '' }],
  // ---- event log
  [
    'eventlog-too-large',
    {
      text: 'An event log of {size} bytes is over the limit of {limit}.',
      hint: 'Export only the hours that matter: filter the log in Event Viewer first.',
    },
  ],
  [
    'eventlog-cut',
    {
      text: 'The event log ends before its last record or its root element does; what came before is read.',
      hint: AGAIN,
    },
  ],
  ['eventlog-damaged-records', { text: 'Records that cannot be read were left out ({count}).', hint: AGAIN }],
  [
    'eventlog-too-many',
    {
      text: 'The event log has more than 500,000 records; the rest was left out ({count}).',
      hint: 'Export only the hours that matter.',
    },
  ],
  ['eventlog-no-time', { text: 'Records without a usable time cannot be matched to requests ({count}).', hint: '' }],
  [
    'eventlog-as-text',
    {
      text: 'An event log saved as CSV or text: process, time to the millisecond and data of the records are not in it.',
      hint: 'In Event Viewer choose "Save All Events As" with the type XML.',
    },
  ],
  [
    'evtx-binary',
    {
      text: 'A binary event log, which frebscope does not read.',
      hint: 'Make XML of it on a Windows machine and open that: wevtutil qe Application.evtx /lf:true /f:RenderedXml /e:Events > Application.xml',
    },
  ],
  ['eventlog-no-root', { text: 'The file ends before the first element of the event log.', hint: AGAIN }],
  ['eventlog-no-records', { text: 'The event log holds no records.', hint: '' }],
  // ---- stdout and debug log
  [
    'stdout-lines-left-out',
    {
      text: 'The log is long: its beginning, its end and telling lines between are kept, {count} lines are not.',
      hint: '',
    },
  ],
  [
    'stdout-console-page',
    { text: 'Lines in the code page of the console were read as such, as of Western Europe ({count}).', hint: '' },
  ],
  [
    'stdout-unnamed',
    {
      text: 'The name says neither when the application started nor in which process.',
      hint: 'Keep the name that ANCM gives: it ties the log to its requests.',
    },
  ],
  [
    'stdout-ambiguous-name',
    { text: 'The name is of the old form without padding and can mean several times of start.', hint: '' },
  ],
  [
    'ancmdebug-entries-left-out',
    { text: 'The debug log is long: entries at its end were left out ({count}).', hint: '' },
  ],
  // ---- pasted text
  [
    'paste',
    {
      text: 'Pasted text, not a file of IIS: the events that it quotes are shown.',
      hint: 'Open the XML file of the trace for all of it.',
    },
  ],
  [
    'paste-nothing',
    {
      text: 'No event of a trace was found in the text.',
      hint: 'Copy rows of the compact view of freb.xsl, with event names and values.',
    },
  ],
  [
    'paste-too-large',
    { text: 'A text over the limit of {limit} bytes.', hint: 'Open the XML file of the trace instead.' },
  ],
  [
    'paste-no-date',
    {
      text: 'The text holds no date, so the trace has no place beside logs and other traces; times between its events are right.',
      hint: '',
    },
  ],
  ['paste-no-time', { text: 'Events without a time in the text ({count}) are left out of the time scale.', hint: '' }],
  [
    'paste-starts-late',
    {
      text: 'The text begins at event {first} of the trace, which is event 1 here; what came before was not copied.',
      hint: '',
    },
  ],
  ['paste-no-start', { text: 'The start of the request is not in the text.', hint: '' }],
  ['paste-numbers-missing', { text: 'Event numbers that the text leaves out ({count}).', hint: '' }],
  ['paste-no-end', { text: 'The end of the request is not in the text.', hint: '' }],
  ['paste-no-url', { text: 'The URL of the request is not in the text.', hint: '' }],
  ['paste-no-status', { text: 'The text says nowhere how the request ended.', hint: '' }],
  [
    'paste-status-derived',
    { text: 'The status {status} is the one of {event}; the text states no final one.', hint: '' },
  ],
  ['paste-no-time-taken', { text: 'The text does not say how long IIS counted for the request.', hint: '' }],
  [
    'paste-no-ids',
    { text: 'Thread, computer, provider, area and opcode number of the events are not in such texts.', hint: '' },
  ],
  ['paste-no-levels', { text: 'Levels below Warning are not in the text.', hint: '' }],
  [
    'paste-names',
    {
      text: 'The text has names in place of numbers; the numbers were put back where only one can be meant ({count}).',
      hint: '',
    },
  ],
  ['paste-stray-text', { text: 'Lines that belong to no event are left out ({count}).', hint: '' }],
]);

/** The sentence for an issue, arguments filled in. A code without a sentence is named as it is. */
export function issueText(issue: Pick<ParseIssue, 'code' | 'args'>): string {
  const text = ISSUES.get(issue.code)?.text ?? `Noted: ${issue.code}.`;
  const args = new Map(Object.entries(issue.args ?? {}));
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = args.get(name);
    if (value === undefined) return whole;
    return typeof value === 'number' ? value.toLocaleString('en-US') : value;
  });
}

/** What to do about an issue, '' when there is nothing. */
export function issueHint(code: string): string {
  return ISSUES.get(code)?.hint ?? '';
}

/** True when a code has a sentence; tests hold readers to it. */
export function hasIssueText(code: string): boolean {
  return ISSUES.has(code);
}
