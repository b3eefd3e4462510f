import { useEffect, useState } from 'react';
import type { FileKey } from '#core/model/units';

/** A row as an address names it. */
interface NamedRow {
  readonly file: FileKey;
  readonly line: number;
}

interface Picked {
  readonly list: string;
  readonly ix: number;
  /** The address names the row by now: from then on the address says which row is chosen. */
  readonly told: boolean;
}

/**
 * The chosen row of a list. What is picked here is active at once and goes into the address; an address, another order
 * or the way back say it otherwise, and `position` is where that row stands.
 */
export function useRowChoice(props: {
  /** Names rows and order. */
  readonly list: string;
  readonly file: FileKey;
  readonly line: number | null;
  readonly position: number;
  readonly rowAt: (ix: number) => NamedRow | undefined;
  readonly onSelect: (file: FileKey, line: number) => void;
}): { readonly active: number; readonly pick: (ix: number) => void; readonly drop: () => void } {
  const { list, file, line, position, onSelect } = props;
  const [picked, setPicked] = useState<Picked | null>(null);
  const own = picked?.list === list ? picked : null;
  const row = own === null ? undefined : props.rowAt(own.ix);
  const named = row !== undefined && row.file === file && row.line === line;
  if (own !== null && !own.told && named) setPicked({ ...own, told: true });
  const waiting = own === null || own.told || named ? undefined : row;
  useEffect(() => {
    if (waiting !== undefined) onSelect(waiting.file, waiting.line);
  }, [waiting, onSelect]);
  return {
    active: own !== null && (!own.told || named) ? own.ix : position,
    pick: (ix) => setPicked({ list, ix, told: false }),
    drop: () => setPicked(null),
  };
}
