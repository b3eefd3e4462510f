const BITS = 11;
const BUCKETS = 1 << BITS;

/**
 * Sorts row numbers by a key of 32 bits, equal keys in the order they came. One pass over the rows for every eleven
 * bits of the largest key: the cost grows with the rows and with nothing else.
 */
export function sortByKey(rows: Uint32Array, keys: Uint32Array): Uint32Array {
  let most = 0;
  for (const key of keys) if (key > most) most = key;
  // Positions are sorted and not the rows themselves, because keys go by position.
  let order = new Uint32Array(rows.length);
  for (let ix = 0; ix < order.length; ix++) order[ix] = ix;
  let other = new Uint32Array(rows.length);
  for (let shift = 0; shift < 32 && most >>> shift > 0; shift += BITS) {
    const starts = new Uint32Array(BUCKETS + 1);
    for (const key of keys) {
      const bucket = (key >>> shift) & (BUCKETS - 1);
      starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1;
    }
    for (let bucket = 0; bucket < BUCKETS; bucket++)
      starts[bucket + 1] = (starts[bucket + 1] ?? 0) + (starts[bucket] ?? 0);
    for (const ix of order) {
      const bucket = ((keys[ix] ?? 0) >>> shift) & (BUCKETS - 1);
      const at = starts[bucket] ?? 0;
      starts[bucket] = at + 1;
      other[at] = ix;
    }
    [order, other] = [other, order];
  }
  return order.map((ix) => rows[ix] ?? 0);
}
