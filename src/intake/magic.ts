import { baseName } from './litter.ts';

/** A kind of file known by its first bytes that is no text of ours. `code` is the issue that says what it is. */
export interface Magic {
  readonly code: string;
  readonly archive: 'zip' | 'gzip' | null;
}

const foreign = (code: string): Magic => ({ code, archive: null });

export const ZIP: Magic = { code: 'archive', archive: 'zip' };

const BY_BYTES: readonly (readonly [string, Magic])[] = [
  ['504b0304', ZIP],
  ['504b0506', ZIP],
  // A zip that was split once and joined again, or made for splitting.
  ['504b3030504b0304', ZIP],
  ['504b0708504b0304', ZIP],
  ['1f8b08', { code: 'archive', archive: 'gzip' }],
  ['377abcaf271c', foreign('foreign-7z')],
  ['526172211a07', foreign('foreign-rar')],
  ['89504e470d0a1a0a', foreign('foreign-picture')],
  ['ffd8ff', foreign('foreign-picture')],
  ['474946383961', foreign('foreign-picture')],
  ['474946383761', foreign('foreign-picture')],
  ['255044462d', foreign('foreign-pdf')],
  ['4d444d5093a7', foreign('foreign-dump')],
  ['5041474544553634', foreign('foreign-dump')],
  ['504147454455', foreign('foreign-dump')],
  ['4d5a', foreign('foreign-program')],
  ['d0cf11e0a1b11ae1', foreign('foreign-office')],
  ['4d534346', foreign('foreign-cab')],
  ['fd377a585a00', foreign('foreign-xz')],
  ['28b52ffd', foreign('foreign-zstd')],
  ['425a68', foreign('foreign-bzip2')],
];

/** Kinds whose bytes say little: the extension decides, when nothing else has claimed the file. */
const BY_EXTENSION = new Map<string, Magic>([
  ['etl', foreign('foreign-etl')],
  ['ibl', foreign('foreign-ibl')],
  ['dmp', foreign('foreign-dump')],
  ['mdmp', foreign('foreign-dump')],
  ['hdmp', foreign('foreign-dump')],
  ['blg', foreign('foreign-blg')],
  ['tar', foreign('foreign-tar')],
  ['nettrace', foreign('foreign-nettrace')],
  ['diagsession', foreign('foreign-diagsession')],
]);

/** tar names itself behind the name, the owner and the size of its first entry. */
const TAR = { at: 257, signature: '7573746172' } as const;

/** What the first bytes are, when they are one of the kinds above; null otherwise. */
export function magicByBytes(head: Uint8Array): Magic | null {
  for (const [signature, magic] of BY_BYTES) if (startsWith(head, signature)) return magic;
  return startsWith(head.subarray(TAR.at), TAR.signature) ? foreign('foreign-tar') : null;
}

/** Documents and packages that are zip archives inside: their parts are nobody's logs. */
const PACKAGE = /\.(?:docx|xlsx|pptx|vsdx|odt|ods|jar|nupkg|msix|appx|apk|epub)$/i;

/** A zip by its bytes that is a document or a package by its name. */
export const isPackage = (path: string): boolean => PACKAGE.test(baseName(path));

export function magicByName(path: string): Magic | null {
  const name = baseName(path).toLowerCase();
  return BY_EXTENSION.get(name.slice(name.lastIndexOf('.') + 1)) ?? null;
}

/** True when a name claims to be a kind of file that we read, so that a foreign content is worth an objection. */
export function nameIsOurs(path: string): boolean {
  return /\.(xml|log|txt|config|evtx|zip|gz)$/i.test(baseName(path));
}

function startsWith(head: Uint8Array, hex: string): boolean {
  if (head.length < hex.length / 2) return false;
  for (let at = 0; at < hex.length; at += 2)
    if (head[at / 2] !== Number.parseInt(hex.slice(at, at + 2), 16)) return false;
  return true;
}
