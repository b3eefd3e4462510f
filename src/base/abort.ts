/** Throws the signal's reason when it has been aborted. Call between steps of long work. */
export function throwIfAborted(signal: AbortSignal): void {
  signal.throwIfAborted();
}

/** True for the exception that `throwIfAborted` and aborted platform calls throw. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
