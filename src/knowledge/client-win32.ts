/** Windows and socket errors of a connection whose client went away. Source: win32 and winsock error codes. */
const CLIENT_WIN32: ReadonlySet<number> = new Set([
  64, 121, 995, 1223, 1226, 1229, 1235, 1236, 2250, 10053, 10054, 10057,
]);

/** The same as NTSTATUS. */
const CLIENT_NTSTATUS: ReadonlySet<number> = new Set([
  0xc0000120, 0xc000013b, 0xc000013c, 0xc000020c, 0xc000020d, 0xc0000241,
]);

const FACILITY_WIN32 = 0x8007;
/** ERROR_CONNECTION_ABORTED, which some modules write bare. */
const BARE = 1236;

/** A row of a request log says that its client had closed the connection: sc-win32-status. */
export const isClientWin32 = (win32: number): boolean => CLIENT_WIN32.has(win32);

/** An error code of a trace says so: an HRESULT over one of these errors, or an NTSTATUS. */
export const isClientCode = (code: number): boolean =>
  code === BARE || CLIENT_NTSTATUS.has(code) || (code >>> 16 === FACILITY_WIN32 && CLIENT_WIN32.has(code & 0xffff));

/** Ends that are no error of a connection: E_ABORT, the end of the request body, a call to WinHTTP that was cancelled. */
const OTHER_ENDS: ReadonlySet<number> = new Set([0x80004004, 0x80070026, 0x80072ef1]);
/** HRESULT_FROM_NT sets this bit on an NTSTATUS. */
const NT_BIT = 0x10000000;

/**
 * The code is one that the table of codes puts down to the client (`client-disconnect`), a bare Win32 number included.
 * Told without the table: readers of traces have no use for the rest of it.
 */
export function endsWithClient(code: number): boolean {
  const hresult = code < 0x10000 && code !== BARE ? ((FACILITY_WIN32 << 16) | code) >>> 0 : code;
  const value = hresult >>> 28 === 0xd ? (hresult & ~NT_BIT) >>> 0 : hresult;
  return isClientCode(value) || OTHER_ENDS.has(value);
}
