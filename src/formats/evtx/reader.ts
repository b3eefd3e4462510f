import { latin1 } from '../../base/text.ts';
import type { FormatReader } from '../reader.ts';

const MAGIC = 'ElfFile\0';

/** Binary event log: recognised, and refused with the way to an export that is read. */
export const evtxReader: FormatReader = {
  id: 'evtx',
  label: 'Windows event log (binary)',

  sniff(head) {
    const mine = latin1(head, 0, MAGIC.length) === MAGIC;
    return { score: mine ? 1 : 0, why: 'first bytes ElfFile' };
  },

  async read(source, sink) {
    sink.issue({ code: 'evtx-binary', severity: 'error' });
    sink.progress(source.size);
    return { state: 'refused', reason: 'evtx-binary', counts: { events: null, rows: null, damaged: 0 } };
  },
};
