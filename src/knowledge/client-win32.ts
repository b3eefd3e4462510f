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
