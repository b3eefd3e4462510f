const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Characters of one line that are shown: a body can make one line of many megabytes. */
const LINE_SHOWN = 64 * 1024;

const indexes = new WeakMap<Uint8Array, Uint32Array>();

/** Lines `from` to `from + count` (from 0) of a UTF-8 file, without their line ends, and how many there are. */
export function rawLines(
  bytes: Uint8Array<ArrayBuffer>,
  from: number,
  count: number,
): { readonly total: number; readonly rows: readonly string[] } {
  const starts = lineStarts(bytes);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const rows: string[] = [];
  const last = Math.min(starts.length, from + count);
  for (let line = Math.max(0, from); line < last; line++) rows.push(lineText(bytes, starts, line, decoder));
  return { total: starts.length, rows };
}

function lineText(bytes: Uint8Array<ArrayBuffer>, starts: Uint32Array, line: number, decoder: TextDecoder): string {
  const start = starts[line] ?? 0;
  let end = starts[line + 1] ?? bytes.length;
  if (end > start && bytes[end - 1] === LINE_FEED) end -= 1;
  if (end > start && bytes[end - 1] === CARRIAGE_RETURN) end -= 1;
  if (end - start <= LINE_SHOWN) return decoder.decode(bytes.subarray(start, end));
  const shown = decoder.decode(bytes.subarray(start, start + LINE_SHOWN));
  return `${shown}… (${end - start - LINE_SHOWN} more bytes in this line)`;
}

/** Byte offset of every line. A line feed at the very end starts no further line. */
function lineStarts(bytes: Uint8Array): Uint32Array {
  const known = indexes.get(bytes);
  if (known !== undefined) return known;
  let count = bytes.length === 0 ? 0 : 1;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(LINE_FEED, at + 1))
    count += 1;
  const starts = new Uint32Array(count);
  let line = 1;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(LINE_FEED, at + 1))
    starts[line++] = at + 1;
  indexes.set(bytes, starts);
  return starts;
}
