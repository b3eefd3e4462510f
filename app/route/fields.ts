import * as v from 'valibot';

const MOST_INDEX = 1_000_000_000;

/** A whole number in an address; anything else counts as absent. */
const index = v.fallback(
  v.nullable(v.pipe(v.string(), v.regex(/^\d{1,10}$/), v.transform(Number), v.maxValue(MOST_INDEX))),
  null,
);

/** A point in time or a length of it in ms, with up to three decimals. */
const instant = v.fallback(
  v.nullable(v.pipe(v.string(), v.regex(/^-?\d{1,14}(\.\d{1,3})?$/), v.transform(Number))),
  null,
);

/** A word such as the id of a tab, a column or a cause. Views check it against their own list. */
const word = v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9.-]{0,63}$/))), null);

const flag = v.fallback(
  v.pipe(
    v.nullable(v.string()),
    v.transform((text) => text === '1'),
  ),
  false,
);

/** Every parameter an address may have. A bad value falls back alone; the others stand. */
const FIELDS = {
  /** Event, counted from 1 as on screen. */
  event: index,
  span: index,
  row: index,
  line: index,
  /** Range in ms: since the first event on a trace, since 1970 on a log or an overview. */
  from: instant,
  to: instant,
  tab: word,
  /** Id of the column that orders the rows. */
  sort: word,
  descending: flag,
  /** Timeline: each event gets equal room. */
  byorder: flag,
  cause: word,
} as const;

const schema = v.object(FIELDS);

/** The parameters of a place, all present; null or false where the address says nothing. */
export type Params = v.InferOutput<typeof schema>;

const NAMES = Object.keys(FIELDS) as readonly (keyof Params)[];

/** Reads the fields out of an address; unknown names are dropped. */
export function readParams(search: URLSearchParams): Params {
  const raw = new Map(NAMES.map((name) => [name, search.get(name)]));
  return v.parse(schema, Object.fromEntries(raw));
}

/** What a place has that says nothing beyond its page and key. */
export const NO_PARAMS: Params = readParams(new URLSearchParams());

/** Writes the fields that say something, in declared order. */
export function writeParams(params: Params): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of NAMES) {
    const value = params[name];
    if (value === null || value === false) continue;
    search.set(name, value === true ? '1' : String(value));
  }
  return search;
}
