// Where the log scanner and its host find each other's data. Offsets in bytes; build.mjs hands them to the host as they are.

export const LAYOUT = {
  /** Pages of 64 KiB to start with. */
  pages: 2,
  config: 0,
  /** Role and column of each field: for all rows, and for those that are not kept in lean mode. */
  fields: 1024,
  leanFields: 4096,
  maxFields: 256,
  /** End of each value of the row at hand. */
  bounds: 8192,
  columns: 16_384,
  /** First byte that the host may use: input, outputs, dictionaries. */
  free: 65_536,
};

/** Words of the configuration. `dateText` (10 bytes) and `timeText` (8) are the last ones seen, with their seconds. */
export const CONFIG = {
  fields: 0,
  maxRows: 4,
  stop: 8,
  rows: 12,
  /** Line feeds passed since the start of the slice. */
  lines: 16,
  /** Column that has no room left. */
  column: 20,
  dateText: 24,
  dateSeconds: 36,
  timeText: 40,
  timeSeconds: 48,
  /** Lean mode: number of the status field, from 1; 0: off. */
  leanField: 52,
  outTime: 56,
  outStatus: 60,
  outSubstatus: 64,
  outWin32: 68,
  outTaken: 72,
  outLine: 76,
  outStart: 80,
  /** What makes an address in the input a byte of the slice, added without carry. */
  base: 84,
};

export const FIELD_BYTES = 8;
export const COLUMN_BYTES = 64;

/** Words of a column. `ends`: end of each entry in the arena, after a leading 0. `out`: one word per row. */
export const COLUMN = {
  table: 0,
  mask: 4,
  count: 8,
  entries: 12,
  arena: 16,
  used: 20,
  room: 24,
  ends: 28,
  out: 32,
  last: 36,
  guids: 40,
};

export const ROLE = {
  skip: 0,
  date: 1,
  time: 2,
  status: 3,
  substatus: 4,
  win32: 5,
  timeTaken: 6,
  dictionary: 7,
  number: 8,
  guid: 9,
  raw: 10,
};

/** Why `scan` stopped: out of input, an odd line, rows or a column are full, another date. */
export const STOP = { input: 0, odd: 1, rows: 2, full: 3, date: 4 };
