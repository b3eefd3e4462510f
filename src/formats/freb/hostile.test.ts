import { describe, expect, it } from 'vitest';
import { byteSource } from '../../testing/byte-source.ts';
import { hostileFaults, hostileFiles } from '../../testing/hostile.ts';
import { plainTraces } from '../../testing/plain-trace.ts';
import { readWith } from '../../testing/read-with.ts';
import { hasIssueText } from '../../knowledge/issues.ts';
import { frebReader } from './reader.ts';

const files = hostileFiles('xml');

describe('hostile traces', () => {
  it.each(files.map((file) => [file.file, file.why, file] as const))('%s: %s', async (name, _why, file) => {
    const result = await readWith(frebReader, byteSource(file.bytes, name));
    const texts = plainTraces(result).flatMap((trace) => [
      ...trace.request.attributes.map(([, value]) => value),
      ...trace.events.flatMap((event) => [
        event.name,
        event.provider,
        event.module,
        ...event.data.flatMap((one) => [one.name, one.value]),
      ]),
    ]);
    const { state, counts, reason } = result.summary;
    expect(hostileFaults(file, { state, events: counts.events, rows: null, texts })).toEqual([]);
    expect(result.issues.filter((issue) => !hasIssueText(issue.code))).toEqual([]);
    // What is not whole says why, in the file list and as the reason; what is whole carries no warning of damage.
    if (state === 'whole') expect(result.issues.filter((issue) => issue.severity !== 'info')).toEqual([]);
    else expect(result.issues.map((issue) => issue.code)).toContain(reason);
  });

  it('shows nothing of the content in its issues', async () => {
    for (const file of files) {
      const { issues } = await readWith(frebReader, byteSource(file.bytes, file.file));
      for (const { args } of issues) {
        for (const value of Object.values(args ?? {})) expect(String(value).length).toBeLessThan(81);
      }
    }
  });
});
