import { useMemo } from 'react';
import * as v from 'valibot';
import { create } from 'zustand';
import { localeSaysPm } from '../platform/hour-cycle.ts';
import { readStored, writeStored } from '../platform/storage.ts';
import { HINTS } from '../text/hints.ts';
import type { Zone } from '../text/times.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export const CLOCKS = ['locale', '24', '12'] as const;
export type Theme = (typeof THEMES)[number];

/** Key and version of what is stored. Only choices from closed lists and numbers; nothing of any file. */
const KEY = 'frebscope.prefs.1';
const MOST_OFFSET = 14 * 60;

const schema = v.object({
  theme: v.fallback(v.picklist(THEMES), 'system'),
  zone: v.fallback(v.picklist(['utc', 'browser', 'server']), 'utc'),
  /** Hours of the day: as this browser's language writes them, or as chosen. */
  clock: v.fallback(v.picklist(CLOCKS), 'locale'),
  /** Hints of a first visit that were shown. */
  hintsSeen: v.fallback(v.pipe(v.array(v.picklist(HINTS)), v.maxLength(HINTS.length)), []),
  /** Minutes east of UTC of the server's clock. */
  serverOffset: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(-MOST_OFFSET), v.maxValue(MOST_OFFSET)), 0),
});

export type Prefs = v.InferOutput<typeof schema>;

/** Reads stored preferences field by field: what is damaged or unknown falls back alone. */
export function parsePrefs(text: string | null): Prefs {
  let value: unknown = {};
  try {
    value = JSON.parse(text ?? '{}');
  } catch {
    // Damaged storage counts as empty.
  }
  const from = typeof value === 'object' && value !== null ? value : {};
  return v.parse(schema, {
    theme: undefined,
    zone: undefined,
    clock: undefined,
    hintsSeen: undefined,
    serverOffset: undefined,
    ...from,
  });
}

/** What the person chose, kept in this browser. */
export const usePrefs = create<Prefs>(() => parsePrefs(readStored(KEY)));

export function setPrefs(change: Partial<Prefs>): void {
  usePrefs.setState(change);
  writeStored(KEY, JSON.stringify(usePrefs.getState()));
}

/** The clock that all times on the page are shown in. */
export function useZone(): Zone {
  const kind = usePrefs((prefs) => prefs.zone);
  const offset = usePrefs((prefs) => prefs.serverOffset);
  const clock = usePrefs((prefs) => prefs.clock);
  return useMemo(
    () => zoneOf(kind, offset, clock === 'locale' ? localeSaysPm() : clock === '12'),
    [kind, offset, clock],
  );
}

function zoneOf(kind: Prefs['zone'], offset: number, hour12: boolean): Zone {
  return kind === 'server' ? { kind, offset, hour12 } : { kind, hour12 };
}
