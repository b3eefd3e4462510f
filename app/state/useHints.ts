import { useCallback, useState } from 'react';
import type { Engine } from '#core/engine/engine';
import type { FieldHint } from '#core/query/complete';
import { useQuery } from './useQuery.ts';

const NONE: readonly FieldHint[] = [];

/**
 * What a filter box completes with. Listing the values of a workspace costs time, so nothing is asked before the box has
 * the focus: hand `want` to its `onFocus`.
 */
export function useHints(
  ask: (engine: Engine) => Promise<readonly FieldHint[]>,
  key: string,
): { readonly hints: readonly FieldHint[]; readonly want: () => void } {
  const [wanted, setWanted] = useState(false);
  const { data } = useQuery((engine) => (wanted ? ask(engine) : Promise.resolve(NONE)), `${key} ${wanted}`);
  const want = useCallback(() => setWanted(true), []);
  return { hints: data ?? NONE, want };
}
