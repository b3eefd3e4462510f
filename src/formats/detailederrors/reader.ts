import { LIMITS } from '../../intake/limits.ts';
import { decodeUtf8 } from '../../base/text.ts';
import type { FormatReader } from '../reader.ts';
import { logHead } from '../textlog/lines.ts';
import { isErrorPage, readErrorPage } from './page.ts';

/** Pages are some ten thousand bytes; a far larger one is no page of IIS. */
const LARGEST = 4 * 1024 * 1024;

/** Saved error pages of IIS. */
export const detailedErrorsReader: FormatReader = {
  id: 'detailederrors',
  label: 'Detailed error page of IIS',

  sniff(head) {
    const mine = isErrorPage(logHead(head.subarray(0, LIMITS.sniffBytes)));
    return { score: mine ? 0.95 : 0, why: 'HTML with "Detailed Error Information"' };
  },

  async read(source, sink, signal) {
    const counts = { events: null, rows: null, damaged: 0 };
    const bytes = await source.slice(0, Math.min(source.size, LARGEST));
    signal.throwIfAborted();
    const page = readErrorPage(decodeUtf8(bytes, 0, bytes.length).text);
    sink.progress(bytes.length);
    if (page === null) return { state: 'refused', reason: 'error-page-empty', counts };
    sink.add({ kind: 'errorPage', page: { file: source.file, path: source.path, ...page } });
    sink.issue({ code: 'error-page-no-time', severity: 'info' });
    return { state: 'whole', reason: null, counts };
  },
};
