import { Funnel, FunnelX } from 'lucide-react';
import { IconButton } from '../../ui/Button.tsx';
import { LOG } from './words.ts';

/** Narrows the list to the rows with a value, or leaves these out. Seen when the line is pointed at or has the focus. */
export function FilterButtons(props: {
  readonly name: string;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
}) {
  const { name, filter, onFilter } = props;
  if (filter === '') return null;
  return (
    <span className="absolute top-0 right-0 flex rounded-md bg-surface opacity-0 group-focus-within/line:opacity-100 group-hover/line:opacity-100 pointer-coarse:static pointer-coarse:opacity-100">
      <IconButton
        size="sm"
        label={LOG.onlyThis(name)}
        icon={<Funnel size={13} aria-hidden />}
        onClick={() => onFilter(filter)}
      />
      <IconButton
        size="sm"
        label={LOG.withoutThis(name)}
        icon={<FunnelX size={13} aria-hidden />}
        onClick={() => onFilter(`-${filter}`)}
      />
    </span>
  );
}
