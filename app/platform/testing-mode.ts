/** `?testing=1`, in the query or in the fragment. */
export function isTesting(): boolean {
  const fragment = window.location.hash;
  const mark = fragment.indexOf('?');
  return (
    new URLSearchParams(window.location.search).get('testing') === '1' ||
    (mark >= 0 && new URLSearchParams(fragment.slice(mark + 1)).get('testing') === '1')
  );
}

/** 2026-03-12T15:00:00Z. */
const FIXED_NOW = Date.UTC(2026, 2, 12, 15, 0, 0);

/** While testing nothing moves and the clock stands still: what is on screen is the same each time. */
export function applyTestingMode(): void {
  if (!isTesting()) return;
  document.documentElement.dataset['still'] = '';
  Date.now = () => FIXED_NOW;
}
