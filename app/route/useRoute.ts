import { useMemo, useSyncExternalStore } from 'react';
import { useHashLocation } from 'wouter/use-hash-location';
import type { Params } from './fields.ts';
import { formatPlace, parsePlace, type PageName, type Place, type PlaceLike } from './url.ts';

/** The place the address names now; follows it. */
export function usePlace(): Place {
  const [location] = useHashLocation();
  return useMemo(() => parsePlace(location), [location]);
}

/** The page the address names now; follows it, and not the parameters. */
export function usePage(): PageName | null {
  return useSyncExternalStore(onMove, () => currentPlace().page);
}

function onMove(moved: () => void): () => void {
  window.addEventListener('hashchange', moved);
  return () => window.removeEventListener('hashchange', moved);
}

/** The place the address names now, outside of React. */
export function currentPlace(): Place {
  return parsePlace(window.location.hash);
}

/** Goes somewhere: the way back leads here again. */
export function go(place: PlaceLike): void {
  move(formatPlace(place), false);
}

/** Takes the place of the current address: for answers to an address that only passes through. */
export function goInstead(place: PlaceLike): void {
  move(formatPlace(place), true);
}

/** Adjusts parameters of the current place (tab, zoom, sort, selection): no step for the way back. */
export function adjust(params: Partial<Params>): void {
  const { page, key, params: old } = currentPlace();
  if (page === null) return;
  move(formatPlace({ page, key, params: { ...old, ...params } }), true);
}

/** Adjusts parameters as a step of its own: the way back undoes it. */
export function step(params: Partial<Params>): void {
  const { page, key, params: old } = currentPlace();
  if (page === null) return;
  move(formatPlace({ page, key, params: { ...old, ...params } }), false);
}

// wouter's own navigate would write the parameters into the query of the address, where a server sees them.
function move(fragment: string, replace: boolean): void {
  const oldURL = window.location.href;
  if (fragment === window.location.hash) return;
  if (replace) window.history.replaceState(null, '', fragment);
  else window.history.pushState(null, '', fragment);
  window.dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: window.location.href }));
}
