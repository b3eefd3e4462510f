import { Boxes } from 'lucide-react';
import { useQuery } from '../../state/useQuery.ts';
import { FILES } from '../../text/files.ts';
import { counted } from '../../text/numbers.ts';
import { FileText } from '../../ui/FileText.tsx';

/** Collections among the files whose layout tells what made them. */
export function BundleList() {
  const { data } = useQuery(async (engine) => engine.bundles(), 'bundles');
  if (data === undefined || data.length === 0) return null;
  return (
    <ul aria-label={FILES.bundles} className="flex flex-wrap gap-x-6 gap-y-1 border-t border-line px-3 py-1.5 text-sm">
      {data.map(({ name, root, files }) => (
        <li key={`${name} ${root}`} className="flex min-w-0 items-center gap-1.5 text-ink-2">
          <Boxes size={14} aria-hidden className="shrink-0 text-ink-3" />
          <span className="font-medium text-ink">{name}</span>
          {root === '' ? null : <FileText text={root} className="min-w-0 truncate" />}
          <span className="shrink-0 text-xs text-ink-3">{counted(files, 'file')}</span>
        </li>
      ))}
    </ul>
  );
}
