import type { HResult } from '../../model/units.ts';
import type { CodeEntry } from './entry.ts';
import { HOST_CODES } from './host.ts';
import { SYSTEM_CODES } from './other.ts';
import { WIN32_CODES } from './win32.ts';
import { WINHTTP_CODES } from './winhttp.ts';

/** Every code that frebscope knows, by value. */
export const CODES: readonly CodeEntry[] = [...WIN32_CODES, ...WINHTTP_CODES, ...HOST_CODES, ...SYSTEM_CODES].toSorted(
  (a, b) => a.code - b.code,
);

const BY_CODE: ReadonlyMap<number, CodeEntry> = new Map(CODES.map((entry) => [entry.code, entry]));

const BY_NAME: ReadonlyMap<string, CodeEntry> = new Map(
  CODES.flatMap((entry) => entry.names.map((name) => [name.toUpperCase(), entry])),
);

const WIN32 = 0x80070000;
/** HRESULT_FROM_NT sets this bit on an NTSTATUS. */
const NT_BIT = 0x10000000;

/**
 * The entry for a 32 bit value, null when the tables have none. A bare number below 65,536 is a Win32 code and is looked
 * up in its HRESULT form (12002 -> 0x80072EE2, 64 -> 0x80070040); 0 and 1236 have entries of their own, because
 * ANCM passes these two without wrapping. An NTSTATUS inside an HRESULT (0xD0000005) is unwrapped.
 */
export function codeEntry(code: HResult): CodeEntry | null {
  const value = code >>> 0;
  const own = BY_CODE.get(value);
  if (own) return own;
  if (value < 0x10000) return BY_CODE.get((WIN32 | value) >>> 0) ?? null;
  if (value >>> 28 === 0xd) return BY_CODE.get((value & ~NT_BIT) >>> 0) ?? null;
  return null;
}

/** The entry that carries a name, case ignored; null when none does. */
export function codeByName(name: string): CodeEntry | null {
  return BY_NAME.get(name.trim().toUpperCase()) ?? null;
}
