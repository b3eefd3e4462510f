import { LOG } from './words.ts';

/** A link led to a row of a log that is not open. */
export function OtherLog({ line }: { readonly line: number | null }) {
  return (
    <p role="note" className="border-b border-warn-line bg-warn-soft px-3 py-1.5 text-sm text-warn">
      {LOG.otherLog}. {LOG.otherLogDetail(line)}
    </p>
  );
}
