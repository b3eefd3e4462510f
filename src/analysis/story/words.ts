/** How numbers, times and lists are written in the sentences of a story. */

/** `1 request`, `2,270 requests`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}

/** `35 ms`, `9.31 s`, `122.05 s`. */
export function took(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${Number((ms / 1000).toFixed(2))} s`;
}

/** `120.4 s to 121.9 s`, or the one value when both are the same. */
export function between(from: number, to: number): string {
  return took(from) === took(to) ? took(from) : `${took(from)} to ${took(to)}`;
}

/** `/a`, `/a and /b`, `/a, /b and 3 more`. */
export function some(names: readonly string[]): string {
  const [first = '', second = ''] = names;
  if (names.length <= 1) return first;
  if (names.length === 2) return `${first} and ${second}`;
  return `${first}, ${second} and ${names.length - 2} more`;
}

/** Last part of a path: what a file is called. */
export function fileName(path: string): string {
  return path.split(/[\\/!]/).at(-1) ?? path;
}

/** A text from a file, on one line and no longer than a sentence can bear. */
export function shortened(text: string, most = 200): string {
  const one = text.replaceAll(/\s+/g, ' ').trim();
  return one.length > most ? `${one.slice(0, most - 1)}…` : one;
}
