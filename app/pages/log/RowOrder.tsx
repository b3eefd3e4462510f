import type { Place } from '../../route/url.ts';
import { step } from '../../route/useRoute.ts';
import { LOG } from './words.ts';

/** Order of the rows where a narrow grid has no headings to press. */
export function RowOrder({ place }: { readonly place: Place }) {
  const { sort, descending } = place.params;
  const value = descending && sort !== null && sort in LOG.orders ? sort : '';
  return (
    <select
      aria-label={LOG.orderLabel}
      className="hidden h-6 rounded-md border border-line-strong bg-surface px-1 text-xs text-ink max-[655px]:block"
      value={value}
      onChange={({ target }) =>
        step({ sort: target.value === '' ? null : target.value, descending: target.value !== '', line: null })
      }
    >
      {Object.entries(LOG.orders).map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  );
}
