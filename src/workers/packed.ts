type Column = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

/** Columns by name, among what else a table has. */
type Table = Readonly<Record<string, unknown>>;

const isColumn = (value: unknown): value is Column => ArrayBuffer.isView(value) && !(value instanceof DataView);

/**
 * The same tables with all of their columns in one buffer. A trace has some thirty short columns: thirty buffers cost
 * more to hand over and to keep than what is in them.
 */
export function packed<Tables extends readonly object[]>(tables: Tables): Tables {
  const columns = new Set(tables.flatMap((table) => Object.values(table as Table).filter(isColumn)));
  let size = 0;
  for (const column of columns) size = after(column, startOf(column, size));
  const buffer = new ArrayBuffer(size);
  const places = new Map<unknown, Column>();
  let at = 0;
  for (const column of columns) {
    const start = startOf(column, at);
    places.set(column, placed(column, buffer, start));
    at = after(column, start);
  }
  const moved = tables.map((table) =>
    Object.fromEntries(Object.entries(table as Table).map(([name, value]) => [name, places.get(value) ?? value])),
  );
  return moved as unknown as Tables;
}

const startOf = ({ BYTES_PER_ELEMENT: step }: Column, at: number): number => Math.ceil(at / step) * step;
const after = (column: Column, start: number): number => start + column.byteLength;

function placed<C extends Column>(column: C, buffer: ArrayBuffer, start: number): C {
  const Kind = column.constructor as new (buffer: ArrayBuffer, from: number, length: number) => C;
  const copy = new Kind(buffer, start, column.length);
  copy.set(column);
  return copy;
}
