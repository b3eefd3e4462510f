import { describe, expect, it } from 'vitest';
import { issueHint, issueText } from '../../knowledge/issues.ts';
import { byteSource } from '../../testing/byte-source.ts';
import { readWith } from '../../testing/read-with.ts';
import { evtxReader } from './reader.ts';

const head = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('evtxReader', () => {
  it.each([
    ['ElfFile\0\0\0', true],
    ['ElfFile', false],
    ['ElfChnk\0', false],
    ['', false],
  ])('knows %j', (text, mine) => {
    expect(evtxReader.sniff(head(text), 'Application.evtx').score === 1).toBe(mine);
  });

  it('refuses with the command that makes XML of it', async () => {
    const { summary, issues, items } = await readWith(evtxReader, byteSource('ElfFile\0', 'Application.evtx'));
    expect([summary.state, summary.reason, items.length]).toEqual(['refused', 'evtx-binary', 0]);
    expect(issueText(issues[0] ?? { code: '' })).toContain('binary');
    expect(issueHint('evtx-binary')).toContain('wevtutil qe');
  });

  it('refuses an event log that was saved as CSV or text, and says which form is read', async () => {
    for (const text of [
      'Level,Date and Time,Source,Event ID,Task Category\r\nError,',
      'Level\tDate and Time\tSource\tEvent ID',
    ]) {
      expect(evtxReader.sniff(head(text), 'events.csv').score).toBeGreaterThan(0.9);
      const { summary } = await readWith(evtxReader, byteSource(text, 'events.csv'));
      expect([summary.state, summary.reason]).toEqual(['refused', 'eventlog-as-text']);
    }
    expect(issueHint('eventlog-as-text')).toContain('XML');
  });
});
