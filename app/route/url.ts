import { NO_PARAMS, readParams, writeParams, type Params } from './fields.ts';
import { ADDRESS_VERSION, upgraded } from './upgraders.ts';

/** First part of an address. `''` is the start page. */
export const PAGES = [
  '',
  'files',
  'requests',
  'incidents',
  'incident',
  'trace',
  'log',
  'compare',
  'modules',
  'codes',
  'capture',
  'glossary',
] as const;
/** First part of an address of ours. */
export type PageName = (typeof PAGES)[number];

/** Where the person is: everything that back and forward should undo. */
export interface Place {
  /** null: the address names no page we have. */
  readonly page: PageName | null;
  /** Trace, incident or code; `''` where the page has none. */
  readonly key: string;
  readonly params: Params;
}

/** What is needed to name a place: parameters left out say nothing. */
export interface PlaceLike {
  readonly page: PageName;
  readonly key?: string;
  readonly params?: Partial<Params>;
}

/** Reads a fragment such as `#/trace/ab12?v=1&event=73`. Never throws. */
export function parsePlace(fragment: string): Place {
  const text = fragment.replace(/^#?\/?/, '');
  const mark = text.indexOf('?');
  const path = mark < 0 ? text : text.slice(0, mark);
  const search = new URLSearchParams(mark < 0 ? '' : text.slice(mark + 1));
  const [name = '', ...rest] = path.split('/');
  return {
    page: PAGES.find((page) => page === name) ?? null,
    key: decode(rest.join('/')),
    params: readParams(upgraded(search)),
  };
}

/** Writes a place as a fragment, `#/` included. */
export function formatPlace(place: PlaceLike): string {
  const key = place.key ? `/${encodeURIComponent(place.key)}` : '';
  const search = writeParams({ ...NO_PARAMS, ...place.params }).toString();
  return `#/${place.page}${key}${search === '' ? '' : `?v=${ADDRESS_VERSION}&${search}`}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
