import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../intake/crc32.ts';

/** One entry of a zip that a test makes, and the lies it tells. */
export interface ZipEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Size that the archive declares for the content; default: the true one. */
  readonly declaredSize?: number;
  readonly declaredCrc?: number;
  readonly encrypted?: boolean;
  /** 8 deflate (default), 0 stored, anything else is unknown to readers. */
  readonly method?: number;
  /** Sizes and checksum stand behind the data and not in front of it, as in an archive that was written in one go. */
  readonly sizesFollow?: boolean;
  /** Points at the local header of an earlier entry instead of one of its own. */
  readonly sameAs?: number;
}

/** Bytes of a zip archive with these entries, in this order. */
export function zip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const local: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = typeof entry.content === 'string' ? new TextEncoder().encode(entry.content) : entry.content;
    const method = entry.method ?? 8;
    const packed = method === 8 ? new Uint8Array(deflateRawSync(content)) : content;
    const name = new TextEncoder().encode(entry.name);
    const fields = header(entry, method, content, packed.length, name.length);
    const offset = entry.sameAs === undefined ? at : (offsets[entry.sameAs] ?? 0);
    offsets.push(offset);
    if (entry.sameAs === undefined) {
      const front = entry.sizesFollow === true ? withoutSizes(fields) : fields;
      const behind =
        entry.sizesFollow === true ? join([signed(0x08074b50), fields.subarray(10, 22)]) : new Uint8Array();
      local.push(signed(0x04034b50), front, name, packed, behind);
      at += 4 + front.length + name.length + packed.length + behind.length;
    }
    central.push(signed(0x02014b50), u16(20), fields, u16(0), u16(0), u16(0), u32(0), u32(offset), name);
  }
  const directory = join(central);
  const end = [signed(0x06054b50), u16(0), u16(0), u16(entries.length), u16(entries.length)];
  return join([...local, directory, ...end, u32(directory.length), u32(at), u16(0)]);
}

/** The fields that stand in the local header and in the directory alike: version needed to length of the extra field. */
function header(entry: ZipEntry, method: number, content: Uint8Array, packed: number, name: number): Uint8Array {
  const flags = 0x800 | (entry.encrypted === true ? 1 : 0) | (entry.sizesFollow === true ? 8 : 0);
  const crc = entry.declaredCrc ?? crc32(content);
  const size = entry.declaredSize ?? content.length;
  return join([u16(20), u16(flags), u16(method), u32(0), u32(crc), u32(packed), u32(size), u16(name), u16(0)]);
}

/** Checksum and sizes as zeros. */
function withoutSizes(fields: Uint8Array): Uint8Array {
  const bare = fields.slice();
  bare.fill(0, 10, 22);
  return bare;
}

const u16 = (value: number): Uint8Array => new Uint8Array([value & 255, value >>> 8]);
const u32 = (value: number): Uint8Array =>
  new Uint8Array([value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24]);
const signed = u32;

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
