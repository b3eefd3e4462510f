/** Throws when our own code is wrong. Never call it on a fact that comes from a file. */
export function assert(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${what}`);
}

/** Makes a switch over a union exhaustive: adding a member becomes a type error. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${String(value)}`);
}
