/** The least of some numbers, Infinity of none. Unlike `Math.min` with a list it takes any number of them. */
export function leastOf(numbers: Iterable<number>): number {
  let least = Number.POSITIVE_INFINITY;
  for (const number of numbers) if (number < least) least = number;
  return least;
}

/** The greatest of some numbers, -Infinity of none. Unlike `Math.max` with a list it takes any number of them. */
export function greatestOf(numbers: Iterable<number>): number {
  let greatest = Number.NEGATIVE_INFINITY;
  for (const number of numbers) if (number > greatest) greatest = number;
  return greatest;
}
