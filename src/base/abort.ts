/** True for the exception that an aborted signal and aborted platform calls throw. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
