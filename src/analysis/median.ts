/** Middle of the values, the lower one of two; 0 for none. A value that occurs, so that it can be shown. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? 0;
}
