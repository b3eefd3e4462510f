import type { ReactNode } from 'react';
import type { EventIx, HResult, TraceKey } from '#core/model/units';
import { formatPlace } from '../../../route/url.ts';
import { eventPlace } from '../../../verdict/evidence-place.ts';
import { GUIDES } from './words.ts';

/** Link to an event, by its number on screen. */
export function EventLink({ trace, event }: { readonly trace: TraceKey; readonly event: EventIx }) {
  return (
    <a href={formatPlace(eventPlace(trace, event))} aria-label={`${GUIDES.event} ${event + 1}`}>
      {event + 1}
    </a>
  );
}

/** Link to what a code means; nothing for no code. */
export function CodeLink({ code }: { readonly code: HResult | null }) {
  if (code === null || code === 0) return null;
  const hex = `0x${code.toString(16).toUpperCase().padStart(8, '0')}`;
  return (
    <a className="font-mono" href={formatPlace({ page: 'codes', key: hex })}>
      {hex}
    </a>
  );
}

/** One titled part of a guide. */
export function GuidePart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-1 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}

interface GuideTableProps {
  /** Headings; the last column is the event. */
  readonly columns: readonly string[];
  /** Width classes by column. */
  readonly widths: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A small table of a guide. */
export function GuideTable({ columns, widths, rows }: GuideTableProps) {
  return (
    <div className="scroll-thin overflow-x-auto">
      <table className="w-full min-w-[40rem] table-fixed border-collapse border border-line bg-surface text-sm">
        <thead className="bg-sunken text-left text-xs text-ink-2">
          <tr>
            {columns.map((column, ix) => (
              <th key={column} className={`px-2 py-1 font-medium ${widths[ix] ?? ''}`}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-t border-line align-top">
              {row.cells.map((cell, ix) => (
                <td key={columns[ix]} className="px-2 py-1">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
