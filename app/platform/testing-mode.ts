/** Instant that stands still while testing: 2026-03-12T15:00:00Z. */
const FIXED_NOW = Date.UTC(2026, 2, 12, 15, 0, 0);

/** `?testing=1`, in the query or in the fragment: no animation, a clock that stands still. */
export function isTesting(): boolean {
  const fragment = window.location.hash;
  const mark = fragment.indexOf('?');
  return (
    new URLSearchParams(window.location.search).get('testing') === '1' ||
    (mark >= 0 && new URLSearchParams(fragment.slice(mark + 1)).get('testing') === '1')
  );
}

const still = isTesting();

/** Milliseconds since 1970; fixed while testing. */
export function now(): number {
  return still ? FIXED_NOW : Date.now();
}

/** Switches motion off for the whole document while testing. */
export function applyTestingMode(): void {
  if (still) document.documentElement.dataset['still'] = '';
}
