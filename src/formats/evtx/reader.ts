import { latin1 } from '../../base/text.ts';
import type { FormatReader } from '../reader.ts';
import { logHead } from '../textlog/lines.ts';

const MAGIC = 'ElfFile\0';

/** Titles of the columns that Event Viewer writes when a log is saved as CSV or text. */
const AS_TEXT = /^\uFEFF?"?Level"?[,\t]"?Date and Time"?[,\t]"?Source"?[,\t]"?Event ID/;

/** Event log in a form that is not read, binary or saved as text: refused with the way to an export that is. */
export const evtxReader: FormatReader = {
  id: 'evtx',
  label: 'Windows event log (binary or saved as text)',

  sniff(head) {
    if (latin1(head, 0, MAGIC.length) === MAGIC) return { score: 1, why: 'first bytes ElfFile' };
    return {
      score: AS_TEXT.test(logHead(head.subarray(0, 200))) ? 0.95 : 0,
      why: 'columns of an event log saved as text',
    };
  },

  async read(source, sink) {
    const binary = latin1(await source.slice(0, MAGIC.length), 0, MAGIC.length) === MAGIC;
    const reason = binary ? 'evtx-binary' : 'eventlog-as-text';
    sink.issue({ code: reason, severity: 'error' });
    sink.progress(source.size);
    return { state: 'refused', reason, counts: { events: null, rows: null, damaged: 0 } };
  },
};
