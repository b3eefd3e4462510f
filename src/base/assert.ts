/** Makes a switch over a union exhaustive: adding a member becomes a type error. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${String(value)}`);
}
