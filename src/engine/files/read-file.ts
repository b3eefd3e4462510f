import { isAbort } from '../../base/abort.ts';
import type { FormatReader, ParsedItem, ReadSummary } from '../../formats/reader.ts';
import { BlobSource, blobSlice } from '../../intake/blob-source.ts';
import { READERS } from '../../formats/registry.ts';
import { isScannable, isSliceable } from '../../formats/w3c/scan/sliceable.ts';
import { type Recognised, recognise } from '../../formats/sniff.ts';
import { LIMITS } from '../../intake/limits.ts';
import { litterByName } from '../../intake/litter.ts';
import { isPackage, magicByBytes, magicByName, nameIsOurs, ZIP } from '../../intake/magic.ts';
import { endsAsZip } from '../../intake/zip-end.ts';
import type { FileState, FormatId, ParseIssue, SourceFile } from '../../model/source.ts';
import type { FileKey } from '../../model/units.ts';
import type { OnReadProgress, ReadItem, ReadOutcome, ReadRequest } from './read.ts';
import { analyseTrace } from './analyse-trace.ts';
import { fileKey } from './file-key.ts';

/**
 * Files up to this size are read in one go: their hash, their format and their content come from the same bytes. W3C
 * logs beyond it are scanned in slices.
 */
const SMALL = 8 * 1024 * 1024;

const NO_COUNTS = { events: null, rows: null, damaged: 0 } as const;

/**
 * Reads one file: name, size, key, kind, reader, analysis. Every way in which a file can be bad is part of the
 * outcome; the only exception is the one of an aborted signal.
 */
export async function readFile(
  request: ReadRequest,
  onProgress: OnReadProgress,
  signal: AbortSignal,
  readers: readonly FormatReader[] = READERS,
): Promise<ReadOutcome> {
  try {
    return await readKnownSize(request, onProgress, signal, readers);
  } catch (error) {
    if (isAbort(error) || signal.aborted) throw error;
    return ended(request, unreadKey(request), 'refused', 'unreadable', null);
  }
}

async function readKnownSize(
  request: ReadRequest,
  onProgress: OnReadProgress,
  signal: AbortSignal,
  readers: readonly FormatReader[],
): Promise<ReadOutcome> {
  const { blob, path } = request;
  const litter = litterByName(path);
  if (litter !== null) return ended(request, unreadKey(request), 'skipped', litter, null);
  if (blob.size === 0) return ended(request, unreadKey(request), 'refused', 'empty-file', null);
  const whole = blob.size <= SMALL ? await blobSlice(blob, 0, blob.size) : null;
  const head = whole?.subarray(0, LIMITS.sniffBytes) ?? (await blobSlice(blob, 0, LIMITS.sniffBytes));
  const content = {
    size: blob.size,
    slice: (from: number, to: number) =>
      whole === null ? blobSlice(blob, from, to) : Promise.resolve(whole.subarray(from, to)),
  };
  const key = await fileKey(content, path);
  signal.throwIfAborted();

  const magic = magicByBytes(head) ?? ((await endsAsZip(blob, path)) ? ZIP : null);
  if (magic?.archive && isPackage(path)) return ended(request, key, 'skipped', 'foreign-document', null);
  if (magic?.archive) return { ...ended(request, key, 'whole', null, magic.archive), archive: magic.archive };
  if (magic !== null) return ended(request, key, nameIsOurs(path) ? 'refused' : 'skipped', magic.code, null);
  const { given } = request;
  const chosen = given === undefined ? recognise(head, path, readers) : asLog(readers);
  if (chosen.reader === null) {
    const named = magicByName(path);
    if (named !== null) return ended(request, key, 'skipped', named.code, null);
    return ended(request, key, chosen.state, chosen.reason, null);
  }
  const sliceable = given === undefined ? isSliceable : isScannable;
  if (whole === null && chosen.reader.id === 'w3c' && sliceable(head))
    return { ...ended(request, key, 'whole', null, 'w3c'), sliced: true };
  const named = { key, path, lastModified: request.lastModified, whole, ...(given === undefined ? {} : { given }) };
  const source = new BlobSource(blob, named, signal);
  return runReader(chosen.reader, source, request, onProgress, signal);
}

/** The reader of logs, for a file that a person says is one. */
function asLog(readers: readonly FormatReader[]): Recognised {
  const reader = readers.find(({ id }) => id === 'w3c');
  return reader === undefined
    ? { reader: null, state: 'refused', reason: 'unknown-format' }
    : { reader, why: 'its fields were named' };
}

async function runReader(
  reader: FormatReader,
  source: BlobSource,
  request: ReadRequest,
  onProgress: OnReadProgress,
  signal: AbortSignal,
): Promise<ReadOutcome> {
  const items: ReadItem[] = [];
  const issues: ParseIssue[] = [];
  let issuesLeftOut = 0;
  const sink = {
    add: (item: ParsedItem) => void items.push(item.kind === 'trace' ? analyseTrace(item) : item),
    issue: (issue: ParseIssue) => {
      if (issues.length < LIMITS.issuesPerFile) issues.push(issue);
      else issuesLeftOut += 1;
    },
    progress: onProgress,
  };
  const summary = await guarded(() => reader.read(source, sink, signal), signal);
  signal.throwIfAborted();
  const file: SourceFile = {
    ...about(request, source.file),
    format: reader.id,
    state: summary.state,
    reason: summary.reason,
    issues,
    issuesLeftOut,
    counts: summary.counts,
  };
  const kept = summary.state === 'whole' || summary.state === 'partial' ? items : [];
  return { file, archive: null, items: kept };
}

/** A reader that throws on content breaks its contract: the file pays for it, nothing else does. */
async function guarded(read: () => Promise<ReadSummary>, signal: AbortSignal): Promise<ReadSummary> {
  try {
    return await read();
  } catch (error) {
    if (isAbort(error) || signal.aborted) throw error;
    return { state: 'refused', reason: 'reader-failed', counts: NO_COUNTS };
  }
}

/** Outcome of a file that no reader was asked about. */
export function ended(
  request: Pick<ReadRequest, 'path' | 'lastModified'> & { readonly blob: { readonly size: number } },
  key: FileKey,
  state: 'whole' | 'refused' | 'skipped',
  reason: string | null,
  format: FormatId | null,
  args?: ParseIssue['args'],
): ReadOutcome {
  const file: SourceFile = {
    ...about(request, key),
    format,
    state,
    reason,
    issues: reason === null ? [] : [issueOf(reason, state, args)],
    issuesLeftOut: 0,
    counts: NO_COUNTS,
  };
  return { file, archive: null, items: [] };
}

function issueOf(code: string, state: FileState, args: ParseIssue['args']): ParseIssue {
  const severity = state === 'refused' ? 'error' : 'info';
  return args === undefined ? { code, severity } : { code, severity, args };
}

function about(
  request: Pick<ReadRequest, 'path' | 'lastModified'> & { readonly blob: { readonly size: number } },
  key: FileKey,
): Pick<SourceFile, 'key' | 'path' | 'size' | 'lastModified'> {
  return { key, path: request.path, size: request.blob.size, lastModified: request.lastModified };
}

/** Key of a file whose content was not read: unlike any hash, so that it is nobody's duplicate. */
export function unreadKey(request: Pick<ReadRequest, 'path'>): FileKey {
  return `unread:${request.path}` as FileKey;
}
