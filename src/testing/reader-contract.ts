import { describe, expect, it } from 'vitest';
import { recognise } from '../formats/sniff.ts';
import type { FormatReader } from '../formats/reader.ts';
import { LIMITS } from '../intake/limits.ts';
import { hasIssueText } from '../knowledge/issues.ts';
import { byteSource } from './byte-source.ts';
import { readWith, type ReadResult } from './read-with.ts';
import type { SampleFile } from './samples.ts';

export interface ContractOptions {
  /** A reading as plain data, for comparing. */
  readonly plain: (result: ReadResult) => unknown;
  /**
   * `partial`: a file cut anywhere must say so. `any`: lines are whole by themselves, so a cut may go unnoticed.
   * Default `partial`; a cut before anything usable may be `refused`.
   */
  readonly cut?: 'partial' | 'any';
  /** The content does not tell the format; the name does. */
  readonly byNameOnly?: boolean;
}

/** What every reader owes for each of its samples. One call in the reader's tests. */
export function readerContract(reader: FormatReader, samples: readonly SampleFile[], options: ContractOptions): void {
  describe(`${reader.id} reader contract`, () => {
    for (const sample of samples) {
      const read = (bytes: Uint8Array, chunk?: number): Promise<ReadResult> =>
        readWith(reader, byteSource(bytes, sample.name, chunk === undefined ? {} : { chunk }));

      it(`${sample.name}: is recognised${options.byNameOnly === true ? ' by name' : ' also under a foreign name'}`, () => {
        const head = sample.bytes.subarray(0, LIMITS.sniffBytes);
        expect(recognise(head, sample.name).reader?.id).toBe(reader.id);
        if (options.byNameOnly !== true) expect(recognise(head, 'unknown').reader?.id).toBe(reader.id);
      });

      it(`${sample.name}: reads the same in chunks of 1, 7 and 64 KiB, and twice in a row`, async () => {
        const whole = await read(sample.bytes);
        expect(whole.items).not.toEqual([]);
        for (const chunk of [1, 7, 64 * 1024, undefined]) {
          const again = await read(sample.bytes, chunk);
          expect(options.plain(again)).toEqual(options.plain(whole));
          expect(again.summary).toEqual(whole.summary);
          expect(again.issues).toEqual(whole.issues);
        }
      });

      it(`${sample.name}: cut at every fiftieth, says so and does not throw`, async () => {
        const allowed = options.cut === 'any' ? ['whole', 'partial', 'refused', 'skipped'] : ['partial', 'refused'];
        for (let n = 0; n < 50; n++) {
          const { summary, issues } = await read(sample.bytes.subarray(0, Math.floor((sample.bytes.length * n) / 50)));
          expect(allowed).toContain(summary.state);
          if (summary.state !== 'whole') expect(summary.reason).not.toBeNull();
          expect(issues.map((issue) => issue.code).filter((code) => !hasIssueText(code))).toEqual([]);
        }
      });

      it(`${sample.name}: stops when aborted`, async () => {
        const sink = { add: () => {}, issue: () => {}, progress: () => {} };
        const aborted = AbortSignal.abort();
        await expect(reader.read(byteSource(sample.bytes, sample.name), sink, aborted)).rejects.toThrow();
      });
    }
  });
}
