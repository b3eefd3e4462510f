// Source of the log scanner: bytes of a W3C log to columns. Assembled by `build.mjs` into
// src/formats/w3c/scan/module.ts; the host is src/formats/w3c/scan/machine.ts.
//
// `scan` walks over complete lines. A row in the ordinary shape (right number of values, plain dates and numbers, valid
// UTF-8) goes into the columns; at anything else it stops at the start of that line and says why, and the host reads
// the line in the slow way. So every odd case is decided in one place, in TypeScript.
import * as w from './assembler.mjs';
import { CONFIG, COLUMN, FIELD_BYTES, LAYOUT, ROLE, STOP } from './log-scan-layout.mjs';

const { I32, I64, V128, i32, i64, get, set, tee, load8, load32, load64, store32, when, block, loop, br, brIf, ret } = w;
const { add, sub, and, or, shl, eq, ne, eqz, ltU, gtU, leU, geU } = w;

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const HASH = 0x23;
const DASH = 0x2d;
const COLON = 0x3a;
const ZERO = 0x30;

const config = (offset) => load32(i32(LAYOUT.config), offset);
const setConfig = (offset, value) => store32(i32(LAYOUT.config), value, offset);
const inc = (local, by = 1) => set(local, add(get(local), i32(by)));
const digit = (address, offset = 0) => sub(load8(address, offset), i32(ZERO));
/** The last `len` (1 to 7) of eight loaded bytes, moved to the top so that the bytes behind them do not count. */
const topBytes = (address, len) => w.shl64(load64(address), w.extendU(shl(sub(i32(8), len), i32(3))));

export function logScanModule() {
  const m = new w.Module();

  /** 1 when `len` bytes (at least one) at `a` and `b` are equal. Reads up to 8 bytes past the end of both. */
  const equal = m.fn(
    'equal',
    { params: { a: I32, b: I32, len: I32 }, locals: { at: I32 }, result: I32 },
    ({ a, b, len, at }) => [
      when(ltU(get(len), i32(8)), ret(w.eq64(topBytes(get(a), get(len)), topBytes(get(b), get(len))))),
      when(ltU(get(len), i32(16)), [
        when(w.ne64(load64(get(a)), load64(get(b))), ret(i32(0))),
        set(at, sub(get(len), i32(8))),
        ret(w.eq64(load64(add(get(a), get(at))), load64(add(get(b), get(at))))),
      ]),
      block((done) =>
        loop((more) => [
          brIf(done, gtU(add(get(at), i32(16)), get(len))),
          when(eqz(w.allTrue8(w.eq8(w.vload(add(get(a), get(at))), w.vload(add(get(b), get(at)))))), ret(i32(0))),
          inc(at, 16),
          br(more),
        ]),
      ),
      set(at, sub(get(len), i32(16))),
      w.allTrue8(w.eq8(w.vload(add(get(a), get(at))), w.vload(add(get(b), get(at))))),
    ],
  );

  const mixed = (state, value, factor) => [
    set(state, w.mul64(w.xor64(get(state), value), i64(factor))),
    set(state, w.xor64(get(state), w.shrU64(get(state), i64(32)))),
  ];
  const K1 = 0x9e3779b97f4a7c15n;
  const K2 = 0xc2b2ae3d27d4eb4fn;

  const hash = m.fn(
    'hash',
    { params: { p: I32, len: I32 }, locals: { at: I32, x: I64, y: I64 }, result: I32 },
    ({ p, len, at, x, y }) => [
      set(x, w.extendU(get(len))),
      set(y, i64(K2)),
      when(
        ltU(get(len), i32(8)),
        mixed(x, topBytes(get(p), get(len)), K1),
        when(
          ltU(get(len), i32(16)),
          [mixed(x, load64(get(p)), K1), mixed(y, load64(sub(add(get(p), get(len)), i32(8))), K2)],
          [
            block((done) =>
              loop((more) => [
                brIf(done, gtU(add(get(at), i32(16)), get(len))),
                mixed(x, load64(add(get(p), get(at))), K1),
                mixed(y, load64(add(get(p), get(at)), 8), K2),
                inc(at, 16),
                br(more),
              ]),
            ),
            set(at, sub(add(get(p), get(len)), i32(16))),
            mixed(x, load64(get(at)), K1),
            mixed(y, load64(get(at), 8), K2),
          ],
        ),
      ),
      mixed(x, get(y), K1),
      w.wrap(get(x)),
    ],
  );

  /** Number of a text in a column's dictionary, from 1; 0 when the dictionary has no room for it. */
  const intern = m.fn(
    'intern',
    {
      params: { column: I32, p: I32, len: I32 },
      locals: { ends: I32, arena: I32, ix: I32, from: I32, h: I32, table: I32, mask: I32, slot: I32 },
      result: I32,
      exported: true,
    },
    ({ column, p, len, ends, arena, ix, from, h, table, mask, slot }) => {
      const endOf = (index) => load32(add(get(ends), shl(index, i32(2))));
      /** Leaves to `miss` unless entry `ix` is the text. */
      const sameOr = (miss) => [
        set(from, endOf(sub(get(ix), i32(1)))),
        brIf(miss, ne(sub(endOf(get(ix)), get(from)), get(len))),
        brIf(miss, eqz(w.call(equal, add(get(arena), get(from)), get(p), get(len)))),
      ];
      return [
        set(ends, load32(get(column), COLUMN.ends)),
        set(arena, load32(get(column), COLUMN.arena)),
        // Many columns repeat the value of the row before.
        set(ix, load32(get(column), COLUMN.last)),
        when(
          get(ix),
          block((miss) => [sameOr(miss), ret(get(ix))]),
        ),
        set(h, w.call(hash, get(p), get(len))),
        set(table, load32(get(column), COLUMN.table)),
        set(mask, load32(get(column), COLUMN.mask)),
        set(slot, and(get(h), get(mask))),
        block((free) =>
          loop((next) => [
            set(ix, load32(add(get(table), shl(get(slot), i32(3))), 4)),
            brIf(free, eqz(get(ix))),
            block((miss) => [
              brIf(miss, ne(load32(add(get(table), shl(get(slot), i32(3)))), get(h))),
              sameOr(miss),
              store32(get(column), get(ix), COLUMN.last),
              ret(get(ix)),
            ]),
            set(slot, and(add(get(slot), i32(1)), get(mask))),
            br(next),
          ]),
        ),
        set(ix, add(load32(get(column), COLUMN.count), i32(1))),
        set(from, load32(get(column), COLUMN.used)),
        when(
          or(
            gtU(get(ix), load32(get(column), COLUMN.entries)),
            gtU(add(get(from), get(len)), load32(get(column), COLUMN.room)),
          ),
          ret(i32(0)),
        ),
        w.copy(add(get(arena), get(from)), get(p), get(len)),
        set(from, add(get(from), get(len))),
        store32(get(column), get(from), COLUMN.used),
        store32(add(get(ends), shl(get(ix), i32(2))), get(from)),
        store32(get(column), get(ix), COLUMN.count),
        store32(get(column), get(ix), COLUMN.last),
        set(slot, add(get(table), shl(get(slot), i32(3)))),
        store32(get(slot), get(h)),
        store32(get(slot), get(ix), 4),
        get(ix),
      ];
    },
  );

  /** Fills an emptied, larger table of a column from its entries. */
  m.fn(
    'rehash',
    {
      params: { column: I32 },
      locals: { ix: I32, h: I32, slot: I32, from: I32, to: I32, table: I32, mask: I32 },
      exported: true,
    },
    ({ column, ix, h, slot, from, to, table, mask }) => [
      set(table, load32(get(column), COLUMN.table)),
      set(mask, load32(get(column), COLUMN.mask)),
      block((done) =>
        loop((more) => [
          brIf(done, geU(get(ix), load32(get(column), COLUMN.count))),
          inc(ix),
          set(to, load32(add(load32(get(column), COLUMN.ends), shl(get(ix), i32(2))))),
          set(h, w.call(hash, add(load32(get(column), COLUMN.arena), get(from)), sub(get(to), get(from)))),
          set(from, get(to)),
          set(slot, and(get(h), get(mask))),
          block((free) =>
            loop((next) => [
              brIf(free, eqz(load32(add(get(table), shl(get(slot), i32(3))), 4))),
              set(slot, and(add(get(slot), i32(1)), get(mask))),
              br(next),
            ]),
          ),
          set(slot, add(get(table), shl(get(slot), i32(3)))),
          store32(get(slot), get(h)),
          store32(get(slot), get(ix), 4),
          br(more),
        ]),
      ),
    ],
  );

  /** Decimal number of 1 to 10 digits, -1 when it is none. */
  const number = m.fn(
    'number',
    { params: { p: I32, end: I32 }, locals: { v: I64, d: I32 }, result: I64 },
    ({ p, end, v, d }) => [
      when(gtU(sub(get(end), get(p)), i32(10)), ret(i64(-1))),
      loop((more) => [
        set(d, digit(get(p))),
        when(gtU(get(d), i32(9)), ret(i64(-1))),
        set(v, w.add64(w.mul64(get(v), i64(10)), w.extendU(get(d)))),
        inc(p),
        brIf(more, ltU(get(p), get(end))),
      ]),
      get(v),
    ],
  );

  /** Seconds of `HH:MM:SS` at `p`, -1 when it is no time of day. */
  const clock = m.fn(
    'clock',
    { params: { p: I32 }, locals: { h: I32, m: I32, s: I32, bad: I32 }, result: I32 },
    ({ p, h, m: min, s, bad }) => {
      const pair = (into, at, most) => [
        set(bad, or(get(bad), gtU(digit(get(p), at), i32(9)))),
        set(bad, or(get(bad), gtU(digit(get(p), at + 1), i32(9)))),
        set(into, add(w.mul(digit(get(p), at), i32(10)), digit(get(p), at + 1))),
        set(bad, or(get(bad), gtU(get(into), i32(most)))),
      ];
      return [
        set(bad, or(ne(load8(get(p), 2), i32(COLON)), ne(load8(get(p), 5), i32(COLON)))),
        pair(h, 0, 23),
        pair(min, 3, 59),
        pair(s, 6, 59),
        w.select(i32(-1), add(w.mul(add(w.mul(get(h), i32(60)), get(min)), i32(60)), get(s)), get(bad)),
      ];
    },
  );

  /** 1 when the bytes are UTF-8 as a strict decoder takes it: no overlong forms, no surrogates, nothing cut. */
  const utf8 = m.fn(
    'utf8',
    { params: { p: I32, end: I32 }, locals: { c: I32, lo: I32, hi: I32, more: I32 }, result: I32 },
    ({ p, end, c, lo, hi, more }) => {
      const lead = (from, to, count, low, high) =>
        when(and(geU(get(c), i32(from)), leU(get(c), i32(to))), [
          set(more, i32(count)),
          set(lo, i32(low)),
          set(hi, i32(high)),
        ]);
      return [
        loop((next) => [
          when(geU(get(p), get(end)), ret(i32(1))),
          set(c, load8(get(p))),
          inc(p),
          brIf(next, ltU(get(c), i32(0x80))),
          set(more, i32(0)),
          lead(0xc2, 0xdf, 1, 0x80, 0xbf),
          lead(0xe0, 0xe0, 2, 0xa0, 0xbf),
          lead(0xe1, 0xec, 2, 0x80, 0xbf),
          lead(0xed, 0xed, 2, 0x80, 0x9f),
          lead(0xee, 0xef, 2, 0x80, 0xbf),
          lead(0xf0, 0xf0, 3, 0x90, 0xbf),
          lead(0xf1, 0xf3, 3, 0x80, 0xbf),
          lead(0xf4, 0xf4, 3, 0x80, 0x8f),
          when(or(eqz(get(more)), gtU(add(get(p), get(more)), get(end))), ret(i32(0))),
          loop((rest) => [
            set(c, load8(get(p))),
            when(or(ltU(get(c), get(lo)), gtU(get(c), get(hi))), ret(i32(0))),
            set(lo, i32(0x80)),
            set(hi, i32(0xbf)),
            inc(p),
            brIf(rest, tee(more, sub(get(more), i32(1)))),
          ]),
          br(next),
        ]),
        i32(0),
      ];
    },
  );

  /** Packs the 36 characters of a lower-case GUID at `p` into 16 bytes at `to`; 0 when they are none. */
  const guid = m.fn(
    'guid',
    { params: { p: I32, to: I32 }, locals: { a: V128, b: V128, c: V128, x: V128, y: V128 }, result: I32 },
    ({ p, to, a, b, c, x, y }) => {
      const dash = (at) => ne(load8(get(p), at), i32(DASH));
      const byte = (value) => w.splat8(i32(value));
      const isHex = (v) =>
        w.vor(w.ltU8(w.sub8(get(v), byte(ZERO)), byte(10)), w.ltU8(w.sub8(get(v), byte(0x61)), byte(6)));
      /** Characters to values: the low four bits, and nine more for letters. */
      const nibbles = (v) => {
        const letter = w.vand(w.shrU8(get(v), i32(6)), byte(1));
        const nine = w.vand(w.eq8(letter, byte(1)), byte(9));
        return set(v, w.add8(w.vand(get(v), byte(0x0f)), nine));
      };
      /** Two values a byte: the first of each pair is the upper half. */
      const pairs = (v) => w.vand(w.vor(w.shl16(get(v), i32(4)), w.shrU16(get(v), i32(8))), w.splat16(i32(0x00ff)));
      return [
        when(or(or(dash(8), dash(13)), or(dash(18), dash(23))), ret(i32(0))),
        set(a, w.vload(get(p))),
        set(b, w.vload(get(p), 16)),
        set(c, w.vload32(get(p), 32)),
        set(x, w.shuffle(get(a), get(b), [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17])),
        set(y, w.shuffle(get(b), get(c), [3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19])),
        when(eqz(w.allTrue8(w.vand(isHex(x), isHex(y)))), ret(i32(0))),
        nibbles(x),
        nibbles(y),
        w.vstore(get(to), w.narrow16(pairs(x), pairs(y))),
        i32(1),
      ];
    },
  );

  /** A text that ends in a GUID: the GUID goes to `to`, the number of what stands before it is given; 0: no room. */
  const internGuid = m.fn(
    'internGuid',
    {
      params: { column: I32, p: I32, len: I32, to: I32 },
      locals: { at: I32, kept: I32, ix: I32 },
      result: I32,
      exported: true,
    },
    ({ column, p, len, to, at, kept, ix }) => [
      when(geU(get(len), i32(36)), [
        set(at, sub(add(get(p), get(len)), i32(36))),
        when(w.call(guid, get(at), get(to)), [
          // A NUL, which no value holds, stands for the GUID in the dictionary.
          set(kept, load8(get(at))),
          w.store8(get(at), i32(0)),
          set(ix, w.call(intern, get(column), get(p), sub(get(len), i32(35)))),
          w.store8(get(at), get(kept)),
          ret(get(ix)),
        ]),
      ]),
      w.call(intern, get(column), get(p), get(len)),
    ],
  );

  m.fn(
    'scan',
    {
      params: { from: I32, to: I32 },
      locals: {
        at: I32,
        v: V128,
        m: I32,
        p: I32,
        c: I32,
        nf: I32,
        nul: I32,
        hiEnd: I32,
        start: I32,
        end: I32,
        fields: I32,
        rows: I32,
        lines: I32,
        k: I32,
        s: I32,
        e: I32,
        len: I32,
        column: I32,
        role: I32,
        ix: I32,
        out: I32,
        day: I32,
        secs: I32,
        status: I32,
        sub: I32,
        win32: I32,
        taken: I32,
        n: I64,
        table: I32,
      },
      result: I32,
      exported: true,
    },
    (l) => {
      const stop = (reason, position) => [
        setConfig(CONFIG.rows, get(l.rows)),
        setConfig(CONFIG.lines, get(l.lines)),
        setConfig(CONFIG.stop, i32(reason)),
        ret(position),
      ];
      const odd = () => stop(STOP.odd, get(l.start));
      const row4 = () => shl(get(l.rows), i32(2));
      const outAt = (local) => add(load32(get(l.column), COLUMN.out), local);
      const isDash = () => and(eq(get(l.len), i32(1)), eq(load8(get(l.s)), i32(DASH)));
      /** Sets `into` to a decimal number of at most `most`, leaves it for none, stops at anything else. */
      const readNumber = (into, most, clip) => [
        when(and(ne(get(l.len), i32(0)), eqz(isDash())), [
          set(l.n, w.call(number, get(l.s), get(l.e))),
          when(w.gtU64(get(l.n), i64(0xffffffffn)), odd()),
          when(w.gtU64(get(l.n), i64(most)), clip === null ? odd() : set(l.n, i64(clip))),
          set(into, w.wrap(get(l.n))),
        ]),
      ];
      const storeIx = () => [
        when(eqz(get(l.ix)), [setConfig(CONFIG.column, get(l.column)), stop(STOP.full, get(l.start))]),
        store32(outAt(row4()), get(l.ix)),
      ];
      const text = (interned) =>
        when(or(eqz(get(l.len)), isDash()), store32(outAt(row4()), i32(0)), [set(l.ix, interned), storeIx()]);

      const roles = new Map([
        [ROLE.skip, []],
        [
          ROLE.date,
          [
            when(
              or(
                ne(get(l.len), i32(10)),
                or(
                  w.ne64(load64(get(l.s)), load64(i32(LAYOUT.config), CONFIG.dateText)),
                  ne(w.load16(get(l.s), 8), w.load16(i32(LAYOUT.config), CONFIG.dateText + 8)),
                ),
              ),
              stop(STOP.date, get(l.start)),
            ),
            set(l.day, config(CONFIG.dateSeconds)),
          ],
        ],
        [
          ROLE.time,
          [
            when(ne(get(l.len), i32(8)), odd()),
            when(
              w.ne64(load64(get(l.s)), load64(i32(LAYOUT.config), CONFIG.timeText)),
              [
                set(l.secs, w.call(clock, get(l.s))),
                when(eq(get(l.secs), i32(-1)), odd()),
                w.store64(i32(LAYOUT.config), load64(get(l.s)), CONFIG.timeText),
                setConfig(CONFIG.timeSeconds, get(l.secs)),
              ],
              set(l.secs, config(CONFIG.timeSeconds)),
            ),
          ],
        ],
        [
          ROLE.status,
          [
            when(
              eq(get(l.len), i32(3)),
              [
                when(
                  or(
                    geU(sub(load8(get(l.s)), i32(ZERO + 1)), i32(9)),
                    or(gtU(digit(get(l.s), 1), i32(9)), gtU(digit(get(l.s), 2), i32(9))),
                  ),
                  odd(),
                ),
                set(
                  l.status,
                  add(w.mul(digit(get(l.s)), i32(100)), add(w.mul(digit(get(l.s), 1), i32(10)), digit(get(l.s), 2))),
                ),
              ],
              when(and(ne(get(l.len), i32(0)), eqz(isDash())), odd()),
            ),
          ],
        ],
        [ROLE.substatus, readNumber(l.sub, 0xffffn, 0xffffn)],
        [ROLE.win32, readNumber(l.win32, 0xffffffffn, null)],
        // Stored with one added, so that 0 is none.
        [ROLE.timeTaken, [set(l.taken, i32(-1)), readNumber(l.taken, 0x7fffffffn, 0x7fffffffn), inc(l.taken)]],
        [ROLE.dictionary, text(w.call(intern, get(l.column), get(l.s), get(l.len)))],
        [
          ROLE.number,
          [
            set(l.ix, i32(-1)),
            // A zero in front would be lost.
            when(and(gtU(get(l.len), i32(1)), eq(load8(get(l.s)), i32(ZERO))), odd()),
            readNumber(l.ix, 0xfffffffdn, null),
            store32(outAt(row4()), add(get(l.ix), i32(1))),
          ],
        ],
        [
          ROLE.guid,
          text(
            w.call(
              internGuid,
              get(l.column),
              get(l.s),
              get(l.len),
              add(load32(get(l.column), COLUMN.guids), shl(get(l.rows), i32(4))),
            ),
          ),
        ],
        [
          ROLE.raw,
          [
            // Where the row before ended, and not where the last attempt did: a row may be tried twice.
            set(l.ix, i32(0)),
            when(get(l.rows), set(l.ix, load32(sub(outAt(row4()), i32(4))))),
            when(isDash(), set(l.len, i32(0))),
            when(gtU(add(get(l.ix), get(l.len)), load32(get(l.column), COLUMN.room)), [
              setConfig(CONFIG.column, get(l.column)),
              stop(STOP.full, get(l.start)),
            ]),
            w.copy(add(load32(get(l.column), COLUMN.arena), get(l.ix)), get(l.s), get(l.len)),
            set(l.ix, add(get(l.ix), get(l.len))),
            store32(get(l.column), get(l.ix), COLUMN.used),
            store32(outAt(row4()), get(l.ix)),
          ],
        ],
      ]);

      const oneField = block((done) => {
        const order = [...roles.keys()].toSorted((a, b) => a - b);
        // A table of jumps; the code of a role stands behind the block of its label.
        const build = (index, labels) =>
          index === order.length
            ? [w.brTable(get(l.role), labels, done)]
            : [block((label) => build(index + 1, [...labels, label])), roles.get(order[index]), br(done)];
        return build(0, []);
      });

      const value = (offset, local) => store32(add(config(offset), row4()), get(local));
      const line = [
        set(l.end, get(l.p)),
        // The end of the line: CR before LF is no part of it.
        when(
          gtU(get(l.end), get(l.start)),
          when(eq(load8(sub(get(l.end), i32(1))), i32(CR)), set(l.end, sub(get(l.end), i32(1)))),
        ),
        when(ne(get(l.start), get(l.end)), [
          when(
            or(get(l.nul), or(eq(load8(get(l.start)), i32(HASH)), ne(add(get(l.nf), i32(1)), get(l.fields)))),
            odd(),
          ),
          when(geU(get(l.rows), config(CONFIG.maxRows)), stop(STOP.rows, get(l.start))),
          when(gtU(get(l.hiEnd), get(l.start)), when(eqz(w.call(utf8, get(l.start), get(l.end))), odd())),
          store32(add(i32(LAYOUT.bounds), shl(get(l.nf), i32(2))), get(l.end)),
          set(l.status, i32(0)),
          set(l.sub, i32(0)),
          set(l.win32, i32(0)),
          set(l.taken, i32(0)),
          set(l.s, get(l.start)),
          set(l.k, i32(0)),
          // Lean mode: only rows of status 4xx and 5xx get all their columns.
          set(l.table, i32(LAYOUT.fields)),
          when(ne(config(CONFIG.leanField), i32(0)), [
            set(l.ix, load32(add(i32(LAYOUT.bounds), shl(sub(config(CONFIG.leanField), i32(1)), i32(2))))),
            // The status is three digits, so its first one stands three before its end.
            when(gtU(sub(load8(sub(get(l.ix), i32(3))), i32(ZERO + 4)), i32(1)), set(l.table, i32(LAYOUT.leanFields))),
          ]),
          loop((more) => [
            set(l.e, load32(add(i32(LAYOUT.bounds), shl(get(l.k), i32(2))))),
            set(l.len, sub(get(l.e), get(l.s))),
            set(l.out, add(get(l.table), w.mul(get(l.k), i32(FIELD_BYTES)))),
            set(l.role, load32(get(l.out))),
            set(l.column, load32(get(l.out), 4)),
            oneField,
            set(l.s, add(get(l.e), i32(1))),
            inc(l.k),
            brIf(more, ltU(get(l.k), get(l.fields))),
          ]),
          store32(add(config(CONFIG.outTime), row4()), add(get(l.day), get(l.secs))),
          value(CONFIG.outStatus, l.status),
          value(CONFIG.outSubstatus, l.sub),
          value(CONFIG.outWin32, l.win32),
          value(CONFIG.outTaken, l.taken),
          value(CONFIG.outLine, l.lines),
          store32(add(config(CONFIG.outStart), row4()), add(get(l.start), config(CONFIG.base))),
          inc(l.rows),
        ]),
        inc(l.lines),
        set(l.start, add(get(l.p), i32(1))),
        set(l.nf, i32(0)),
        set(l.nul, i32(0)),
      ];

      const found = (v, char) => w.eq8(v, w.splat8(i32(char)));
      return [
        set(l.rows, config(CONFIG.rows)),
        set(l.lines, config(CONFIG.lines)),
        set(l.fields, config(CONFIG.fields)),
        set(l.start, get(l.from)),
        set(l.at, get(l.from)),
        block((done) =>
          loop((blocks) => [
            brIf(done, geU(get(l.at), get(l.to))),
            set(l.v, w.vload(get(l.at))),
            when(w.bitmask8(get(l.v)), set(l.hiEnd, add(get(l.at), i32(16)))),
            set(l.m, w.bitmask8(w.vor(w.vor(found(get(l.v), SPACE), found(get(l.v), LF)), found(get(l.v), 0)))),
            block((none) =>
              loop((marks) => [
                brIf(none, eqz(get(l.m))),
                set(l.p, add(get(l.at), w.ctz(get(l.m)))),
                set(l.m, and(get(l.m), sub(get(l.m), i32(1)))),
                brIf(done, geU(get(l.p), get(l.to))),
                set(l.c, load8(get(l.p))),
                when(
                  eq(get(l.c), i32(SPACE)),
                  [
                    // More blanks than fields: the row is odd anyway, the count alone must say so.
                    when(
                      ltU(get(l.nf), i32(LAYOUT.maxFields)),
                      store32(add(i32(LAYOUT.bounds), shl(get(l.nf), i32(2))), get(l.p)),
                    ),
                    inc(l.nf),
                  ],
                  when(eq(get(l.c), i32(LF)), line, set(l.nul, i32(1))),
                ),
                br(marks),
              ]),
            ),
            inc(l.at, 16),
            br(blocks),
          ]),
        ),
        stop(STOP.input, get(l.start)),
        i32(0),
      ];
    },
  );

  return m.assemble(LAYOUT.pages);
}
