import type { CodeInText } from '../model/sidefiles.ts';
import { hresult, type HResult } from '../model/units.ts';
import type { DecodedCode } from '../model/verdict.ts';
import { codeEntry } from './codes/table.ts';

const HEX = /^0x([0-9a-f]{1,8})$/i;
/** Eight digits, and the first one says failure: 8 (HRESULT), C (NTSTATUS), D (wrapped NTSTATUS), E (exception). */
const BARE_HEX = /^[8cde][0-9a-f]{7}$/i;
const DECIMAL = /^-?\d{1,10}$/;
const BRACKETS = /\(\s*(0x[0-9a-f]{1,8})\s*\)/gi;

/**
 * The 32 bit value that a text stands for, null when it stands for none. Understands unsigned and signed decimals,
 * hex with and without `0x`, and text of IIS with the code in brackets: `Access is denied. (0x80070005)`.
 * The number is left as it is written: 12002 stays 12002, and `decodeCode` finds what it means.
 */
export function parseCode(text: string): HResult | null {
  const trimmed = text.trim();
  const hex = HEX.exec(trimmed)?.[1] ?? BARE_HEX.exec(trimmed)?.[0];
  if (hex !== undefined) return hresult(Number.parseInt(hex, 16));
  if (DECIMAL.test(trimmed)) {
    const value = Number(trimmed);
    return value >= -0x80000000 && value <= 0xffffffff ? hresult(value) : null;
  }
  // The last one: the message of Windows stands before it and may quote another.
  const bracketed = [...trimmed.matchAll(BRACKETS)].at(-1)?.[1];
  return bracketed === undefined ? null : hresult(Number.parseInt(bracketed, 16));
}

/** Hex of a code as it is shown everywhere: `0x80072EE2`. */
export function hexCode(code: HResult): string {
  return `0x${(code >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}

/** `ERROR_INTERNET_*` repeats `WININET_E_*` under an older name: listed, but left out of the joined form. */
function shownNames(names: readonly string[]): string {
  const hasNewer = names.some((name) => name.startsWith('WININET_E_'));
  return names.filter((name) => !(hasNewer && name.startsWith('ERROR_INTERNET_'))).join(' / ');
}

/** A number without a meaning, in the shape of a decoded one: no names, no text. */
export function bareCode(code: HResult): DecodedCode {
  return { code, hex: hexCode(code), dec: code >>> 0, names: [], text: '' };
}

/**
 * What a code is called and means; null when the tables have no meaning for it (then show `bareCode`). Bare Win32
 * numbers come back as the HRESULT they stand for: 12002 as 0x80072EE2.
 */
export function decodeCode(code: HResult): DecodedCode | null {
  const entry = codeEntry(code);
  if (!entry) return null;
  const shown = code < 0x10000 ? entry.code : code;
  return { code: shown, hex: hexCode(shown), dec: shown >>> 0, names: entry.names, text: entry.meaning };
}

/**
 * The one written form of a code: `ERROR_WINHTTP_TIMEOUT / WININET_E_TIMEOUT (0x80072EE2, 2147954402)`, or
 * `0x8ABCDEF0 (2327633648)` for a number without a known meaning.
 */
export function formatCode(code: HResult): string {
  const decoded = decodeCode(code);
  if (!decoded) return `${hexCode(code)} (${code >>> 0})`;
  return `${shownNames(decoded.names)} (${decoded.hex}, ${decoded.dec})`;
}

// ANCM V1 writes `0x80004005 : ff`: its own code, then the exit code of the process in bare hex.
const IN_TEXT =
  /\b0x[0-9a-f]{8}\s*:\s*([0-9a-f]{1,8})\b|\b0x[0-9a-f]{5,8}\b|(?<![\w.,:-])-\d{9,10}\b|(?<![\w.,:-])\d{10}(?![\w.,:-])/gi;

/**
 * Codes that a message of the event log or of a process quotes, in the order they stand: hex, signed decimal, ten-digit
 * unsigned decimal, and the `code : exit code` pair of ANCM V1. Each value once.
 */
export function codesInText(text: string): readonly CodeInText[] {
  const found = new Map<HResult, string>();
  const add = (code: HResult | null, raw: string): void => {
    if (code !== null && !found.has(code)) found.set(code, raw);
  };
  for (const match of text.matchAll(IN_TEXT)) {
    const [raw, exitCode] = match;
    if (exitCode === undefined) {
      const code = parseCode(raw);
      // A positive decimal below 0x80000000 is a time stamp or a size, not a failure.
      if (code !== null && (code >= 0x80000000 || raw.startsWith('0x'))) add(code, raw);
    } else {
      add(parseCode(raw.slice(0, 10)), raw.slice(0, 10));
      add(parseCode(`0x${exitCode}`), exitCode);
    }
  }
  return [...found].map(([code, raw]) => ({ code, raw }));
}
