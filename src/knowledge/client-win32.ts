/** sc-win32-status of a row whose client went away. Source: win32 and winsock error codes. */
const CLIENT_WIN32: ReadonlySet<number> = new Set([
  64, 121, 995, 1223, 1225, 1226, 1229, 1235, 1236, 2250, 10053, 10054, 10057,
]);

/** A row of a request log says that its client had closed the connection. */
export const isClientWin32 = (win32: number): boolean => CLIENT_WIN32.has(win32);
