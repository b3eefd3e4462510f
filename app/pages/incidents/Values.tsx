import { INCIDENTS } from '../../text/incidents.ts';
import { FileText } from '../../ui/FileText.tsx';

/** Values of a list that are shown; the page of an incident has them all. */
const SHOWN = 3;

/** A named list of values from files, the first of them. Stands in a `dl`. */
export function Values(props: { readonly name: string; readonly values: readonly string[]; readonly mono?: boolean }) {
  const { name, values, mono = false } = props;
  if (values.length === 0) return null;
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="flex min-w-0 flex-wrap gap-x-1.5 gap-y-0.5 text-ink-2">
        {values.slice(0, SHOWN).map((value) => (
          // A ground of its own tells where one ends: `/` is a value, not a separator.
          <span key={value} className="max-w-full min-w-0 rounded-sm bg-sunken px-1">
            <FileText text={value} clip mono={mono} />
          </span>
        ))}
        {values.length > SHOWN ? <span className="text-ink-3">{INCIDENTS.more(values.length - SHOWN)}</span> : null}
      </dd>
    </>
  );
}
